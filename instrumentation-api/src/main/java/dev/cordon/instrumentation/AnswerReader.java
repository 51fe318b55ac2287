package dev.cordon.instrumentation;

import dev.cordon.engine.StreamTransform;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Pulls an answer's body through its {@link StreamTransform}, chunk by chunk as the chunks arrive,
 * and ends the transform exactly once: with the body, with its failure, or when the application
 * closes it early. What goes on unchanged is read into the application's own array. Not
 * thread-safe, as the streams of HTTP clients aren't.
 */
final class AnswerReader implements Closeable {
  private static final int CHUNK = 8192;
  private static final byte[] NOTHING = {};

  /** Smaller reads get their bytes from a larger chunk: each chunk costs the transform a start. */
  private static final int SMALL = 512;

  /** An array of this thread's that no read uses now; cleared, so it holds nothing of an answer. */
  private static final ThreadLocal<byte @Nullable []> SPARE = new ThreadLocal<>();

  private final InputStream in;
  private final StreamTransform transform;
  private final boolean identity;
  private final long length;
  private ByteBuffer pending = StreamTransform.EMPTY;
  private long read;
  private boolean ended;
  private boolean closed;

  /** What the body failed with for good: who reads on hears of it again. */
  private @Nullable IOException failed;

  /**
   * Reads an answer.
   *
   * @param in the body as the transform shall see it: content encodings undone unless the transform
   *     is the identity
   * @param transform the transform of the answer
   * @param length how many bytes {@code in} is said to have, or -1 when that isn't known: parsers
   *     often close a stream behind its last byte without asking for more
   */
  AnswerReader(InputStream in, StreamTransform transform, long length) {
    this.in = in;
    this.transform = transform;
    this.identity = transform.isIdentity();
    this.length = length;
  }

  /**
   * Waits for the next bytes that the application gets.
   *
   * @return how many were put into {@code target}, at least one unless {@code count} is 0; -1 at
   *     the end
   * @throws IOException as the body throws it, or because the reader is closed
   */
  int read(byte[] target, int offset, int count) throws IOException {
    if (closed) {
      throw new IOException("closed");
    }
    int taken = take(pending, target, offset, count);
    while (taken == 0 && count > 0) {
      if (failed != null) {
        throw failed;
      }
      if (ended) {
        return -1;
      }
      taken =
          identity && count >= SMALL ? seen(target, offset, count) : through(target, offset, count);
    }
    return taken;
  }

  /** Shows the transform what the application gets. */
  private int seen(byte[] target, int offset, int count) throws IOException {
    int arrived = arrived(target, offset, Math.min(count, CHUNK));
    if (arrived < 0) {
      pending = end();
      return take(pending, target, offset, count);
    }
    transform.transform(ByteBuffer.wrap(target, offset, arrived));
    return arrived;
  }

  /** Gives the application what the transform makes of the next chunk. */
  private int through(byte[] target, int offset, int count) throws IOException {
    byte[] spare = SPARE.get();
    SPARE.set(null);
    byte[] chunk = spare == null ? new byte[CHUNK] : spare;
    int arrived = arrived(chunk, 0, count < SMALL ? CHUNK : Math.min(count, CHUNK));
    ByteBuffer out = arrived < 0 ? end() : transform.transform(ByteBuffer.wrap(chunk, 0, arrived));
    int taken = take(out, target, offset, count);
    boolean same = out.hasArray() && out.array() == chunk;
    pending = same && out.hasRemaining() ? copy(out) : out;
    if (!same && !out.hasRemaining()) {
      transform.release(out);
      pending = StreamTransform.EMPTY;
    }
    Arrays.fill(chunk, 0, Math.max(arrived, 0), (byte) 0);
    SPARE.set(chunk);
    return taken;
  }

  private int arrived(byte[] into, int offset, int count) throws IOException {
    try {
      int arrived = in.read(into, offset, count);
      read += Math.max(arrived, 0);
      return arrived;
    } catch (SocketTimeoutException later) {
      throw later; // an application may read on, and gets what comes then
    } catch (Throwable failure) {
      ended = true;
      failed = failure instanceof IOException ? (IOException) failure : null;
      transform.abort(failure);
      throw failure;
    }
  }

  private ByteBuffer end() {
    ended = true;
    return transform.finish();
  }

  private static int take(ByteBuffer from, byte[] target, int offset, int count) {
    int taken = Math.min(count, from.remaining());
    from.get(target, offset, taken);
    return taken;
  }

  private static ByteBuffer copy(ByteBuffer rest) {
    byte[] own = new byte[rest.remaining()];
    rest.get(own);
    return ByteBuffer.wrap(own);
  }

  /**
   * Returns how many bytes are there already, after a look at those that have arrived; what the
   * transform still holds doesn't count.
   */
  int available() throws IOException {
    if (!pending.hasRemaining() && !closed && !ended && in.available() > 0) {
      if (identity) {
        return in.available();
      }
      through(NOTHING, 0, 0);
    }
    return pending.remaining();
  }

  /** Closes the body; an answer that was not read to its end is thereby abandoned. */
  @Override
  public void close() throws IOException {
    closed = true;
    pending = StreamTransform.EMPTY;
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
