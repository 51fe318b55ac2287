package dev.cordon.engine.wire;

/** Reads one kind of answer's body and reports to a {@link RawOutput}. May throw. */
interface AnswerBody {
  /** Takes the next bytes. */
  void feed(byte[] bytes, int from, int to);

  /** Lets go what is held back. */
  void end();
}
