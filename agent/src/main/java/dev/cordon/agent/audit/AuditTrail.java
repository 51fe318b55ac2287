package dev.cordon.agent.audit;

import dev.cordon.agent.service.WebApplication;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.audit.Alert;
import dev.cordon.engine.audit.BlindSpot;
import dev.cordon.engine.audit.ExchangeObserver;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.FindingCount;
import dev.cordon.engine.audit.FlawedConnection;
import dev.cordon.engine.audit.MediaCounts;
import dev.cordon.engine.audit.MediaKind;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.engine.audit.ThreatCount;
import dev.cordon.engine.audit.UnguardedConnection;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.UserRules;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one record an Exchange. Thread-safe. */
public final class AuditTrail implements ExchangeObserver {
  private static final String[] DECISIONS = lower(ExchangeRecord.Decision.values());
  private static final String[] SEVERITIES = lower(Severity.values());

  private final AuditFile file;
  private final String origin;
  private final long retentionMillis;
  private final @Nullable CallUser users;
  private final Caller caller = Caller.make();
  private final ThreadLocal<JsonLine> lines = new ThreadLocal<>();
  private volatile @Nullable Fingerprints fingerprints;
  private volatile @Nullable AuditCopy copy;
  private volatile @Nullable CallWatch watch;

  /**
   * Makes an observer.
   *
   * @param file receives the records
   * @param settings the trail's settings
   * @param origin which process writes
   * @param users where users are learnt from, or null
   */
  public AuditTrail(
      AuditFile file, AuditSettings settings, Origin origin, @Nullable UserRules users) {
    this.file = file;
    this.origin = origin.fields();
    this.retentionMillis = settings.retentionMillis();
    this.users = users == null ? null : new CallUser(users);
  }

  /** Has a copy of each record sent on; null for none. */
  public void copyTo(@Nullable AuditCopy to) {
    copy = to;
  }

  /** Has each call told of besides; null for none. */
  public void watchedBy(@Nullable CallWatch by) {
    watch = by;
  }

  @Override
  public boolean recordsCallers() {
    return true;
  }

  @Override
  public @Nullable Object started(ExchangeRecord record) {
    String known = record.caller(); // where policy has rules for callers
    known = known == null && !record.isCallerSought() ? caller.find() : known;
    CallNotes notes = new CallNotes(known, WebApplication.current());
    noteKey(notes, record.head());
    return notes;
  }

  @Override
  public void judging(ExchangeRecord record, byte[] body, @Nullable Object state) {
    CallUser known = users;
    String user = known == null ? null : known.of(record.head(), body);
    if (known == null || user == null) {
      return;
    }
    Fingerprints hashes = known.plain ? null : fingerprints();
    record.user(known.plain ? user : hashes == null ? null : hashes.user(user));
  }

  @Override
  public void sending(ExchangeRecord record, RequestHead head, @Nullable Object state) {
    CallNotes notes = (CallNotes) state;
    if (notes != null && notes.key == null) {
      noteKey(notes, head);
    }
  }

  private void noteKey(CallNotes notes, RequestHead head) {
    String key = ApiKey.of(head);
    Fingerprints hashes = key == null ? null : fingerprints();
    if (key != null && hashes != null) {
      notes.key = hashes.apiKey(key);
    }
  }

  /** Returns null while a trail without a key can't be written. */
  private @Nullable Fingerprints fingerprints() {
    Fingerprints own = fingerprints;
    if (own == null) {
      byte[] secret = file.secret();
      if (secret == null) {
        return null;
      }
      own = new Fingerprints(secret);
      fingerprints = own;
    }
    return own;
  }

  @Override
  public void ended(ExchangeRecord record, @Nullable Object state) {
    JsonLine line = lines.get();
    if (line == null) {
      line = new JsonLine();
      lines.set(line);
    }
    write(line.begin(), record, (CallNotes) state);
    record.unaudited(!file.append(line));
    AuditCopy to = copy;
    if (to != null) {
      to.take(record, line.end().text(0));
    }
    CallWatch by = watch;
    if (by != null) {
      CallNotes notes = (CallNotes) state;
      by.ended(record, notes == null ? null : notes.caller, notes == null ? null : notes.key);
    }
  }

  /**
   * Keeps a record of a place where calls may pass unseen. The time comes first, as in a call's
   * record: one that begins with an event is the chain's own and never was in the journal.
   *
   * @param spot the place
   * @param policy what is in force
   * @return false when it is lost, and counted as lost
   */
  public boolean blindSpot(BlindSpot spot, Policy policy) {
    if (spot instanceof FlawedConnection) {
      return flawed((FlawedConnection) spot, policy);
    }
    JsonLine line = new JsonLine().begin();
    long millis = Clock.millis();
    boolean unguarded = spot instanceof UnguardedConnection;
    line.field("time", Clock.format(millis)).field("event", unguarded ? "unguarded" : "unhooked");
    line.raw(",").raw(origin);
    if (unguarded) {
      UnguardedConnection connection = (UnguardedConnection) spot;
      line.field("vendor", connection.vendor()).field("host", connection.host());
      line.field("caller", connection.caller());
      line.field("decision", connection.isRefused() ? "deny" : "allow");
    } else {
      OpenHook open = (OpenHook) spot;
      line.field("library", open.library()).field("hook", open.hook());
      line.field("class", open.className()).field("reason", open.reason());
    }
    line.field("mode", policy.mode().name().toLowerCase(Locale.ROOT));
    if (unguarded) {
      line.field("on_unguarded", policy.onUnguarded().name().toLowerCase(Locale.ROOT));
    } else {
      line.field("on_unhooked", policy.onUnhooked().name().toLowerCase(Locale.ROOT));
    }
    line.field("policy", policy.version());
    keepUntil(line, millis);
    return file.append(line);
  }

  /**
   * Keeps a record of an alert.
   *
   * @return the record as one line of JSON, without its place in the chain
   */
  public String alert(Alert alert, Policy policy) {
    JsonLine line = new JsonLine().begin();
    long millis = Clock.millis();
    line.field("time", Clock.format(millis)).field("event", "alert");
    line.raw(",").raw(origin).field("alert", alert.kind());
    for (Map.Entry<String, String> field : alert.fields().entrySet()) {
      line.field(field.getKey(), field.getValue());
    }
    line.field("text", alert.toString());
    if (alert.repeated() > 0) {
      line.field("repeated", alert.repeated());
    }
    line.field("mode", policy.mode().name().toLowerCase(Locale.ROOT));
    line.field("policy", policy.version());
    keepUntil(line, millis);
    file.append(line);
    return line.end().text(0);
  }

  private boolean flawed(FlawedConnection connection, Policy policy) {
    JsonLine line = new JsonLine().begin();
    long millis = Clock.millis();
    line.field("time", Clock.format(millis)).field("event", "connection").raw(",").raw(origin);
    line.field("vendor", connection.vendor()).field("host", connection.host());
    line.field("rule", connection.rule()).field("reason", connection.what());
    line.field("decision", connection.isRefused() ? "deny" : "allow");
    String exception = connection.exception();
    if (exception != null) {
      names(line, "exceptions", Collections.singleton(exception));
    }
    line.field("mode", policy.mode().name().toLowerCase(Locale.ROOT));
    line.field("policy", policy.version());
    keepUntil(line, millis);
    return file.append(line);
  }

  private void keepUntil(JsonLine line, long millis) {
    if (retentionMillis > 0) {
      line.field("keep_until", Clock.format(millis + retentionMillis));
    }
  }

  private void write(JsonLine line, ExchangeRecord record, @Nullable CallNotes notes) {
    long millis = record.startEpochNanos() / 1_000_000;
    line.field("time", Clock.format(millis));
    line.raw(",").raw(origin).field("exchange", record.id());
    line.field("trace_id", record.traceId()).field("span_id", record.spanId());
    line.field("application", notes == null ? null : notes.application);
    line.field("caller", notes == null ? null : notes.caller).field("user", record.user());
    line.field("caller_rule", record.callerRule());
    names(line, "labels", record.labels());
    line.field("library", record.head().library().name());
    line.field("vendor", record.vendor()).field("host", record.serverAddress());
    line.field("region", record.region()).field("route", record.route());
    line.field("operation", record.operation()).field("format", record.wireFormat());
    line.field("model", record.requestModel()).field("response_model", record.responseModel());
    line.field("conversation", record.conversationId());
    line.field("key", notes == null ? null : notes.key);
    line.field("mode", record.mode()).field("decision", DECISIONS[record.decision().ordinal()]);
    names(line, "exceptions", record.exceptions());
    line.field("rule", record.rule())
        .field("fact", record.fact())
        .field("deprecated", record.deprecated())
        .field("profile", record.profile())
        .field("policy", record.policyVersion());
    classes(line, record);
    findings(line, "findings", record.inputFindings());
    findings(line, "output_findings", record.outputFindings());
    threats(line, record.threats());
    if (!record.subjects().isEmpty()) {
      names(line, "subjects", record.subjects());
      if (record.moreSubjects() > 0) {
        line.field("subjects_more", record.moreSubjects());
      }
    }
    media(line, record.media());
    line.field("restored", record.restored());
    numbers(line, record);
    keepUntil(line, millis);
  }

  private static void names(JsonLine line, String key, Collection<String> names) {
    if (names.isEmpty()) {
      return;
    }
    line.array(key);
    for (String name : names) {
      line.element(name);
    }
    line.endArray();
  }

  /** Each class of data that was found in request or answer, once. */
  private static void classes(JsonLine line, ExchangeRecord record) {
    if (record.inputFindings().isEmpty() && record.outputFindings().isEmpty()) {
      return;
    }
    EnumSet<DataClass> classes = EnumSet.noneOf(DataClass.class);
    for (FindingCount finding : record.inputFindings().values()) {
      classes.add(finding.type().dataClass());
    }
    for (FindingCount finding : record.outputFindings().values()) {
      classes.add(finding.type().dataClass());
    }
    line.array("classes");
    for (DataClass dataClass : classes) {
      line.element(dataClass.id());
    }
    line.endArray();
  }

  private static void media(JsonLine line, @Nullable MediaCounts media) {
    if (media == null) {
      return;
    }
    line.array("answer_media");
    for (MediaKind kind : MediaKind.values()) {
      if (media.count(kind) > 0) {
        line.element();
        line.field("kind", kind.id()).field("count", media.count(kind));
        line.field("bytes", media.bytes(kind)).end();
      }
    }
    line.endArray();
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
    known(line, "cache_write_tokens", record.cacheWriteTokens());
    known(line, "reasoning_tokens", record.reasoningTokens());
    if (record.costNanos() >= 0) {
      line.billionths("cost_usd", record.costNanos());
    }
    line.field("cost_unknown", record.costUnknown());
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
      line.field("severity", SEVERITIES[finding.type().severity().ordinal()]);
      line.field("action", finding.action()).field("count", finding.count()).end();
    }
    line.endArray();
  }

  private static void threats(JsonLine line, List<ThreatCount> threats) {
    if (threats.isEmpty()) {
      return;
    }
    line.array("threats");
    for (ThreatCount count : threats) {
      line.element();
      line.field("threat", count.threat().id()).field("category", count.threat().category());
      line.field("severity", SEVERITIES[count.threat().severity().ordinal()]);
      line.field("origin", count.origin()).field("action", count.action());
      line.field("count", count.count()).end();
    }
    line.endArray();
  }

  private static String[] lower(Enum<?>[] constants) {
    String[] names = new String[constants.length];
    for (int i = 0; i < names.length; i++) {
      names[i] = constants[i].name().toLowerCase(Locale.ROOT);
    }
    return names;
  }
}
