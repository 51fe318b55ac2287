package dev.cordon.instrumentation.urlconnection;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/**
 * A streamed body, collected up to the limit before the JDK sends the head. What is too large for
 * that goes on to the JDK as it comes, once policy was asked. Keeps the JDK's rules about lengths,
 * and its words. Not thread-safe, as the JDK's isn't. Doesn't refer to the connection, which it is
 * attached to; the application's {@link Stream} does.
 */
final class DeferredBody {
  private final long length;
  private final int limit;
  private final Collected collected = new Collected();
  private long written;
  private boolean closed;
  private boolean opened;
  private @Nullable IOException error;
  private @Nullable OutputStream sent;
  private byte @Nullable [] whole;

  /**
   * Makes an empty body.
   *
   * @param length the announced length in bytes, -1 for an unknown one
   * @param limit how many bytes are collected
   */
  DeferredBody(long length, int limit) {
    this.length = length;
    this.limit = limit;
  }

  /** Tells whether the JDK is, or was, asked for its own stream. */
  boolean isOpened() {
    return opened;
  }

  /** Tells whether nothing is left to be sent, and nothing to complain of. */
  boolean isDone() {
    return opened && error == null;
  }

  /** Returns the announced length in bytes, -1 for an unknown one. */
  long length() {
    return length;
  }

  /** Returns the body that was collected; null when it was too large for that. */
  byte @Nullable [] whole() {
    return whole;
  }

  /** Replaces the body before it is written to the JDK's stream. */
  void replace(byte[] body) {
    whole = body;
  }

  private void write(HttpURLConnection connection, byte[] bytes, int offset, int count)
      throws IOException {
    if (closed) {
      throw new IOException("Stream is closed");
    }
    if (error != null) {
      throw error;
    }
    OutputStream out = sent;
    if (out == null && (long) collected.size() + count > limit) {
      out = open(connection);
      sent = out;
      collected.writeTo(out);
      collected.reset();
    }
    if (out != null) {
      out.write(bytes, offset, count); // keeps the rules itself
      return;
    }
    written += count;
    if (length >= 0 && written > length) {
      throw failed(connection, "too many bytes written");
    }
    collected.write(bytes, offset, count);
  }

  private IOException failed(HttpURLConnection connection, String message) {
    IOException failure = new IOException(message);
    error = failure;
    connection.disconnect();
    return failure;
  }

  /** Lets the JDK send the head, for which it asks {@link #whole}, and returns its stream. */
  private OutputStream open(HttpURLConnection connection) throws IOException {
    opened = true;
    return connection.getOutputStream();
  }

  private void close(HttpURLConnection connection) throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    if (sent != null) {
      sent.close();
      return;
    }
    if (error != null) {
      return;
    }
    if (length >= 0 && written != length) {
      throw failed(connection, "insufficient data written");
    }
    whole = collected.toByteArray();
    try (OutputStream out = open(connection)) {
      out.write(whole);
    } finally {
      whole = null;
    }
  }

  /** Fails as the JDK does when the answer is asked for and the body was not what was announced. */
  void requireWhole(HttpURLConnection connection) throws IOException {
    close(connection);
    if (error != null) {
      throw new IOException("Incomplete output stream");
    }
  }

  /** What the application writes to. */
  static final class Stream extends OutputStream {
    private final HttpURLConnection connection;
    private final DeferredBody body;

    Stream(HttpURLConnection connection, DeferredBody body) {
      this.connection = connection;
      this.body = body;
    }

    @Override
    public void write(int b) throws IOException {
      body.write(connection, new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      body.write(connection, bytes, offset, count);
    }

    @Override
    public void flush() throws IOException {
      if (body.sent != null) {
        body.sent.flush();
      }
    }

    @Override
    public void close() throws IOException {
      body.close(connection);
    }
  }

  /** Gives its bytes without another copy where they fill its array. */
  private static final class Collected extends ByteArrayOutputStream {
    @Override
    public synchronized byte[] toByteArray() {
      return count == buf.length ? buf : super.toByteArray();
    }
  }
}
