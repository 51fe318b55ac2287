package dev.cordon.agent.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines, or blocks of whole lines, as bytes into a buffer that is used again. */
final class LineSource {
  /** A block is long enough that no usual file is cut, and short enough to be held. */
  private static final int BLOCK = 16 << 20;

  private final InputStream in;
  private byte[] buffer = new byte[64 * 1024];
  private int start;
  private int end;
  private int next;
  private int filled;

  LineSource(InputStream in) {
    this.in = in;
  }

  /** Reads the next line, without its line feed; false when there is none. */
  boolean nextLine() throws IOException {
    start = next;
    int searched = start;
    while (true) {
      while (searched < filled && buffer[searched] != '\n') {
        searched++;
      }
      if (searched < filled) {
        end = searched;
        next = searched + 1;
        return true;
      }
      int before = start;
      if (!fill()) {
        end = filled;
        next = filled;
        return end > start;
      }
      searched -= before - start;
    }
  }

  /**
   * Reads the next block, which ends behind a line feed if it holds one; false when there is none.
   */
  boolean nextBlock() throws IOException {
    start = next;
    boolean more = true;
    while (more && filled - start < BLOCK) {
      more = fill();
    }
    end = filled;
    if (more) {
      int line = filled;
      while (line > start && buffer[line - 1] != '\n') {
        line--;
      }
      end = line > start ? line : filled;
    }
    next = end;
    return end > start;
  }

  /** Passes over the byte order mark that some programs begin a file with. */
  void skipMark() {
    if (end - start >= 3
        && buffer[start] == (byte) 0xef
        && buffer[start + 1] == (byte) 0xbb
        && buffer[start + 2] == (byte) 0xbf) {
      start += 3;
    }
  }

  /** Reads more, moving or growing what is unread as needed; false at the end. */
  private boolean fill() throws IOException {
    if (filled == buffer.length) {
      if (start > 0) {
        System.arraycopy(buffer, start, buffer, 0, filled - start);
        filled -= start;
        start = 0;
      } else {
        buffer = Arrays.copyOf(buffer, buffer.length * 2);
      }
    }
    int count = in.read(buffer, filled, buffer.length - filled);
    filled += Math.max(count, 0);
    return count > 0;
  }

  /** Tells whether some of the next line was read already. */
  boolean hasMore() {
    return next < filled;
  }

  byte[] bytes() {
    return buffer;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }
}
