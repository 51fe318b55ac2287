package dev.cordon.instrumentation;

import dev.cordon.engine.StreamTransform;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pulls an answer's body through its {@link StreamTransform}, chunk by chunk as the chunks arrive,
 * and ends the transform exactly once: with the body, with its failure, or when the application
 * closes it early. Not thread-safe, as the streams of HTTP clients aren't.
 */
public final class AnswerReader implements Closeable {
  private static final int CHUNK = 8192;

  /** What is tried first when nobody says how much is there. */
  private static final int SMALL = 1024;

  private final InputStream in;
  private final StreamTransform transform;
  private final long length;
  private byte @Nullable [] chunk;
  private long read;
  private boolean ended;
  private boolean closed;

  /**
   * Reads an answer.
   *
   * @param in the body as the transform shall see it: content encodings undone unless the transform
   *     is the identity
   * @param transform the transform of the answer
   * @param length how many bytes {@code in} is said to have, or -1 when that isn't known: parsers
   *     often close a stream behind its last byte without asking for more
   */
  public AnswerReader(InputStream in, StreamTransform transform, long length) {
    this.in = in;
    this.transform = transform;
    this.length = length;
  }

  /**
   * Waits for the next bytes that the application gets.
   *
   * @return at least one byte, owned by the caller; null at the end
   * @throws IOException as the body throws it, or because the reader is closed
   */
  public @Nullable ByteBuffer next() throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    while (!ended) {
      ByteBuffer arrived = arrived();
      ByteBuffer out;
      if (arrived == null) {
        ended = true;
        out = transform.finish();
      } else {
        out = transform.transform(arrived);
      }
      if (out.hasRemaining()) {
        return out;
      }
    }
    return null;
  }

  /** The next bytes of the body, in an array that nothing changes any more; null at the end. */
  private @Nullable ByteBuffer arrived() throws IOException {
    byte[] buffer;
    int count;
    try {
      int size = chunkSize();
      buffer = chunk == null || chunk.length < size ? new byte[size] : chunk;
      chunk = null;
      count = in.read(buffer, 0, buffer.length);
    } catch (Throwable failure) {
      ended = true;
      transform.abort(failure);
      throw failure;
    }
    if (count < 0) {
      return null;
    }
    read += count;
    if (count > buffer.length / 2) {
      return ByteBuffer.wrap(buffer, 0, count);
    }
    chunk = buffer; // most chunks of a stream are one short event: keep the large array
    return ByteBuffer.wrap(Arrays.copyOf(buffer, count));
  }

  /** No larger than what can come: an array for each chunk is most of what an answer allocates. */
  private int chunkSize() throws IOException {
    long left = length - read;
    if (length >= 0 && left >= 0) {
      return left == 0 ? 1 : (int) Math.min(left, CHUNK); // one byte to be told of the end
    }
    return Math.min(Math.max(in.available(), SMALL), CHUNK);
  }

  /** Closes the body; an answer that was not read to its end is thereby abandoned. */
  @Override
  public void close() throws IOException {
    closed = true;
    if (!ended) {
      ended = true;
      if (length >= 0 && read >= length) {
        transform.finish();
      } else {
        transform.abort(null);
      }
    }
    in.close();
  }
}
