package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.audit.FindingCount;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Writes the {@code apply_guardrail} spans of an Exchange: one for what went to the model, one for
 * what came back if something was found there. Each type of finding is an event. Thread-safe.
 */
final class GuardrailWriter {
  private static final String GUARDIAN = "cordon";

  /** The name that OWASP's list for LLM applications has for what we look for (LLM02). */
  private static final String RISK = "sensitive_info_disclosure";

  private static final String INPUT = "llm_input";

  private final Tracer tracer;

  GuardrailWriter(Tracer tracer) {
    this.tracer = tracer;
  }

  void write(Context parent, ExchangeRecord record) {
    long start = record.startEpochNanos();
    long end = start + Math.min(record.engineNanos(), record.durationNanos());
    one(parent, record, INPUT, record.decision(), record.inputFindings(), start, end);
    if (!record.outputFindings().isEmpty()) {
      long last = start + record.durationNanos();
      Decision decision = output(record);
      one(parent, record, "llm_output", decision, record.outputFindings(), last, last);
    }
  }

  private void one(
      Context parent,
      ExchangeRecord record,
      String target,
      Decision decision,
      Map<String, FindingCount> findings,
      long start,
      long end) {
    Span span =
        tracer
            .spanBuilder("apply_guardrail " + GUARDIAN)
            .setParent(parent)
            .setSpanKind(SpanKind.INTERNAL)
            .setStartTimestamp(start, TimeUnit.NANOSECONDS)
            .setAttribute(Keys.OPERATION, "apply_guardrail")
            .setAttribute(Keys.GUARDIAN_NAME, GUARDIAN)
            .setAttribute(Keys.TARGET_TYPE, target)
            .setAttribute(Keys.DECISION_TYPE, Terms.decision(decision))
            .setAttribute(Keys.POLICY_NAME, GUARDIAN)
            .startSpan();
    if (span.isRecording()) {
      boolean isInput = target.equals(INPUT);
      detail(span, record, decision, isInput);
      for (FindingCount finding : findings.values()) {
        event(span, finding, isInput ? "input" : "output", end);
      }
    }
    span.end(end, TimeUnit.NANOSECONDS);
  }

  private static void detail(Span span, ExchangeRecord record, Decision decision, boolean isInput) {
    if (!record.policyVersion().isEmpty()) {
      span.setAttribute(Keys.POLICY_VERSION, record.policyVersion());
    }
    String rule = record.rule();
    if (rule != null) {
      span.setAttribute(Keys.POLICY_ID, Terms.limited(rule));
      if (decision != Decision.ALLOW) {
        span.setAttribute(Keys.DECISION_REASON, Terms.limited(rule));
      }
    }
    if (decision == Decision.MODIFY) {
      span.setAttribute(Keys.CONTENT_REDACTED, true);
    }
    if (isInput && record.inputHash() != null) {
      span.setAttribute(Keys.INPUT_HASH, record.inputHash());
    }
  }

  private static void event(Span span, FindingCount finding, String side, long when) {
    Attributes attributes =
        Attributes.builder()
            .put(Keys.RISK_CATEGORY, RISK)
            .put(Keys.RISK_SEVERITY, severity(finding))
            .put(Keys.FINDING_TYPE, finding.type().id())
            .put(Keys.FINDING_CLASS, finding.type().dataClass().id())
            .put(Keys.FINDING_ACTION, finding.action())
            .put(Keys.FINDING_COUNT, (long) finding.count())
            .put(Keys.RISK_METADATA, metadata(finding, side))
            .build();
    span.addEvent("gen_ai.security.finding", attributes, when, TimeUnit.NANOSECONDS);
  }

  /** Type, count, and where the first one stands: in which text, and at which byte of it. */
  private static List<String> metadata(FindingCount finding, String side) {
    List<String> metadata = new ArrayList<>(3);
    metadata.add("type:" + finding.type().id());
    metadata.add("count:" + finding.count());
    if (finding.text() >= 0) {
      metadata.add("position:" + side + "[" + finding.text() + "]:" + finding.offset());
    }
    return metadata;
  }

  private static String severity(FindingCount finding) {
    return finding.type().severity().name().toLowerCase(Locale.ROOT);
  }

  /** What was done about the answer follows from what was done about its findings. */
  private static Decision output(ExchangeRecord record) {
    boolean changed = false;
    for (FindingCount finding : record.outputFindings().values()) {
      changed |= !finding.action().equalsIgnoreCase("allow");
    }
    if (!changed) {
      return Decision.ALLOW;
    }
    return record.mode().equals("observe") ? Decision.AUDIT : Decision.MODIFY;
  }
}
