package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.audit.Outcome;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.audit.ThreatCount;
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
    if (!record.outputFindings().isEmpty() || hasThreat(record)) {
      long last = start + record.durationNanos();
      Decision decision = output(record);
      one(parent, record, "llm_output", decision, record.outputFindings(), last, last);
    }
  }

  private static boolean hasThreat(ExchangeRecord record) {
    boolean found = false;
    for (ThreatCount count : record.threats()) {
      found |= count.threat().inAnswer();
    }
    return found;
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
            .setAttribute(SecurityNames.GUARDIAN_NAME, GUARDIAN)
            .setAttribute(SecurityNames.TARGET_TYPE, target)
            .setAttribute(SecurityNames.DECISION_TYPE, Terms.decision(decision))
            .setAttribute(SecurityNames.POLICY_NAME, GUARDIAN)
            .startSpan();
    if (span.isRecording()) {
      boolean isInput = target.equals(INPUT);
      detail(span, record, decision, isInput);
      for (FindingCount finding : findings.values()) {
        Outcome outcome =
            isInput ? Outcome.ofInput(record, finding) : Outcome.ofOutput(record, finding);
        event(span, finding, outcome, isInput ? "input" : "output", end);
      }
      for (ThreatCount count : record.threats()) {
        if (count.threat().inAnswer() != isInput) {
          event(span, count, end);
        }
      }
    }
    span.end(end, TimeUnit.NANOSECONDS);
  }

  private static void detail(Span span, ExchangeRecord record, Decision decision, boolean isInput) {
    if (!record.policyVersion().isEmpty()) {
      span.setAttribute(SecurityNames.POLICY_VERSION, record.policyVersion());
    }
    String rule = record.rule();
    if (rule != null) {
      span.setAttribute(SecurityNames.POLICY_ID, Terms.limited(rule));
      if (decision != Decision.ALLOW) {
        span.setAttribute(SecurityNames.DECISION_REASON, Terms.limited(rule));
      }
    }
    if (decision == Decision.MODIFY) {
      span.setAttribute(SecurityNames.CONTENT_REDACTED, true);
    }
    if (isInput && record.inputHash() != null) {
      span.setAttribute(SecurityNames.INPUT_HASH, record.inputHash());
    }
  }

  private static void event(
      Span span, FindingCount finding, Outcome outcome, String side, long when) {
    Attributes attributes =
        Attributes.builder()
            .put(SecurityNames.RISK_CATEGORY, RISK)
            .put(SecurityNames.RISK_SEVERITY, severity(finding))
            .put(Keys.FINDING_TYPE, finding.type().id())
            .put(Keys.FINDING_CLASS, finding.type().dataClass().id())
            .put(Keys.FINDING_ACTION, finding.action())
            .put(Keys.FINDING_OUTCOME, outcome.id())
            .put(Keys.FINDING_COUNT, (long) finding.count())
            .put(SecurityNames.RISK_METADATA, metadata(finding, side))
            .build();
    span.addEvent(SecurityNames.FINDING, attributes, when, TimeUnit.NANOSECONDS);
  }

  private static void event(Span span, ThreatCount count, long when) {
    Threat threat = count.threat();
    Attributes attributes =
        Attributes.builder()
            .put(SecurityNames.RISK_CATEGORY, threat.category())
            .put(SecurityNames.RISK_SEVERITY, threat.severity().name().toLowerCase(Locale.ROOT))
            .put(Keys.THREAT_TYPE, threat.id())
            .put(Keys.THREAT_ORIGIN, count.origin())
            .put(Keys.THREAT_ACTION, count.action())
            .put(Keys.THREAT_COUNT, (long) count.count())
            .build();
    span.addEvent(SecurityNames.FINDING, attributes, when, TimeUnit.NANOSECONDS);
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
    for (ThreatCount count : record.threats()) {
      changed |= count.threat().inAnswer() && !count.action().equals("report");
    }
    if (!changed) {
      return Decision.ALLOW;
    }
    return record.mode().equals("observe") ? Decision.AUDIT : Decision.MODIFY;
  }
}
