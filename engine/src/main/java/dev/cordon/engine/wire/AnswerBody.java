package dev.cordon.engine.wire;

/** Reads one kind of answer's body and reports to a {@link RawOutput}. May throw. */
interface AnswerBody {
  /** Takes the next bytes. */
  void feed(byte[] bytes, int from, int to);

  /** Tells whether a part was too large to be read, so that tokens may be left in it. */
  default boolean isPartlyUnread() {
    return false;
  }

  /** Hands on what is held back. */
  void end();
}
