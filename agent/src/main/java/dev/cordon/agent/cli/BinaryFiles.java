package dev.cordon.agent.cli;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Tells text from other files as git does: a zero byte near the beginning. */
final class BinaryFiles {
  private static final int LOOKED_AT = 8000;

  private BinaryFiles() {}

  /** Returns a stream of the same bytes, or null when they are no text. */
  static @Nullable InputStream textOrNull(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, 2 * LOOKED_AT);
    buffered.mark(LOOKED_AT);
    byte[] start = new byte[LOOKED_AT];
    int length = 0;
    for (int n = 0; n >= 0 && length < start.length; length += Math.max(0, n)) {
      n = buffered.read(start, length, start.length - length);
    }
    for (int i = 0; i < length; i++) {
      if (start[i] == 0) {
        return null;
      }
    }
    buffered.reset();
    return buffered;
  }
}
