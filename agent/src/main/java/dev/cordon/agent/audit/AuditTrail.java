package dev.cordon.agent.audit;

import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.FindingCount;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one record an Exchange. Thread-safe. */
public final class AuditTrail implements ExchangeObserver {
  private final AuditFile file;
  private final byte @Nullable [] key;
  private final String origin;
  private final Caller caller = new Caller();
  private final ThreadLocal<Scratch> scratch = new ThreadLocal<>();

  /**
   * Makes an observer.
   *
   * @param file receives the records
   * @param settings the trail's settings
   * @param origin which process writes
   */
  public AuditTrail(AuditFile file, AuditSettings settings, Origin origin) {
    this.file = file;
    this.origin = origin.fields();
    this.key = settings.key();
  }

  @Override
  public @Nullable Object started(ExchangeRecord record) {
    return caller.find();
  }

  @Override
  public void ended(ExchangeRecord record, @Nullable Object state) {
    Scratch own = scratch.get();
    if (own == null) {
      own = new Scratch(new HashChain(key));
      scratch.set(own);
    }
    write(own, record, (String) state);
    file.append(own.line);
  }

  private void write(Scratch own, ExchangeRecord record, @Nullable String caller) {
    JsonLine line = own.line.begin();
    line.field("time", Clock.format(record.startEpochNanos() / 1_000_000));
    line.raw(",").raw(origin).field("exchange", record.id());
    line.field("trace_id", record.traceId()).field("span_id", record.spanId());
    line.field("caller", caller).field("user", record.user());
    line.field("library", record.head().library().name());
    line.field("vendor", record.vendor()).field("host", record.serverAddress());
    line.field("region", Region.of(record.serverAddress()));
    line.field("operation", record.operation()).field("format", record.wireFormat());
    line.field("model", record.requestModel()).field("response_model", record.responseModel());
    line.field("conversation", record.conversationId());
    line.field("key", KeyFingerprint.of(record.head().headers(), record.head().query(), own.chain));
    line.field("mode", record.mode()).field("decision", lower(record.decision()));
    line.field("rule", record.rule()).field("policy", record.policyVersion());
    findings(line, "findings", record.inputFindings());
    findings(line, "output_findings", record.outputFindings());
    line.field("restored", record.restored());
    numbers(line, record);
  }

  private static void numbers(JsonLine line, ExchangeRecord record) {
    line.field("request_bytes", record.requestBytes()).field("sent_bytes", record.sentBytes());
    line.field("response_bytes", record.responseBytes());
    if (record.unscannedBytes() > 0) {
      line.field("unscanned_bytes", record.unscannedBytes());
    }
    known(line, "input_tokens", record.inputTokens());
    known(line, "output_tokens", record.outputTokens());
    known(line, "cached_input_tokens", record.cachedInputTokens());
    known(line, "reasoning_tokens", record.reasoningTokens());
    line.field("streaming", record.streaming()).field("attempts", record.attempts());
    line.field("status", record.status()).field("error", record.errorType());
    line.field("duration_us", record.durationNanos() / 1_000);
    line.field("engine_us", record.engineNanos() / 1_000);
  }

  private static void known(JsonLine line, String name, long value) {
    if (value >= 0) {
      line.field(name, value);
    }
  }

  private static void findings(JsonLine line, String name, Map<String, FindingCount> findings) {
    if (findings.isEmpty()) {
      return;
    }
    line.array(name);
    for (FindingCount finding : findings.values()) {
      line.element();
      line.field("type", finding.type().id());
      line.field("class", finding.type().dataClass().id());
      line.field("severity", lower(finding.type().severity()));
      line.field("action", finding.action()).field("count", finding.count()).end();
    }
    line.endArray();
  }

  private static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** What a thread uses again. */
  private static final class Scratch {
    final JsonLine line = new JsonLine();
    final HashChain chain;

    Scratch(HashChain chain) {
      this.chain = chain;
    }
  }
}
