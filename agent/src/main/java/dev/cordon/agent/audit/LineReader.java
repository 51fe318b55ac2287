package dev.cordon.agent.audit;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads lines as bytes, in a buffer that is used again. Not thread-safe. */
final class LineReader {
  private final InputStream in;
  private final byte[] chunk = new byte[64 * 1024];
  private int at;
  private int filled;
  private byte[] line = new byte[4096];
  private int length;
  private boolean complete;

  LineReader(InputStream in) {
    this.in = in;
  }

  /** Reads the next line; false at the end. */
  boolean next() throws IOException {
    length = 0;
    complete = false;
    while (true) {
      if (at == filled) {
        filled = in.read(chunk);
        at = 0;
        if (filled <= 0) {
          filled = 0;
          return length > 0;
        }
      }
      int end = at;
      while (end < filled && chunk[end] != '\n') {
        end++;
      }
      append(end - at);
      at = end;
      if (end < filled) {
        at++;
        complete = true;
        return true;
      }
    }
  }

  private void append(int count) {
    if (length + count > line.length) {
      line = Arrays.copyOf(line, Math.max(line.length * 2, length + count));
    }
    System.arraycopy(chunk, at, line, length, count);
    length += count;
  }

  /** Returns the buffer that holds the line. */
  byte[] line() {
    return line;
  }

  /** Returns the line's length without the line feed. */
  int length() {
    return length;
  }

  /** Tells whether the line ended with a line feed. */
  boolean isComplete() {
    return complete;
  }
}
