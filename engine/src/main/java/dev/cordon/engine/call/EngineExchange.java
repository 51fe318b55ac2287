package dev.cordon.engine.call;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Target;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.audit.CapturedContent;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.head.LeavingHeaders;
import dev.cordon.engine.head.RouteHeaders;
import dev.cordon.engine.link.LinkGuard;
import dev.cordon.engine.link.RequestHosts;
import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Mode;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.policy.route.Route;
import dev.cordon.engine.text.Restorer;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.AnswerTransform;
import dev.cordon.engine.wire.WireFormat;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One AI call on its way through the engine. */
final class EngineExchange implements Exchange, RequestHosts.Request {
  private static final byte[] NOTHING = {};

  private final Engine engine;
  final ActivePolicy active;
  private final Enforcement enforcement;
  final WireFormat format;

  /** The request as the application made it. */
  final RequestHead head;

  /** The same as it goes where policy sends it; the very head where that is nowhere else. */
  final RequestHead sent;

  final ExchangeRecord record;
  private final Observers observers;
  private final AtomicBoolean ended = new AtomicBoolean();
  final @Nullable Vendor vendor;
  private final CallScope scope;
  private final @Nullable CallerCheck callerCheck;
  final Lifted lifted;
  private @Nullable LimitCheck limitCheck;
  private @Nullable Restorer restorer;
  private @Nullable TextVisitor outputScan;
  private @Nullable CallCanary canary;
  private byte @Nullable [] forwarded;
  private byte @Nullable [] rewritten;
  private Map<String, String> edited = Collections.emptyMap();
  private @Nullable String refusal;
  private @Nullable String contact;

  /** Where policy sent the call; perhaps known to an inner layer alone. */
  private @Nullable Target target;

  /** Why the request must not go where another policy sent it, whatever the mode; usually null. */
  private final @Nullable Refusal overtaken;

  private volatile boolean ours;
  private boolean isUnopened;

  EngineExchange(
      Engine engine,
      ActivePolicy active,
      WireFormat format,
      RequestHead head,
      ExchangeRecord record,
      @Nullable Vendor vendor) {
    this.engine = engine;
    this.active = active;
    this.enforcement = Enforcement.of(active);
    this.format = format;
    this.head = head.asked();
    this.sent = head;
    this.target = head.target();
    this.record = record;
    this.observers = engine.newObservers();
    this.vendor = vendor;
    HeadFacts.note(record, format, this.head, vendor);
    HeadFacts.routed(record, head);
    this.contact = active.policy.contact();
    this.lifted = engine.lifted(active, record);
    this.callerCheck = engine.callerCheck(active, record);
    record.mode(enforcement.recordedAs());
    record.policyVersion(active.policy.version());
    this.overtaken = overtaken(head);
    this.scope =
        new CallScope(
            engine.vault(),
            record.ids(),
            HeadFacts.realm(this.head, vendor, format),
            format.store() != null);
  }

  /**
   * Returns why a request that was sent elsewhere must not go there, or null. No mode and no fault
   * lets it go: what it holds is for whom the application or the policy in force chose.
   */
  private @Nullable Refusal overtaken(RequestHead made) {
    Target to = made.target();
    if (to == null) {
      return null;
    }
    try {
      return Routing.isOvertaken(active, made) ? Refusal.overtaken(to) : null;
    } catch (Throwable fault) {
      engine.faults().report("looking for a route", fault, "refused");
      return Refusal.fault();
    }
  }

  /** Tells who makes the call, as far as that was looked for. */
  void caller(@Nullable String site, @Nullable CallerMark mark) {
    record.caller(site);
    if (mark != null) {
      record.callerSought();
    }
    if (callerCheck != null) {
      callerCheck.mark(mark);
    }
  }

  /** Returns the rule of the call's caller; null when there is none. */
  @Nullable CallerRule callerRule() {
    return callerCheck == null ? null : callerCheck.rule();
  }

  /** Makes sure that this is an AI call: from now on it is observed. */
  void claim() {
    ours = true;
    cleanNames();
    observers.started(record);
  }

  /** Claims a call that can't be looked at: it is not judged, {@code on_error} decides. */
  void unopened() {
    isUnopened = true;
    claim();
  }

  /**
   * Keeps request and answer for an observer.
   *
   * @param any reads any JSON
   */
  void captureContent(WireFormat any) {
    String id = vendor == null ? null : vendor.id();
    record.content(new CapturedContent(new ContentCover(active, any, head, id, this::callerRule)));
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

  /** Tells whether this has turned out to be an AI call. */
  boolean isOurs() {
    return ours;
  }

  boolean isOwnedBy(@Nullable String library) {
    return head.library().name().equals(library);
  }

  @Nullable Restorer restorer() {
    return restorer;
  }

  /** Returns the canary in the request's system prompt; null when there is none. */
  @Nullable CallCanary canary() {
    return canary;
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
    verdict = routed(verdict);
    cleanNames();
    record.engineNanos(record.engineNanos() + System.nanoTime() - begin);
    if (verdict.refusal() == null) {
      edited = verdict.headers();
      forward(verdict.body());
    } else {
      end();
    }
    return verdict;
  }

  /**
   * Makes the changes of the head that go with the route of a call. A gateway must not get the
   * vendor's key: no fault lets the head go as it is.
   */
  private Verdict routed(Verdict verdict) {
    try {
      Route route = verdict.refusal() == null ? Routing.route(active, target) : null;
      return route == null ? verdict : RouteHeaders.in(verdict, route, head);
    } catch (Throwable fault) {
      engine.faults().report("making the head for a route", fault, "refused");
      record.rule("on_error");
      return refuse(Refusal.fault());
    }
  }

  /** Tells whether a frame of a WebSocket has the form of an AI call. */
  boolean fits(byte[] frame) {
    return format.fits(frame);
  }

  /** Tells whether a request to a host that we don't know has the form of an AI call. */
  private boolean looksOurs(byte[] body) {
    boolean readable = ContentDecoder.parse(ContentDecoder.codings(head.headers())).isEmpty();
    return !readable || format.fits(body);
  }

  private Verdict decide(byte[] body) {
    Refusal objection = objection();
    if (objection != null) {
      return refuse(objection);
    }
    identify(body);
    RequestJudge judge = judge();
    Verdict verdict = judge.judge(body);
    restorer = judge.restorer();
    outputScan = judge.outputScan();
    canary = judge.canary();
    Refusal why = judge.refusal();
    if (why == null && verdict.refusal() == null) {
      why = overLimit(body, verdict.body().length);
    }
    return why == null ? verdict : refuse(why);
  }

  /** Reserves what the call will use, once nothing else refuses it; returns why it must not go. */
  private @Nullable Refusal overLimit(byte[] body, long bytes) {
    limitCheck = engine.limitCheck(active, record, lifted, this);
    Refusal why = limitCheck == null ? null : limitCheck.reserve(body, bytes);
    return why != null && enforcement.refuses(why, record) ? why : null;
  }

  private void identify(byte[] body) {
    if (callerCheck != null) {
      callerCheck.identify(body);
    }
  }

  /** Returns why no such call may go out at present, whatever it says; null when it may. */
  private @Nullable Refusal objection() {
    Refusal stop = stopped();
    if (stop != null || overtaken != null) {
      return stop == null ? overtaken : stop;
    }
    if (isUnopened) {
      throw new IllegalStateException("the call could not be opened");
    }
    String objection = enforcement.objection(observers);
    if (objection != null) {
      return Refusal.objection(objection);
    }
    Refusal unhooked = engine.unhooked(active, head.library(), head);
    return unhooked != null && enforcement.refuses(unhooked, record) ? unhooked : null;
  }

  /**
   * Returns why no request of this call may go out any more, or null: a call keeps the policy that
   * it began with, but for one that stops all calls.
   */
  @Nullable Refusal stopped() {
    ActivePolicy now = engine.active();
    if (now.policy.mode() != Mode.STOP) {
      return null;
    }
    contact = now.policy.contact();
    record.mode(Enforcement.of(now).recordedAs());
    record.policyVersion(now.policy.version());
    return Refusal.stopped(now.policy);
  }

  /** Makes the answer that says why this call, or a part of it, is refused. */
  SyntheticAnswer answerOf(Refusal why) {
    String profile = active.policy.profiles().source(why.rule());
    String reason = why.reason(record.id(), profile, contact);
    refusal = reason;
    return format.errorAnswer(why.status(), why.rule(), Refusal.text(reason), why.retrySeconds());
  }

  private Verdict refuse(Refusal why) {
    SyntheticAnswer answer = answerOf(why);
    record.rule(why.rule());
    record.decision(Decision.DENY);
    record.status(answer.status());
    record.errorType(Integer.toString(answer.status()));
    return Verdict.refuse(answer);
  }

  private Verdict failed(Throwable fault, byte[] body) {
    record.rule("on_error");
    restorer = null;
    if (overtaken != null || enforcement.refusesOnFault(active.policy)) {
      engine.faults().report("judging a request", fault, "refused (on_error: block)");
      return refuse(Refusal.fault());
    }
    engine.faults().report("judging a request", fault, "forwarded as it is, not redacted");
    enforcement.unjudged(record);
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
  public void rewritten(byte[] body) {
    byte[] earlier = rewritten;
    if (forwarded == null || Arrays.equals(earlier, body)) {
      return; // answered already, or an attempt as before
    }
    if (earlier != null) {
      engine.exchanges().remove(this, earlier);
    }
    rewritten = body;
    record.sentBytes(body.length);
    engine.exchanges().add(this, body);
  }

  @Override
  public Verdict judgeUnread(Unread reason, long length) {
    if (!ours && reason == Unread.WEBSOCKET) {
      ended.set(true); // the path is a common one, and nothing else can ever tell
      return Verdict.forward(NOTHING);
    }
    if (!ours) {
      claim();
    }
    record.requestBytes(Math.max(0, length));
    record.sentBytes(Math.max(0, length));
    Refusal why;
    try {
      why = unreadObjection(reason);
    } catch (Throwable fault) {
      return failed(fault, NOTHING);
    }
    if (why == null) {
      record.rule(Refusal.unreadKey(reason));
    } else if (overtaken != null || enforcement.refuses(why, record)) {
      Verdict verdict = refuse(why);
      end();
      return verdict;
    }
    enforcement.unjudged(record);
    Verdict verdict = unlookedInto();
    if (reason == Unread.WEBSOCKET || verdict.refusal() != null) {
      end(); // no hook sees how a WebSocket goes on
    }
    return verdict;
  }

  private @Nullable Refusal unreadObjection(Unread reason) {
    Refusal why = objection();
    if (why == null) {
      identify(NOTHING);
      why = judge().unreadObjection();
    }
    if (why == null) {
      why = Refusal.unread(reason, active.policy);
      why = why == null || lifted.lifts(why.rule(), null) ? null : why;
    }
    return why == null ? overLimit(NOTHING, record.sentBytes()) : why;
  }

  /** Lets a request go on but for headers that must not leave. */
  private Verdict unlookedInto() {
    try {
      return routed(LeavingHeaders.in(Verdict.forward(NOTHING), leaving(sent)));
    } catch (Throwable fault) {
      return failed(fault, NOTHING);
    }
  }

  @Override
  public Verdict judgeSocket() {
    if (!ours) {
      return Verdict.forward(NOTHING); // its messages will tell
    }
    record.streaming(true);
    Verdict verdict;
    try {
      verdict = decide(NOTHING);
    } catch (Throwable fault) {
      verdict = failed(fault, NOTHING);
    }
    verdict = routed(verdict);
    cleanNames();
    if (verdict.refusal() == null) {
      edited = verdict.headers();
    } else {
      end();
    }
    return verdict;
  }

  @Override
  public @Nullable SocketTransform socket() {
    if (ended.get()) {
      return null;
    }
    if (!ours) {
      return new UndecidedSocket(this);
    }
    return new EngineSocket(this, active, format, record, engine.faults());
  }

  private RequestJudge judge() {
    return new RequestJudge(
        active, format, sent, record, vendor, callerCheck, scope, lifted, engine.faults());
  }

  @Override
  public Verdict attempt(RequestHead made) {
    target = made.target() == null ? target : made.target();
    RequestHead inner = made.routed(target);
    Refusal stop = stopped();
    Refusal never = stop == null ? overtaken(made) : stop;
    if (never != null) {
      return refuse(never);
    }
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
    boolean same = sent.host() != null && host.equalsIgnoreCase(sent.host());
    boolean asBefore = same && inner.port() == sent.port() && inner.scheme().equals(sent.scheme());
    try {
      Refusal beta = BetaFlags.judge(active.policy, inner.headers(), lifted);
      if (beta != null && enforcement.refuses(beta, record)) {
        return refuse(beta);
      }
      if (asBefore && (active.policy.residency() == null || inner.path().equals(sent.path()))) {
        return untouched;
      }
      Refusal abroad = WayCheck.judge(active, inner, record, lifted);
      if (abroad != null || same) {
        return abroad != null && enforcement.refuses(abroad, record) ? refuse(abroad) : untouched;
      }
      Refusal why =
          LateVendor.judge(
              active.policy, engine.vendor(active, host, inner), callerCheck, record, lifted);
      why = why == null ? engine.unhooked(active, head.library(), inner) : why;
      if (why == null) {
        return untouched;
      }
      return enforcement.refuses(why, record) ? refuse(why) : untouched;
    } catch (Throwable fault) {
      engine.faults().report("an attempt", fault, "the request was redacted before");
      return untouched;
    }
  }

  @Override
  public Verdict astray(RequestHead next) {
    Refusal why = Refusal.astray(next.host());
    return engine.isAiCall(next) || !enforcement.refuses(why, record)
        ? Verdict.forward(NOTHING)
        : refuse(why);
  }

  @Override
  public Map<String, String> leaving(RequestHead inner) {
    if (!ours) {
      return Collections.emptyMap();
    }
    String host = inner.host();
    Vendor to = host == null ? vendor : engine.vendor(active, host, inner);
    String id = to == null ? null : to.id();
    Map<String, String> edits =
        enforcement.leaving(active, id, callerRule(), inner, head.headers(), edited);
    return Routing.leaving(active, target, inner, edits);
  }

  @Override
  public StreamTransform answer(int status, HeaderSource headers) {
    return answer(status, headers, true);
  }

  @Override
  public StreamTransform attempted(int status, HeaderSource headers) {
    return answer(status, headers, false);
  }

  @Override
  public void completed() {
    if (ours) {
      end();
    }
  }

  @Override
  public Verdict incoming(byte[] body) {
    if (!ours || ended.get()) {
      return Verdict.forward(body);
    }
    long begin = System.nanoTime();
    Verdict verdict;
    try {
      ForeignAnswer answer = new ForeignAnswer(this);
      byte[] changed = answer.look(body);
      Refusal why = answer.refusal();
      verdict =
          why != null && enforcement.refuses(why, record)
              ? refuse(why)
              : Verdict.forward(enforcement.of(changed, body));
    } catch (Throwable fault) {
      verdict = failed(fault, body);
    }
    record.engineNanos(record.engineNanos() + System.nanoTime() - begin);
    return verdict;
  }

  private StreamTransform answer(int status, HeaderSource headers, boolean last) {
    if (!ours || ended.get()) {
      return PassThrough.INSTANCE;
    }
    byte[] sent = forwarded;
    if (last) {
      leaveRegistry();
    }
    record.status(status);
    if (status >= 400) {
      record.errorType(Integer.toString(status));
    } else if (!last) {
      record.errorType(null); // what an earlier attempt failed of
    }
    try {
      LinkGuard links = AnswerLinks.guard(active, this, sent, restorer, record);
      Restorer known = AnswerLinks.around(links, active, canary, record);
      AnswerTransform transform =
          enforcement.answer(format, status, headers, known, outputScan, record);
      return new AnswerStream(this, transform, links, record, last);
    } catch (Throwable fault) {
      engine.faults().report("an answer", fault, "goes on as it is, tokens included");
      if (last) {
        end();
      }
      return PassThrough.INSTANCE;
    }
  }

  @Override
  public void show(byte[] body, TextVisitor visitor) {
    AnswerLinks.show(format, head, body, visitor);
  }

  /** Takes back what looked at the links of an answer that ended. */
  void giveBack(LinkGuard links) {
    AnswerLinks.giveBack(links, active);
  }

  /** Returns a record of this call that no observer is told of. */
  ExchangeRecord unobserved() {
    ExchangeRecord unobserved = engine.newRecord(head);
    unobserved.vendor(record.vendor());
    return unobserved;
  }

  /** Takes note of what another part of the answer tells of the call. */
  void noticed() {
    try {
      scope.noticed();
    } catch (Throwable fault) {
      engine.faults().report("an answer's identifiers", fault, "later calls can't name this one");
    }
  }

  /**
   * Takes note of an answer's end.
   *
   * @param last whether it is the Exchange's end, too
   */
  void answered(boolean faulted, boolean last) {
    if (faulted) {
      engine.faults().report("an answer", new IllegalStateException(), "went on as it was");
    }
    if (last) {
      end();
    }
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
    byte[] instead = rewritten;
    if (instead != null) {
      rewritten = null;
      engine.exchanges().remove(this, instead);
    }
  }

  private void end() {
    if (ended.compareAndSet(false, true)) {
      engine.ending().incrementAndGet();
      try {
        leaveRegistry();
        record.durationNanos(System.nanoTime() - record.startNanoTime());
        record.profile(active.policy.profiles().source(record.rule()));
        cost();
        settle();
        cleanNames(); // the answer's model may be the request's
        observers.ended(record);
      } finally {
        engine.ending().decrementAndGet();
      }
    }
  }

  private void cost() {
    try {
      CallCost.note(record, active.policy);
    } catch (Throwable fault) {
      engine.faults().report("a call's cost", fault, "not known");
    }
  }

  private void settle() {
    try {
      if (limitCheck != null) {
        limitCheck.settle();
      }
    } catch (Throwable fault) {
      engine.faults().report("settling limits", fault, "what was reserved stays used");
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
