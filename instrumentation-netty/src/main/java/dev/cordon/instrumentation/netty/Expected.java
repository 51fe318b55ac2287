package dev.cordon.instrumentation.netty;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Decision;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import org.jspecify.annotations.Nullable;

/** What is to come back for one request. Used by the channel's event loop. */
final class Expected {
  /** An answer that is none of ours. */
  static final Expected OTHER = new Expected(null, null, false, 0);

  /** The interim answer to {@code Expect: 100-continue}, which nobody else gives. */
  static final Expected CONTINUE = new Expected(null, null, false, 0);

  private final @Nullable Decision decision;
  private final @Nullable SyntheticAnswer refusal;
  private final boolean head;
  private final int opening;
  private boolean whole;
  private boolean continued;

  private Expected(
      @Nullable Decision decision, @Nullable SyntheticAnswer refusal, boolean head, int opening) {
    this.decision = decision;
    this.refusal = refusal;
    this.head = head;
    this.opening = opening;
  }

  /**
   * An answer to lead through the engine.
   *
   * @param head whether it answers a HEAD
   * @param continued whether the client has been told to continue already
   */
  static Expected governed(Decision decision, boolean head, boolean continued) {
    Expected expected = new Expected(decision, null, head, 0);
    expected.continued = continued;
    return expected;
  }

  /**
   * An answer that may open a WebSocket, whose messages will be governed.
   *
   * @param opening the status that opens it
   */
  static Expected handshake(Decision decision, HttpResponseStatus opening) {
    return new Expected(decision, null, false, opening.code());
  }

  /**
   * Policy's answer.
   *
   * @param whole whether it is given in one piece: who opens a WebSocket may have put what makes
   *     one of several below us
   */
  static Expected refused(SyntheticAnswer refusal, boolean whole) {
    Expected expected = new Expected(null, refusal, false, 0);
    expected.whole = whole;
    return expected;
  }

  /** Returns what was decided of the call; null when it is none of ours. */
  @Nullable Decision decision() {
    return decision;
  }

  /** Returns policy's answer, null when it comes from the server. */
  @Nullable SyntheticAnswer refusal() {
    return refusal;
  }

  /** Tells whether policy's answer is given in one piece. */
  boolean isWhole() {
    return whole;
  }

  /** Tells whether the request was a HEAD. */
  boolean isForHead() {
    return head;
  }

  /** Tells whether an answer opens a WebSocket whose messages will be governed. */
  boolean opens(HttpResponse response) {
    boolean switches = opening == HttpResponseStatus.SWITCHING_PROTOCOLS.code();
    return response.status().code() == opening && (!switches || Sockets.isUpgrade(response));
  }

  /** Tells once whether the server's 100 is one too many. */
  boolean takesContinue() {
    boolean takes = continued;
    continued = false;
    return takes;
  }
}
