package dev.cordon.engine;

import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One logical AI call. The outermost instrumented layer opens it and owns it: it asks for a
 * verdict, forwards or refuses, sends the answer through {@link #answer}, and ends it. An inner
 * layer that finds it with {@link Gate#joined} only calls {@link #attempt}.
 *
 * <p>Used by one thread at a time; it may move between threads with a happens-before edge. No
 * method throws but {@link #leaving}.
 */
public interface Exchange {
  /**
   * Returns the Exchange's identifier: random, not secret, unique in the JVM.
   *
   * @return 16 hexadecimal digits
   */
  String id();

  /**
   * Judges a request whose body was read. Called once by the owner.
   *
   * @param body the body as it would be sent; an empty array for a request without one
   * @return what to do
   */
  Verdict judge(byte[] body);

  /**
   * Judges a request whose body can't be read whole. Called once by the owner, instead of {@link
   * #judge}.
   *
   * @param reason why
   * @param length the body's announced length in bytes, or -1
   * @return what to do; a verdict that forwards leaves the body untouched
   */
  Verdict judgeUnread(Unread reason, long length);

  /**
   * Judges the handshake of a WebSocket whose messages the caller leads through {@link #socket}.
   * Called once by the owner, instead of {@link #judge}. A handshake that the server rejects goes
   * on with {@link #answer}.
   *
   * @return what to do; a verdict that forwards may change query and headers
   */
  default Verdict judgeSocket() {
    return judgeUnread(Unread.WEBSOCKET, -1);
  }

  /**
   * Begins a WebSocket after {@link #judgeSocket} let it be opened. Called once by the owner.
   *
   * @return what its messages must go through; its {@link SocketTransform#close} ends the Exchange;
   *     null when they go as they are
   */
  default @Nullable SocketTransform socket() {
    return null;
  }

  /**
   * Tells that an inner layer is about to send the request once: the first time or again.
   *
   * @param head the request as the inner layer sees it; its host was perhaps not known before
   * @return what to do: policy may refuse a host that only the inner layer knows; forwards the body
   *     as it is otherwise
   */
  Verdict attempt(RequestHead head);

  /**
   * Judges an answer that leads elsewhere, where the client would follow it with the request as the
   * application made it. Called by the owner, of a request that was changed.
   *
   * @param next what is sure of the request that would follow; its host is null when that can't be
   *     told
   * @return a refusal unless that request will be judged
   */
  default Verdict astray(RequestHead next) {
    return Verdict.forward(new byte[0]);
  }

  /**
   * Tells what to change in the headers of a request that is about to leave: what was added behind
   * the owner's layer, by others, went by no verdict. Asked by whatever hook is nearest to the
   * network, each time the request is sent: again and to where a redirect leads, too.
   *
   * @param head the request as it would leave
   * @return headers to set, by name; an empty value removes the header. Usually empty
   * @throws RuntimeException when that can't be told; the one method here that does, because there
   *     is no answer that would be safe
   */
  default Map<String, String> leaving(RequestHead head) {
    return Collections.emptyMap();
  }

  /**
   * Begins an answer. Called by the owner for the answer that it hands to the application.
   *
   * @param status the HTTP status
   * @param headers the answer's headers
   * @return the transform that every byte of the answer's body must go through, even when there are
   *     none; its {@link StreamTransform#finish} or {@link StreamTransform#abort} ends the Exchange
   */
  StreamTransform answer(int status, HeaderSource headers);

  /**
   * Begins the answer of one attempt, where the owner can't know whether its library will make
   * another one: a broken or failed answer may be followed by a retry behind its back. The answer
   * is restored and measured as {@link #answer} does it, but its end is not the Exchange's, which
   * {@link #completed} or {@link #fail} ends. Called for each attempt, instead of {@link #answer}.
   *
   * @param status the HTTP status
   * @param headers the answer's headers
   * @return the transform that every byte of this attempt's answer must go through
   */
  default StreamTransform attempted(int status, HeaderSource headers) {
    return answer(status, headers);
  }

  /**
   * Looks at a whole answer whose texts a model will be given as what others wrote: a tool's
   * result, a tool's description. Policy's rules for such texts in requests hold for it. Called
   * before {@link #answer}, whose transform the result goes through.
   *
   * @param body the answer; not changed, not copied
   * @return what to hand on, the very array where nothing changes, or why it must not be
   */
  default Verdict incoming(byte[] body) {
    return Verdict.forward(body);
  }

  /** Ends the Exchange after the answers of its attempts, of which the last one counts. */
  default void completed() {}

  /**
   * Tells that a library below the owner made other bytes of the body that was forwarded, such as
   * another vendor's form of it: a layer that sees those joins this Exchange too. Of several the
   * last one counts.
   *
   * @param body the body that will be sent; not changed, not copied
   */
  default void rewritten(byte[] body) {}

  /**
   * Ends the Exchange without an answer.
   *
   * @param failure what the application will see; its message goes nowhere, only its class
   */
  void fail(Throwable failure);

  /**
   * Makes the Exchange's span the current one in the telemetry of the application until the scope
   * is closed. Cheap when there is no telemetry.
   *
   * @return the scope, to be closed on the same thread
   */
  Scope makeCurrent();

  /** Undoes {@link Exchange#makeCurrent}. */
  interface Scope extends AutoCloseable {
    /** Does nothing. */
    Scope NOOP = () -> {};

    @Override
    void close();
  }

  /** Why a body was not read. */
  enum Unread {
    /** The body is larger than {@link Gate#maxBodyBytes}. */
    OVERSIZE,
    /** The body is produced while the answer is read. */
    DUPLEX,
    /** The connection becomes a WebSocket, whose messages no hook sees. */
    WEBSOCKET,
  }

  /**
   * Returns the caller's view of why a call was refused, for messages in the application's own log.
   *
   * @return the reason, or null when it was not refused
   */
  @Nullable String refusal();
}
