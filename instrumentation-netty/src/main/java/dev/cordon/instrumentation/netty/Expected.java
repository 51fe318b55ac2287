package dev.cordon.instrumentation.netty;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Decision;
import org.jspecify.annotations.Nullable;

/** What is to come back for one request. Used by the channel's event loop. */
final class Expected {
  /** An answer that is none of ours. */
  static final Expected OTHER = new Expected(null, null, false, false);

  /** The interim answer to {@code Expect: 100-continue}, which nobody else gives. */
  static final Expected CONTINUE = new Expected(null, null, false, false);

  private final @Nullable Decision decision;
  private final @Nullable SyntheticAnswer refusal;
  private final boolean head;
  private final boolean handshake;
  private boolean whole;
  private boolean continued;

  private Expected(
      @Nullable Decision decision,
      @Nullable SyntheticAnswer refusal,
      boolean head,
      boolean handshake) {
    this.decision = decision;
    this.refusal = refusal;
    this.head = head;
    this.handshake = handshake;
  }

  /**
   * An answer to lead through the engine.
   *
   * @param head whether it answers a HEAD
   * @param continued whether the client has been told to continue already
   */
  static Expected governed(Decision decision, boolean head, boolean continued) {
    Expected expected = new Expected(decision, null, head, false);
    expected.continued = continued;
    return expected;
  }

  /** An answer that may open a WebSocket, whose messages will be governed. */
  static Expected handshake(Decision decision) {
    return new Expected(decision, null, false, true);
  }

  /**
   * Policy's answer.
   *
   * @param whole whether it is given in one piece: who opens a WebSocket may have put what makes
   *     one of several below us
   */
  static Expected refused(SyntheticAnswer refusal, boolean whole) {
    Expected expected = new Expected(null, refusal, false, false);
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

  /** Tells whether the request asked for a WebSocket whose messages will be governed. */
  boolean isForSocket() {
    return handshake;
  }

  /** Tells once whether the server's 100 is one too many. */
  boolean takesContinue() {
    boolean takes = continued;
    continued = false;
    return takes;
  }
}
