package dev.cordon.agent.cli;

import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UnsupportedEncodingException;

/** The three streams of a command; a test gives its own. Immutable. */
final class Console {
  /** Where a command reads what is not in a file. */
  final InputStream in;

  /** Where the result goes, and nothing else, so that it can be piped. */
  final PrintStream out;

  /** Where complaints, verdicts and progress go. */
  final PrintStream err;

  Console(InputStream in, PrintStream out, PrintStream err) {
    this.in = in;
    this.out = out;
    this.err = err;
  }

  /** Returns the standard output behind a buffer, in UTF-8; flush it. */
  PrintStream bufferedOut() {
    try {
      return new PrintStream(new BufferedOutputStream(out, 1 << 16), false, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java platform has UTF-8", e);
    }
  }
}
