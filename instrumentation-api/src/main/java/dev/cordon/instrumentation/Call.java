package dev.cordon.instrumentation;

import dev.cordon.engine.CallerMark;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One AI call before it is sent. A client module shows it the request's head with {@link #of}, then
 * the body in exactly one of these ways, and does what the {@link Decision} says:
 *
 * <ul>
 *   <li>{@link #whole}: the bytes are there,
 *   <li>{@link #read}: the body writes itself,
 *   <li>{@link #collect}: the body comes in pieces, as non-blocking clients send it,
 *   <li>{@link #handshake}: it opens a WebSocket, whose messages the module sees,
 *   <li>{@link #unread}: it can't be read before it is sent.
 * </ul>
 *
 * <p>No method throws anything of ours: a fault ends in a refusal or in the original bytes, as
 * policy's {@code on_error} says. Used by one thread at a time; it may move between threads with a
 * happens-before edge.
 */
public final class Call {
  private final String where;
  private final @Nullable Gate gate;
  private final RequestHead head;
  private final @Nullable CallerMark caller;
  private long announced = -1;
  private long size;
  private Exchange.@Nullable Unread unread;
  private @Nullable Exchange exchange;
  private @Nullable Verdict verdict;

  /** A fault of ours while the body was being read. */
  private @Nullable Throwable early;

  private Call(String where, @Nullable Gate gate, RequestHead head, @Nullable CallerMark caller) {
    this.where = where;
    this.gate = gate;
    this.head = head;
    this.caller = caller;
  }

  /**
   * Recognises an AI call. Costs every request of the application a look at its head.
   *
   * @param where the client's name in reports of faults, such as {@code okhttp}
   * @param head the request's head as the transport will send it, the body's {@code Content-Type}
   *     among its headers
   * @return the call, or null when the request is none of ours: it must go on untouched, unread
   */
  public static @Nullable Call of(String where, RequestHead head) {
    return of(where, head, null);
  }

  /**
   * Does the same for a call whose caller was found earlier, on the thread that made it.
   *
   * @param where the client's name in reports of faults, such as {@code okhttp}
   * @param head the request's head
   * @param caller what {@link #caller} returned on that thread; null to look on this one
   * @return the call, or null when the request is none of ours
   */
  public static @Nullable Call of(String where, RequestHead head, @Nullable CallerMark caller) {
    return of(where, head, caller, null);
  }

  private static @Nullable Call of(
      String where,
      RequestHead head,
      @Nullable CallerMark caller,
      @Nullable Supplier<@Nullable CallerMark> carried) {
    Gate gate = null;
    try {
      gate = Cordon.gate();
      if (gate == null || !gate.isAiCall(head)) {
        return null;
      }
      Cordon.called(head.host());
      CallerMark found = caller == null && carried != null ? carried.get() : caller;
      return new Call(where, gate, head, found == null ? gate.caller() : found);
    } catch (Throwable fault) {
      Cordon.fault(where + " recognise", fault);
      return Cordon.refuseOnFault() ? new Call(where, null, head, null) : null;
    }
  }

  /**
   * Does the same for a call that a client sends on a thread of its own: its caller is who this
   * thread sends for or, where no hook has said so, whom one of the objects carries.
   *
   * @param where the client's name in reports of faults
   * @param head the request's head
   * @param request the library's request
   * @param channel what it is written to
   * @return the call, or null when the request is none of ours
   */
  public static @Nullable Call sent(
      String where, RequestHead head, Object request, Object channel) {
    return of(where, head, null, () -> Callers.of(request, channel));
  }

  /**
   * Finds who is about to make a call, for a client that goes on on another thread.
   *
   * @param where the client's name in reports of faults
   * @param head describes the request; null for one that is none of ours
   * @return the caller for {@link #of(String, RequestHead, CallerMark)}; null where policy doesn't
   *     ask, which costs a look at it, and for what is no AI call
   */
  public static @Nullable CallerMark caller(String where, Supplier<@Nullable RequestHead> head) {
    try {
      Gate gate = Cordon.gate();
      if (gate == null || !gate.needsCaller()) {
        return null;
      }
      RequestHead known = head.get();
      return known != null && gate.isAiCall(known) ? gate.caller() : null;
    } catch (Throwable fault) {
      Cordon.fault(where + " caller", fault);
      return null;
    }
  }

  /**
   * Refuses an AI call that advice failed to judge, where policy says that such calls don't leave.
   *
   * @param where the client's name in reports of faults
   * @param head what little is sure of the request: host and path will do
   * @return the answer to give instead of sending it, or null: it goes on
   */
  public static @Nullable SyntheticAnswer faulty(String where, RequestHead head) {
    try {
      Gate gate = Cordon.gate();
      if (gate == null || !gate.isAiCall(head)) {
        return null;
      }
    } catch (Throwable fault) {
      Cordon.fault(where + " recognise", fault);
    }
    return Cordon.refuseOnFault() ? FaultAnswer.create() : null;
  }

  /**
   * Asks about a request that goes on without having been judged, where a hook that would have seen
   * to that may do nothing. Costs a look at a field while every hook is in its place.
   *
   * @param where the client's name in reports of faults
   * @param head describes the request
   * @return the answer to give instead of sending it, or null: it goes on
   */
  public static @Nullable SyntheticAnswer unhooked(String where, Supplier<RequestHead> head) {
    if (!Cordon.hasBlindSpot()) {
      return null;
    }
    try {
      Gate gate = Cordon.gate();
      return gate == null ? null : gate.unhooked(head.get());
    } catch (Throwable fault) {
      Cordon.fault(where + " unhooked", fault);
      return null;
    }
  }

  /**
   * Tells that a library made other bytes of a body that was judged above it, so that the client
   * below, which sees only those, joins the same call. Does nothing when nobody judged it. Never
   * throws.
   *
   * @param where the client's name in reports of faults
   * @param judged the body as it was forwarded
   * @param sent the body as it will be sent; not changed, not copied
   */
  public static void rewritten(String where, byte[] judged, byte[] sent) {
    try {
      Gate gate = Cordon.gate();
      Exchange exchange = gate == null ? null : gate.joined(judged);
      if (exchange != null) {
        exchange.rewritten(sent);
      }
    } catch (Throwable fault) {
      Cordon.fault(where + " rewritten", fault);
    }
  }

  /** Returns the head that is judged. */
  public RequestHead head() {
    return head;
  }

  /** Returns the size in bytes above which a body is not read. */
  public int limit() {
    return gate == null ? 0 : gate.maxBodyBytes(); // refused, whatever it is
  }

  /**
   * Judges a body. Joins the Exchange of an outer layer that made these bytes, else opens one.
   *
   * @param body the whole body, empty for none; not changed, not copied
   * @return what to do; its {@link Decision#body} is null when these very bytes are sent
   */
  public Decision whole(byte[] body) {
    announced = body.length;
    if (gate != null && body.length > limit()) {
      return unread(Exchange.Unread.OVERSIZE, body.length);
    }
    return decide(body, false);
  }

  /** Judges what a {@link BodyCollector} holds; the announced length stays. */
  Decision collected(byte[] body) {
    return decide(body, false);
  }

  /**
   * Lets a body write itself, and judges it. It is never asked to write itself again: many wrap a
   * stream without saying so. When it is larger than {@link #limit}, policy is asked at once; where
   * that lets it pass, all of it is read, as far as memory goes.
   *
   * @param body writes the body
   * @param length the announced length in bytes, -1 for an unknown one
   * @return what to do; its {@link Decision#body} is what was read, perhaps rewritten, or null when
   *     the body was not asked because it announces too much
   * @throws IOException what the body throws, the very object; also unchecked. The call has ended
   *     then
   */
  public Decision read(BodyWriter body, long length) throws IOException {
    return read(body, length, false);
  }

  /**
   * Does the same for a body that may hand over an array which nobody ever changes.
   *
   * @param body writes the body
   * @param length the announced length in bytes, -1 for an unknown one
   * @param keeps whether an array that is written as the whole body stays as it is for good, so
   *     that it needs no copy
   * @return what to do
   * @throws IOException what the body throws, the very object; also unchecked. The call has ended
   *     then
   */
  public Decision read(BodyWriter body, long length, boolean keeps) throws IOException {
    announced = length;
    if (gate == null) {
      return faulty();
    }
    if (length > limit()) {
      return unread(Exchange.Unread.OVERSIZE, length);
    }
    Buffer buffer = new Buffer();
    if (keeps) {
      buffer.keepsWhole();
    }
    try {
      body.writeTo(buffer);
    } catch (Throwable failure) {
      if (!buffer.isStopped()) {
        end(failure);
        throw failure;
      }
    }
    return buffer.isStopped() ? stopped() : decide(buffer.toByteArray(), true);
  }

  /**
   * Collects a body that comes in pieces.
   *
   * @param length the announced length in bytes, -1 for an unknown one
   * @return takes the pieces, then gives the decision
   */
  public BodyCollector collect(long length) {
    announced = length;
    return new BodyCollector(this, length);
  }

  /**
   * Judges a request whose body is not read before it is sent.
   *
   * @param why why not
   * @param length the body's announced length in bytes, or -1
   * @return what to do; a decision that forwards leaves the body untouched
   */
  public Decision unread(Exchange.Unread why, long length) {
    announced = length;
    unread = why;
    if (gate == null) {
      return faulty();
    }
    try {
      judge(null);
      return decision(null, null);
    } catch (Throwable fault) {
      return afterFault(fault, null, false);
    }
  }

  /**
   * Judges the handshake of a WebSocket, which has no body. When the server has accepted it, {@link
   * Decision#socket} follows; else {@link Decision#answer} or {@link Decision#fail}, as with any
   * call.
   *
   * @return what to do
   */
  public Decision handshake() {
    if (gate == null) {
      return faulty();
    }
    try {
      exchange = gate.open(head, caller);
      verdict = exchange == null ? null : exchange.judgeSocket();
      return decision(null, null);
    } catch (Throwable fault) {
      return afterFault(fault, null, false);
    }
  }

  /** Asks for a verdict as soon as the body turns out to be too large: it can't be unwritten. */
  private final class Buffer extends BodyBuffer {
    Buffer() {
      super(limit(), announced, Decision.sending());
    }

    @Override
    protected boolean goOn() {
      unread = Exchange.Unread.OVERSIZE;
      try {
        judge(null);
        return verdict == null || verdict.refusal() == null;
      } catch (Throwable fault) {
        early = fault; // must not look like a failure of the application's body
        return !Cordon.refuseOnFault();
      }
    }
  }

  /** The body began to write itself and was stopped: there is nothing left to send. */
  private Decision stopped() {
    Throwable fault = early;
    if (fault == null && verdict != null && verdict.refusal() != null) {
      return decision(null, null);
    }
    return afterFault(
        fault == null ? new IllegalStateException("the body is larger than memory") : fault,
        null,
        true);
  }

  /** Judges what was read, unless that was done when it turned out too large. */
  private Decision decide(byte[] body, boolean owned) {
    byte[] original = owned ? body : null;
    size = body.length;
    if (gate == null) {
      return faulty();
    }
    try {
      if (early != null) {
        throw early;
      }
      if (unread != null) {
        return decision(null, original);
      }
      Exchange outer = body.length == 0 ? null : gate.joined(head, body);
      if (outer != null) {
        Verdict attempt = outer.attempt(head);
        return new Decision(this, null, outer, attempt.refusal(), original, HeadEdits.NONE);
      }
      judge(body);
      return decision(body, original);
    } catch (Throwable fault) {
      return afterFault(fault, original, false);
    }
  }

  private void judge(byte @Nullable [] body) {
    if (gate == null) {
      return;
    }
    exchange = gate.open(head, caller);
    if (exchange != null) {
      verdict =
          body != null && unread == null
              ? exchange.judge(body)
              : exchange.judgeUnread(unread == null ? Exchange.Unread.OVERSIZE : unread, announced);
    }
  }

  /**
   * Makes the decision of what was judged.
   *
   * @param judged the body as it was judged, null when it wasn't
   * @param original what to send where nothing changes; null for the request as it is
   */
  private Decision decision(byte @Nullable [] judged, byte @Nullable [] original) {
    Verdict said = verdict;
    if (said == null) {
      return new Decision(this, exchange, null, null, original, HeadEdits.NONE);
    }
    byte[] body = judged == null || said.body() == judged ? original : said.body();
    HeadEdits edits = said.refusal() == null ? HeadEdits.of(said) : HeadEdits.NONE;
    return new Decision(this, exchange, null, said.refusal(), body, edits);
  }

  /** The gate failed when it was asked first, and policy says that such calls are refused. */
  private Decision faulty() {
    return new Decision(this, null, null, FaultAnswer.create(), null, HeadEdits.NONE);
  }

  private Decision afterFault(Throwable fault, byte @Nullable [] original, boolean lost) {
    Cordon.fault(where + " judge", fault);
    end(fault);
    boolean refuse = lost || Cordon.refuseOnFault();
    return new Decision(
        this, null, null, refuse ? FaultAnswer.create() : null, original, HeadEdits.NONE);
  }

  private void end(Throwable failure) {
    Exchange current = exchange;
    if (current != null) {
      current.fail(failure);
      exchange = null;
    }
  }

  String where() {
    return where;
  }

  long announced() {
    return announced;
  }

  /** How many bytes the body has that was read. */
  long size() {
    return size;
  }
}
