package dev.cordon.agent.telemetry.otel;

import dev.cordon.engine.audit.Alert;
import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.audit.ChunkTimes;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.audit.FlawedConnection;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.engine.audit.Outcome;
import dev.cordon.engine.audit.ThreatCount;
import dev.cordon.engine.audit.UnguardedConnection;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.DoubleCounter;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import org.jspecify.annotations.Nullable;

/** Records an Exchange in metrics. Thread-safe. Needs API 1.10. */
final class MetricWriter {
  private final InferenceMetrics inference;
  private final DoubleHistogram embedding;
  private final LongHistogram embedded;
  private final DoubleHistogram duration;
  private final DoubleHistogram firstChunk;
  private final DoubleHistogram nextChunk;
  private final LongHistogram tokens;
  private final DoubleHistogram engine;
  private final LongCounter findings;
  private final LongCounter threats;
  private final LongCounter refusals;
  private final LongCounter exceptions;
  private final LongCounter unscanned;
  private final LongCounter errors;
  private final LongCounter auditLost;
  private final LongCounter unlinked;
  private final LongCounter unguarded;
  private final LongCounter flawed;
  private final LongCounter alerts;
  private final DoubleCounter cost;

  MetricWriter(Meter meter) {
    inference = new InferenceMetrics(meter);
    embedding = Instruments.EMBEDDINGS_DURATION.seconds(meter);
    embedded = Instruments.EMBEDDINGS_INPUT.longs(meter);
    duration = Instruments.OPERATION_DURATION.seconds(meter);
    firstChunk = Instruments.TIME_TO_FIRST_CHUNK.seconds(meter);
    nextChunk = Instruments.TIME_PER_OUTPUT_CHUNK.seconds(meter);
    tokens = Instruments.TOKEN_USAGE.longs(meter);
    engine = Instruments.ENGINE_DURATION.seconds(meter);
    findings = Instruments.FINDINGS.counter(meter);
    threats = Instruments.THREATS.counter(meter);
    refusals = Instruments.REFUSALS.counter(meter);
    exceptions = Instruments.EXCEPTIONS.counter(meter);
    unscanned = Instruments.UNSCANNED.counter(meter);
    errors = Instruments.ERRORS.counter(meter);
    auditLost = Instruments.AUDIT_LOST.counter(meter);
    unlinked = Instruments.UNLINKED.counter(meter);
    unguarded = Instruments.UNGUARDED.counter(meter);
    flawed = Instruments.FLAWED.counter(meter);
    alerts = Instruments.ALERTS.counter(meter);
    cost = Instruments.COST.decimals(meter);
  }

  /** Counts a place where calls may pass unseen, or a connection that is not as it should be. */
  void blindSpot(BlindSpot spot) {
    if (spot instanceof OpenHook) {
      OpenHook hook = (OpenHook) spot;
      unlinked.add(
          1,
          Attributes.of(
              Keys.LIBRARY, hook.library(), Keys.HOOK, hook.hook(), Keys.CLASS, hook.className()));
    } else if (spot instanceof Alert) {
      alerts.add(1, Attributes.of(Keys.ALERT, ((Alert) spot).kind()));
    } else if (spot instanceof UnguardedConnection) {
      UnguardedConnection connection = (UnguardedConnection) spot;
      unguarded.add(
          1,
          Attributes.of(
              Keys.SERVER_ADDRESS,
              connection.host(),
              Keys.PROVIDER,
              connection.vendor(),
              Keys.CALLER,
              connection.caller(),
              Keys.REFUSED,
              connection.isRefused()));
    } else if (spot instanceof FlawedConnection) {
      flawed((FlawedConnection) spot);
    }
  }

  private void flawed(FlawedConnection connection) {
    AttributesBuilder builder = Attributes.builder();
    builder.put(Keys.SERVER_ADDRESS, connection.host());
    String vendor = connection.vendor();
    if (vendor != null) {
      builder.put(Keys.PROVIDER, vendor);
    }
    String exception = connection.exception();
    if (exception != null) {
      builder.put(Keys.EXCEPTION, exception);
      exceptions.add(1, builder.build());
    }
    builder.put(SecurityNames.POLICY_ID, Terms.limited(connection.rule()));
    builder.put(Keys.REFUSED, connection.isRefused());
    flawed.add(1, builder.build());
  }

  /** Records the metrics of the conventions: the call as any client sees it. */
  void call(ExchangeRecord record) {
    Attributes common = common(record);
    String error = Terms.error(record);
    Attributes withError =
        error == null ? common : common.toBuilder().put(Keys.ERROR_TYPE, error).build();
    if (Terms.isInference(record.operation())) {
      inference.record(record, common, withError);
    } else if (record.operation().equals("embeddings")) {
      embedding.record(record.durationNanos() / 1e9, withError);
      if (record.inputTokens() >= 0) {
        embedded.record(record.inputTokens(), common);
      }
    }
    duration.record(record.durationNanos() / 1e9, withError);
    if (record.streaming() && record.firstChunkNanos() > 0) {
      firstChunk.record(record.firstChunkNanos() / 1e9, common);
    }
    ChunkTimes times = record.chunkTimes();
    if (times != null) {
      chunks(nextChunk, times, common);
    }
    if (record.costNanos() > 0) {
      cost.add(record.costNanos() / 1e9, common);
    }
    used(record.inputTokens(), "input", common);
    used(record.outputTokens(), "output", common);
  }

  /** Fills the histogram's buckets as if each chunk had been recorded; the bounds are the same. */
  static void chunks(DoubleHistogram histogram, ChunkTimes times, Attributes common) {
    for (int bucket = 0; bucket < times.buckets(); bucket++) {
      double seconds = times.mean(bucket) / 1e9;
      for (long i = times.count(bucket); i > 0; i--) {
        histogram.record(seconds, common);
      }
    }
  }

  private void used(long count, String type, Attributes common) {
    if (count >= 0) {
      tokens.record(count, common.toBuilder().put(Keys.TOKEN_TYPE, type).build());
    }
  }

  /** Records our own metrics: what the engine found and did. */
  void guardrail(ExchangeRecord record) {
    Attributes provider =
        Attributes.of(Keys.PROVIDER, Terms.provider(record), Keys.OPERATION, record.operation());
    engine.record(record.engineNanos() / 1e9, provider);
    if (record.unscannedBytes() > 0) {
      unscanned.add(record.unscannedBytes(), provider);
    }
    if (record.decision() == Decision.DENY) {
      refusals.add(1, ruled(provider, record.rule()));
    }
    for (String name : record.exceptions()) {
      exceptions.add(1, provider.toBuilder().put(Keys.EXCEPTION, name).build());
    }
    if (record.decision() == Decision.WARN || "on_error".equals(record.rule())) {
      errors.add(1, ruled(provider, record.rule()));
    }
    if (record.unaudited()) {
      auditLost.add(1, provider);
    }
    for (FindingCount finding : record.inputFindings().values()) {
      found(finding, "llm_input", Outcome.ofInput(record, finding), record.mode(), provider);
    }
    for (FindingCount finding : record.outputFindings().values()) {
      found(finding, "llm_output", Outcome.ofOutput(record, finding), record.mode(), provider);
    }
    for (ThreatCount count : record.threats()) {
      threat(count, record.mode(), provider);
    }
  }

  private void threat(ThreatCount count, String mode, Attributes provider) {
    AttributesBuilder builder = provider.toBuilder();
    builder.put(SecurityNames.TARGET_TYPE, count.threat().inAnswer() ? "llm_output" : "llm_input");
    builder.put(Keys.THREAT_TYPE, count.threat().id());
    builder.put(Keys.THREAT_ORIGIN, count.origin());
    builder.put(Keys.THREAT_ACTION, count.action());
    builder.put(Keys.MODE, mode);
    threats.add(count.count(), builder.build());
  }

  private void found(
      FindingCount finding, String target, Outcome outcome, String mode, Attributes provider) {
    AttributesBuilder builder = provider.toBuilder();
    builder.put(SecurityNames.TARGET_TYPE, target);
    builder.put(Keys.FINDING_TYPE, finding.type().id());
    builder.put(Keys.FINDING_CLASS, finding.type().dataClass().id());
    builder.put(Keys.FINDING_ACTION, finding.action());
    builder.put(Keys.FINDING_OUTCOME, outcome.id());
    builder.put(Keys.MODE, mode);
    findings.add(finding.count(), builder.build());
  }

  private static Attributes ruled(Attributes provider, @Nullable String rule) {
    return rule == null
        ? provider
        : provider.toBuilder().put(SecurityNames.POLICY_ID, Terms.limited(rule)).build();
  }

  static Attributes common(ExchangeRecord record) {
    AttributesBuilder builder = Attributes.builder();
    builder.put(Keys.OPERATION, record.operation());
    builder.put(Keys.PROVIDER, Terms.provider(record));
    if (record.requestModel() != null) {
      builder.put(Keys.REQUEST_MODEL, Terms.name(record.requestModel()));
    }
    if (record.responseModel() != null) {
      builder.put(Keys.RESPONSE_MODEL, Terms.name(record.responseModel()));
    }
    if (record.serverAddress() != null) {
      builder.put(Keys.SERVER_ADDRESS, record.serverAddress());
      builder.put(Keys.SERVER_PORT, (long) record.serverPort());
    }
    return builder.build();
  }
}
