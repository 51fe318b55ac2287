package dev.cordon.engine.redact.redis;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads replies of the Redis serialization protocol, version 2, within bounds: a reply that is
 * larger or slower than it can be is an error. Not thread-safe.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">RESP</a>
 */
final class RespReader {
  private static final int MAX_LINE = 1024;
  private static final int MAX_BULK = 64 << 10;
  private static final int MAX_ITEMS = 64;

  private final Socket socket;
  private final InputStream in;
  private final byte[] buffer = new byte[4096];
  private int next;
  private int filled;
  private long deadline;

  RespReader(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
  }

  /**
   * Reads a reply.
   *
   * @param nanoTime when it must be there, as {@link System#nanoTime} counts
   * @return a {@code byte[]} for a string, a {@code Long} for a number, an {@code Object[]} of them
   *     for a list, a {@link RedisErrorException} for an error, null for nothing
   */
  @Nullable Object read(long nanoTime) throws IOException {
    deadline = nanoTime;
    int type = next();
    if (type != '*') {
      return scalar(type);
    }
    int count = number(MAX_ITEMS);
    if (count < 0) {
      return null;
    }
    @Nullable Object[] items = new @Nullable Object[count];
    for (int i = 0; i < count; i++) {
      items[i] = scalar(next());
    }
    return items;
  }

  private @Nullable Object scalar(int type) throws IOException {
    switch (type) {
      case '+':
        return line().getBytes(StandardCharsets.ISO_8859_1);
      case '-':
        return new RedisErrorException(line());
      case ':':
        return number(Integer.MAX_VALUE);
      case '$':
        int length = number(MAX_BULK);
        return length < 0 ? null : bulk(length);
      default:
        throw new ProtocolException("no Redis");
    }
  }

  private byte[] bulk(int length) throws IOException {
    byte[] bulk = new byte[length];
    int done = 0;
    while (done < length) {
      if (next == filled) {
        fill();
      }
      int part = Math.min(length - done, filled - next);
      System.arraycopy(buffer, next, bulk, done, part);
      next += part;
      done += part;
    }
    if (next() != '\r' || next() != '\n') {
      throw new ProtocolException("no Redis");
    }
    return bulk;
  }

  /** Reads a number and its line's end; -1 for any that is less than nothing. */
  private int number(int most) throws IOException {
    String line = line();
    long value;
    try {
      value = Long.parseLong(line);
    } catch (NumberFormatException e) {
      throw new ProtocolException("no Redis");
    }
    if (value > most) {
      throw new ProtocolException("a reply larger than any of ours");
    }
    return value < 0 ? -1 : (int) value;
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = next(); c != '\r'; c = next()) {
      if (line.length() == MAX_LINE) {
        throw new ProtocolException("no Redis");
      }
      line.append((char) c);
    }
    if (next() != '\n') {
      throw new ProtocolException("no Redis");
    }
    return line.toString();
  }

  private int next() throws IOException {
    if (next == filled) {
      fill();
    }
    return buffer[next++] & 0xFF;
  }

  private void fill() throws IOException {
    long millis = (deadline - System.nanoTime()) / 1_000_000;
    if (millis <= 0) {
      throw new SocketTimeoutException();
    }
    socket.setSoTimeout((int) Math.min(millis, Integer.MAX_VALUE));
    int count = in.read(buffer);
    if (count <= 0) {
      throw new EOFException();
    }
    next = 0;
    filled = count;
  }
}
