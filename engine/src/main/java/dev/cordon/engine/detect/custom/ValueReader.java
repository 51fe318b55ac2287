package dev.cordon.engine.detect.custom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a list of values: UTF-8, one a line; empty lines and those that begin with {@code #} are
 * passed over. No value becomes a {@code String}, and what held one is wiped, so that the list
 * can't be read from a heap dump. Used once; not thread-safe.
 */
public final class ValueReader {
  private static final int LONGEST_LINE = 1024;

  /** Learns what becomes of a list while it is read. Never sees a value. */
  public interface Listener {
    /**
     * Called for a line that can't be used.
     *
     * @param line its number, from 1
     * @param what what is wrong with it
     */
    void wrong(long line, String what);

    /**
     * Called now and then.
     *
     * @param bytes how much was read so far
     * @param values how many different values there are so far
     */
    void progress(long bytes, int values);
  }

  private final ExactValues.Builder values = ExactValues.builder();
  private final Listener listener;
  private final byte[] buffer = new byte[1 << 16];
  private final CharBuffer chars = CharBuffer.allocate(LONGEST_LINE + 1);
  private final CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
  private long line;

  private ValueReader(Listener listener) {
    this.listener = listener;
  }

  /**
   * Reads a list to its end.
   *
   * @param in the list; not closed
   * @param listener learns what becomes of it
   * @return the values that can be used
   * @throws IOException if the stream can't be read
   */
  public static ExactValues read(InputStream in, Listener listener) throws IOException {
    ValueReader reader = new ValueReader(listener);
    try {
      reader.lines(in);
    } finally {
      Arrays.fill(reader.buffer, (byte) 0);
      reader.wipe();
    }
    return reader.values.build();
  }

  private void lines(InputStream in) throws IOException {
    long total = 0;
    int filled = 0;
    boolean cut = false;
    while (true) {
      int count = in.read(buffer, filled, buffer.length - filled);
      if (count < 0) {
        if (filled > 0 && !cut) {
          line(0, filled);
        }
        return;
      }
      total += count;
      int end = filled + count;
      int start = 0;
      for (int i = filled; i < end; i++) {
        if (buffer[i] == '\n') {
          if (!cut) {
            line(start, i);
          }
          cut = false;
          start = i + 1;
        }
      }
      filled = end - start;
      if (filled > LONGEST_LINE) {
        if (!cut) {
          line(start, end);
        }
        cut = true; // the rest of the line is passed over
        filled = 0;
      } else {
        System.arraycopy(buffer, start, buffer, 0, filled);
      }
      listener.progress(total, values.size());
    }
  }

  private void line(int start, int end) {
    line++;
    int from = start;
    int to = end;
    if (line == 1
        && to - from >= 3
        && buffer[from] == (byte) 0xef
        && buffer[from + 1] == (byte) 0xbb) {
      from += 3; // a byte order mark
    }
    while (from < to && isBlank(buffer[from])) {
      from++;
    }
    while (to > from && isBlank(buffer[to - 1])) {
      to--;
    }
    if (from == to || buffer[from] == '#') {
      return;
    }
    if (to - from > LONGEST_LINE) {
      listener.wrong(line, "a value has at most " + LONGEST_LINE + " bytes");
    } else if (!isUtf8(from, to)) {
      listener.wrong(line, "is not UTF-8");
    } else if (!values.add(buffer, from, to)) {
      listener.wrong(line, "a value has " + ExactValues.LIMITS);
    }
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\r';
  }

  private boolean isUtf8(int from, int to) {
    boolean ascii = true;
    for (int i = from; i < to && ascii; i++) {
      ascii = buffer[i] >= 0;
    }
    if (ascii) {
      return true;
    }
    chars.clear();
    CoderResult result =
        decoder.reset().decode(ByteBuffer.wrap(buffer, from, to - from), chars, true);
    wipe();
    return !result.isError();
  }

  private void wipe() {
    Arrays.fill(chars.array(), (char) 0);
  }
}
