package dev.cordon.instrumentation;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import java.net.URI;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one call: an answer in the vendor's place, or a request to send and an answer to
 * lead through the engine. The call ends with the {@link AnswerPlan}'s body, or with {@link #fail};
 * where the library may try again behind it, with {@link #complete}. Used by one thread at a time.
 */
public final class Decision {
  /** The body that this thread is sending: a client below a vendor's SDK is shown it again. */
  private static final ThreadLocal<byte @Nullable []> SENDING = new ThreadLocal<>();

  private static final int FIRST_REDIRECT = 300;
  private static final int LAST_REDIRECT = 399;

  private final Call call;
  private final @Nullable Exchange exchange;
  private final @Nullable Exchange outer;
  private final @Nullable SyntheticAnswer refusal;
  private final byte @Nullable [] body;
  private final HeadEdits edits;
  private @Nullable SyntheticAnswer withheld;

  Decision(
      Call call,
      @Nullable Exchange exchange,
      @Nullable Exchange outer,
      @Nullable SyntheticAnswer refusal,
      byte @Nullable [] body,
      HeadEdits edits) {
    this.call = call;
    this.exchange = exchange;
    this.outer = outer;
    this.refusal = refusal;
    this.body = body;
    this.edits = edits;
  }

  /** Returns the answer to give; nothing must be sent then. Null: the request is sent. */
  public @Nullable SyntheticAnswer refusal() {
    return refusal;
  }

  /**
   * Returns the body to send instead of the request's own; null when that is sent untouched.
   *
   * @return the bytes; not copied, must not be changed
   */
  public byte @Nullable [] body() {
    return body;
  }

  /**
   * Returns the length to announce for {@link #body}: unknown stays unknown, and a length that was
   * announced wrongly stays wrong by as much, so that the library says so itself.
   *
   * @return bytes, or -1
   */
  public long length() {
    byte[] bytes = body;
    if (call.announced() < 0 || bytes == null) {
      return call.announced();
    }
    return Math.max(0, bytes.length + call.announced() - call.size());
  }

  /** Tells whether {@link #edit} changes anything. */
  public boolean changesHead() {
    return !edits.isEmpty();
  }

  /**
   * Makes the changes to query and headers.
   *
   * @param head takes them
   */
  public void edit(HeadEditor head) {
    edits.apply(head);
  }

  /**
   * Tells whether a request is, but for what HTTP and other agents add, the one that was judged:
   * for the same host, with the query and the headers that the decision gave it. Any other is a
   * call of its own, see {@link Call#of}: a redirect to another host, or what an authenticator of
   * the application made of the request that it remembers.
   *
   * @param now the head that is about to leave
   */
  public boolean covers(RequestHead now) {
    RequestHead judged = call.head();
    String host = judged.host();
    return (host == null || (host.equalsIgnoreCase(now.host()) && judged.port() == now.port()))
        && edits.holdIn(judged, now);
  }

  /**
   * Returns a head as one that policy sent where it goes, if policy sent this call there; else the
   * very head. For a request of the call that must be judged anew.
   *
   * @param now the head that is about to leave
   */
  public RequestHead routed(RequestHead now) {
    return now.routed(call.head().target());
  }

  /**
   * Asks whether the request may go on to another host that is none of an AI vendor's, as a
   * redirect wants it: what was judged was judged for the first one.
   *
   * @param now the head that is about to leave
   * @return the answer to give instead, or null; the call goes on until it is told of its end
   */
  public @Nullable SyntheticAnswer redirected(RequestHead now) {
    if (refusal != null) {
      return refusal;
    }
    Exchange known = exchange();
    String host = call.head().host();
    if (known == null || host == null || host.equalsIgnoreCase(now.host())) {
      return null;
    }
    try {
      return known.attempt(now).refusal();
    } catch (Throwable fault) {
      Cordon.fault(call.where() + " redirect", fault);
      return Cordon.refuseOnFault() ? FaultAnswer.create() : null;
    }
  }

  /**
   * Makes the changes to those headers that a request still has which a redirect made of the judged
   * one. Its query is the redirecting server's.
   *
   * @param now the head that is about to leave
   * @param head takes them
   */
  public void editRedirected(RequestHead now, HeadEditor head) {
    edits.applyTo(now, head);
  }

  /**
   * Asks about an answer that leads elsewhere, for a client that follows it with the request as the
   * application made it, and where nobody can tell that this is the same call.
   *
   * @param status the answer's HTTP status
   * @param location where it leads; null for nowhere
   * @return the answer to give in its place, or null: what was sent is the application's own, or
   *     what follows will be judged
   */
  public @Nullable SyntheticAnswer leadsAstray(int status, @Nullable String location) {
    Exchange owned = exchange;
    boolean redirect = status >= FIRST_REDIRECT && status <= LAST_REDIRECT;
    if (owned == null || location == null || !redirect || (body == null && edits.isEmpty())) {
      return null;
    }
    try {
      return owned.astray(target(call.head(), location)).refusal();
    } catch (Throwable fault) {
      Cordon.fault(call.where() + " redirect", fault);
      return FaultAnswer.create();
    }
  }

  /** Describes what is sure of the request that follows: RFC 9110, 10.2.2. */
  private static RequestHead target(RequestHead from, String location) {
    String host = String.valueOf(from.host());
    String authority = host.indexOf(':') < 0 ? host : '[' + host + ']';
    String scheme = from.scheme();
    int port = -1;
    String path = "/";
    try {
      URI base = URI.create(scheme + "://" + authority + ':' + from.port() + from.path());
      URI to = base.resolve(location.trim());
      scheme = to.getScheme().toLowerCase(Locale.ROOT);
      host = to.getHost();
      port = to.getPort();
      path = to.getRawPath() == null || to.getRawPath().isEmpty() ? "/" : to.getRawPath();
    } catch (IllegalArgumentException unknown) {
      host = null; // clients read some of these; nobody is known to receive AI calls there
    }
    return new RequestHead(
        from.library(), from.method(), scheme, host, port, path, null, HeaderSource.NONE);
  }

  /** Returns the Exchange that the request is part of, for {@link Leaving}; null for none. */
  public @Nullable Exchange exchange() {
    return exchange != null ? exchange : outer;
  }

  /**
   * Sends the request with the call's span as the current one.
   *
   * @param sending calls the library
   * @return what it returns
   * @throws X what it throws, the very object; the call has ended then
   */
  public <T, X extends Throwable> T send(Sending<T, X> sending) throws X {
    Exchange owned = exchange;
    if (owned == null) {
      return sending.send();
    }
    Exchange.Scope scope = owned.makeCurrent();
    byte[] outer = SENDING.get();
    SENDING.set(body);
    try {
      return sending.send();
    } catch (Throwable failure) {
      owned.fail(failure);
      throw failure;
    } finally {
      SENDING.set(outer);
      scope.close();
    }
  }

  /** Returns the body that this thread is sending, as it was judged; null for none. */
  static byte @Nullable [] sending() {
    return SENDING.get();
  }

  /**
   * Makes the call's span the current one, for a library that {@link #send} doesn't fit. Whoever
   * sends in it ends the call with {@link #fail} where sending fails.
   *
   * @return closed by the same thread
   */
  public Exchange.Scope makeCurrent() {
    return exchange == null ? Exchange.Scope.NOOP : exchange.makeCurrent();
  }

  /**
   * Does what {@link #send} does with a library that answers later.
   *
   * @param sending calls the library
   * @param answered makes the answer for the application, with {@link #answer}
   * @param unwanted closes an answer that comes after the application gave up
   * @return a future that fails with the very exception of the library's; cancelling it cancels
   *     that one
   * @throws X what the library throws at once
   */
  public <T, X extends Throwable> CompletableFuture<T> sendAsync(
      Sending<CompletableFuture<T>, X> sending, UnaryOperator<T> answered, Consumer<T> unwanted)
      throws X {
    CompletableFuture<T> sent = send(sending);
    return exchange == null ? sent : GovernedFuture.of(this, sent, answered, unwanted);
  }

  /**
   * Ends the call because it failed, where nothing here saw it fail.
   *
   * @param failure what the application sees
   */
  public void fail(Throwable failure) {
    if (exchange != null) {
      exchange.fail(failure);
    }
  }

  /**
   * Looks at a whole answer that a model will be told, such as a tool's result, before {@link
   * #answer} begins it. Never throws.
   *
   * @param body the answer; not changed, not copied
   * @return the very array, what to hand on in its place, or null: {@link #withheld} says why
   */
  public byte @Nullable [] incoming(byte[] body) {
    Exchange owned = exchange;
    if (owned == null) {
      return body;
    }
    try {
      Verdict verdict = owned.incoming(body);
      withheld = verdict.refusal();
      return withheld == null ? verdict.body() : null;
    } catch (Throwable fault) {
      Cordon.fault(call.where() + " incoming", fault);
      withheld = Cordon.refuseOnFault() ? FaultAnswer.create() : null;
      return withheld == null ? body : null;
    }
  }

  /** Returns the answer to give in the place of one that must not be handed on, or null. */
  public @Nullable SyntheticAnswer withheld() {
    return withheld;
  }

  /**
   * Begins the answer that the application gets. Once only; never throws.
   *
   * @param status its HTTP status
   * @param headers its headers
   * @param mayHaveBody false where the client knows that none comes, as for HEAD
   * @return what to do with it
   */
  public AnswerPlan answer(int status, HeaderSource headers, boolean mayHaveBody) {
    return answer(status, headers, mayHaveBody, true);
  }

  /**
   * Begins the answer of one attempt, in a library that may make another one without our seeing it.
   * Any number of times; {@link #complete} or {@link #fail} ends the call then, not the answer's
   * end. Never throws.
   *
   * @param status its HTTP status
   * @param headers its headers
   * @param mayHaveBody false where the client knows that none comes
   * @return what to do with it
   */
  public AnswerPlan attempted(int status, HeaderSource headers, boolean mayHaveBody) {
    return answer(status, headers, mayHaveBody, false);
  }

  /** Ends the call after the answers of its attempts. Does nothing when it has ended. */
  public void complete() {
    if (exchange != null) {
      exchange.completed();
    }
  }

  private AnswerPlan answer(int status, HeaderSource headers, boolean mayHaveBody, boolean last) {
    Exchange owned = exchange;
    if (owned == null) {
      return AnswerPlan.UNTOUCHED;
    }
    try {
      StreamTransform transform =
          last ? owned.answer(status, headers) : owned.attempted(status, headers);
      return AnswerPlan.of(call.where(), transform, status, headers, mayHaveBody);
    } catch (Throwable fault) {
      Cordon.fault(call.where() + " answer", fault);
      owned.fail(fault);
      return AnswerPlan.UNTOUCHED; // as it came: tokens stay, nothing is lost
    }
  }

  /**
   * Begins the WebSocket that the server accepted. Once only; never throws.
   *
   * @return what its messages go through; null when they go as they are
   */
  public @Nullable SocketCall socket() {
    Exchange owned = exchange;
    if (owned == null) {
      return null;
    }
    try {
      SocketTransform transform = owned.socket();
      return transform == null ? null : new SocketCall(call.where(), owned, transform);
    } catch (Throwable fault) {
      Cordon.fault(call.where() + " socket", fault);
      owned.fail(fault);
      return Cordon.refuseOnFault() ? new SocketCall(call.where(), null, null) : null;
    }
  }
}
