package dev.cordon.engine;

import dev.cordon.engine.audit.CapturedContent;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.redact.Restorer;
import dev.cordon.engine.wire.AnswerTransform;
import dev.cordon.engine.wire.TextVisitor;
import dev.cordon.engine.wire.WireFormat;
import dev.cordon.engine.wire.WireFormats;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One AI call on its way through the engine. */
final class EngineExchange implements Exchange {
  private static final byte[] NOTHING = {};

  private final Engine engine;
  private final ActivePolicy active;
  private final WireFormat format;
  private final RequestHead head;
  private final ExchangeRecord record;
  private final Observers observers;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final @Nullable Vendor vendor;
  private @Nullable Restorer restorer;
  private @Nullable TextVisitor outputScan;
  private byte @Nullable [] forwarded;
  private @Nullable String refusal;
  private volatile boolean ours;

  EngineExchange(
      Engine engine,
      ActivePolicy active,
      WireFormat format,
      RequestHead head,
      ExchangeRecord record,
      @Nullable Vendor vendor) {
    this.engine = engine;
    this.active = active;
    this.format = format;
    this.head = head;
    this.record = record;
    this.observers = engine.newObservers();
    this.vendor = vendor;
    record.wireFormat(format.id());
    record.mode(active.enforces() ? "enforce" : "observe");
    record.policyVersion(active.policy.version());
    if (vendor != null) {
      record.vendor(vendor.id());
      record.provider(vendor.provider());
    }
    String path = head.path();
    record.requestModel(WireFormats.modelInPath(path));
    record.operation(format.operation(head.method(), record.requestModel()));
    record.conversationId(WireFormats.conversationInPath(path));
    String dataSource = WireFormats.dataSourceInPath(path);
    if (dataSource != null) {
      record.attribute("gen_ai.data_source.id", dataSource);
    }
    record.streaming(WireFormats.isStreamPath(path));
    if (head.host() != null) {
      record.serverAddress(head.host());
      record.serverPort(head.port());
    }
  }

  /** Makes sure that this is an AI call: from now on it is observed. */
  void claim() {
    ours = true;
    cleanNames();
    observers.started(record);
  }

  /**
   * Keeps request and answer for an observer.
   *
   * @param any reads any JSON
   */
  void captureContent(WireFormat any) {
    String id = vendor == null ? null : vendor.id();
    record.content(new CapturedContent(new ContentCover(active, any, head, id)));
  }

  /** What observers are told must hold nothing sensitive; where that can't be said, no names. */
  private void cleanNames() {
    try {
      active.cleanNames(record);
    } catch (Throwable fault) {
      record.requestModel(null);
      record.responseModel(null);
      record.conversationId(null);
      engine.faults().report("a record's names", fault, "left out");
    }
  }

  boolean isOwnedBy(@Nullable String library) {
    return head.library().name().equals(library);
  }

  @Nullable Restorer restorer() {
    return restorer;
  }

  int attempts() {
    return record.attempts();
  }

  @Override
  public String id() {
    return record.id();
  }

  @Override
  public Verdict judge(byte[] body) {
    long begin = System.nanoTime();
    Verdict verdict;
    try {
      if (!ours) {
        if (!looksOurs(body)) {
          ended.set(true);
          return Verdict.forward(body);
        }
        claim();
      }
      record.requestBytes(body.length);
      observers.judging(record, body);
      verdict = decide(body);
    } catch (Throwable fault) {
      verdict = failed(fault, body);
    }
    cleanNames();
    record.engineNanos(record.engineNanos() + System.nanoTime() - begin);
    if (verdict.refusal() == null) {
      forward(verdict.body());
    } else {
      end();
    }
    return verdict;
  }

  /** Tells whether a request to a host that we don't know has the form of an AI call. */
  private boolean looksOurs(byte[] body) {
    String coding = head.headers().first("content-encoding");
    boolean readable = coding == null || coding.equalsIgnoreCase("identity");
    return !readable || format.fits(body);
  }

  private Verdict decide(byte[] body) {
    String objection = active.enforces() ? observers.objection() : null;
    if (objection != null) {
      return refuse(Refusal.objection(objection));
    }
    RequestJudge judge = judge();
    Verdict verdict = judge.judge(body);
    restorer = judge.restorer();
    outputScan = judge.outputScan();
    Refusal why = judge.refusal();
    return why == null ? verdict : refuse(why);
  }

  private Verdict refuse(Refusal why) {
    refusal = why.message();
    SyntheticAnswer answer = format.errorAnswer(Refusal.STATUS, why.rule(), why.message());
    record.rule(why.rule());
    record.decision(Decision.DENY);
    record.status(answer.status());
    record.errorType(Integer.toString(answer.status()));
    return Verdict.refuse(answer);
  }

  private Verdict failed(Throwable fault, byte[] body) {
    record.rule("on_error");
    restorer = null;
    if (active.refusesOnError()) {
      engine.faults().report("judging a request", fault, "refused (on_error: block)");
      return refuse(Refusal.fault());
    }
    engine.faults().report("judging a request", fault, "forwarded as it is, not redacted");
    record.decision(active.enforces() ? Decision.WARN : Decision.AUDIT);
    return Verdict.forward(body);
  }

  private void forward(byte[] body) {
    record.sentBytes(body.length);
    if (body.length > 0) {
      forwarded = body;
      engine.exchanges().add(this, body);
    }
  }

  @Override
  public Verdict judgeUnread(Unread reason, long length) {
    if (!ours) {
      claim();
    }
    record.requestBytes(Math.max(0, length));
    record.sentBytes(Math.max(0, length));
    Refusal why = Refusal.unread(reason, active.policy);
    String objection = active.enforces() ? observers.objection() : null;
    if (objection != null) {
      why = Refusal.objection(objection);
    }
    record.rule(why == null ? Refusal.unreadKey(reason) : why.rule());
    if (why != null && active.enforces()) {
      Verdict verdict = refuse(why);
      end();
      return verdict;
    }
    record.decision(active.enforces() ? Decision.WARN : Decision.AUDIT);
    Verdict verdict = unlookedInto();
    if (reason == Unread.WEBSOCKET || verdict.refusal() != null) {
      end(); // no hook sees how a WebSocket goes on
    }
    return verdict;
  }

  /** Lets a request go on but for headers that must not leave. */
  private Verdict unlookedInto() {
    try {
      return LeavingHeaders.in(Verdict.forward(NOTHING), leaving(head));
    } catch (Throwable fault) {
      return failed(fault, NOTHING);
    }
  }

  @Override
  public Verdict judgeSocket() {
    if (!ours) {
      claim();
    }
    String objection = active.enforces() ? observers.objection() : null;
    Refusal why;
    try {
      why = objection == null ? judge().objection() : Refusal.objection(objection);
    } catch (Throwable fault) {
      engine.faults().report("judging a WebSocket", fault, "refused");
      why = Refusal.fault();
    }
    if (why == null) {
      record.streaming(true);
      return Verdict.forward(NOTHING);
    }
    record.rule(why.rule());
    if (!active.enforces()) {
      record.decision(Decision.AUDIT);
      return Verdict.forward(NOTHING);
    }
    Verdict verdict = refuse(why);
    end();
    return verdict;
  }

  @Override
  public @Nullable SocketTransform socket() {
    if (!ours || ended.get()) {
      return null;
    }
    return new EngineSocket(this, active, format, record, engine.faults());
  }

  private RequestJudge judge() {
    return new RequestJudge(active, format, head, record, vendor, engine.vault(), engine.faults());
  }

  @Override
  public Verdict attempt(RequestHead inner) {
    record.attempts(record.attempts() + 1);
    observers.sending(record, inner);
    byte[] body = forwarded;
    Verdict untouched = Verdict.forward(body == null ? NOTHING : body);
    String host = inner.host();
    if (host == null) {
      return untouched;
    }
    record.serverAddress(host);
    record.serverPort(inner.port());
    if (head.host() != null && host.equalsIgnoreCase(head.host())) {
      return untouched;
    }
    try {
      Refusal why = LateVendor.judge(active.policy, engine.vendor(active, host, inner), record);
      if (why == null) {
        return untouched;
      }
      record.rule(why.rule());
      if (active.enforces()) {
        return refuse(why);
      }
      record.decision(Decision.AUDIT);
      return untouched;
    } catch (Throwable fault) {
      engine.faults().report("an attempt", fault, "the request was redacted before");
      return untouched;
    }
  }

  @Override
  public Map<String, String> leaving(RequestHead inner) {
    if (!ours || !active.enforces()) {
      return Collections.emptyMap();
    }
    String host = inner.host();
    Vendor to = host == null ? vendor : engine.vendor(active, host, inner);
    return LeavingHeaders.edits(active, to == null ? null : to.id(), inner);
  }

  @Override
  public StreamTransform answer(int status, HeaderSource headers) {
    if (!ours || ended.get()) {
      return PassThrough.INSTANCE;
    }
    leaveRegistry();
    record.status(status);
    if (status >= 400) {
      record.errorType(Integer.toString(status));
    }
    try {
      Restorer known = restorer == null ? NoRestorer.INSTANCE : restorer;
      AnswerTransform transform =
          active.enforces()
              ? format.newAnswer(status, headers, known, outputScan, record)
              : format.observeAnswer(status, headers, outputScan, record);
      return new AnswerStream(this, transform, record);
    } catch (Throwable fault) {
      engine.faults().report("an answer", fault, "goes on as it is, tokens included");
      end();
      return PassThrough.INSTANCE;
    }
  }

  /** Ends the Exchange after its answer. */
  void answered(boolean faulted) {
    if (faulted) {
      engine.faults().report("an answer", new IllegalStateException(), "went on as it was");
    }
    end();
  }

  @Override
  public void fail(Throwable failure) {
    if (ours && !ended.get()) {
      record.errorType(failure.getClass().getName());
      end();
    }
  }

  private void leaveRegistry() {
    byte[] body = forwarded;
    if (body != null) {
      forwarded = null;
      engine.exchanges().remove(this, body);
    }
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      leaveRegistry();
      record.durationNanos(System.nanoTime() - record.startNanoTime());
      cleanNames(); // the answer's model may be the request's
      observers.ended(record);
    }
  }

  @Override
  public Scope makeCurrent() {
    return ours ? observers.makeCurrent() : Scope.NOOP;
  }

  @Override
  public @Nullable String refusal() {
    return refusal;
  }
}
