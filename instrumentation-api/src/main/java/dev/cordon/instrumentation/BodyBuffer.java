package dev.cordon.instrumentation;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Collects a request's body up to a limit. Asks what to do when the body is larger: what was
 * written so far is then lost to a sender that can't write its body twice. Not thread-safe.
 */
public abstract class BodyBuffer extends OutputStream {
  /** Stops a body that is larger than the limit; comes out of the call that writes the body. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("the body is larger than the limit");
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
      return this; // says all in its type
    }
  }

  /** An announced length up to which memory is taken before the bytes are there. */
  private static final int TRUSTED = 1 << 20;

  private byte[] bytes;
  private int size;
  private int limit;
  private boolean stopped;

  /**
   * Makes an empty buffer.
   *
   * @param limit the largest body that is collected without asking, in bytes
   * @param announced how many bytes are expected, or -1 when that isn't known
   */
  protected BodyBuffer(int limit, long announced) {
    this.limit = limit;
    this.bytes =
        new byte[announced < 0 ? 1024 : (int) Math.min(announced, Math.min(limit, TRUSTED))];
  }

  /**
   * Called once when the body passes the limit.
   *
   * @return true to collect all of it, as far as memory goes; false to stop the writer with {@link
   *     TooLarge}
   */
  protected abstract boolean goOn();

  @Override
  public final void write(int b) throws IOException {
    reserve(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public final void write(byte[] source, int offset, int count) throws IOException {
    reserve(count);
    System.arraycopy(source, offset, bytes, size, count);
    size += count;
  }

  private void reserve(int count) throws IOException {
    long needed = (long) size + count;
    if (stopped || (needed > limit && !goOn())) {
      stopped = true; // whatever the writer makes of the exception
      throw new TooLarge();
    }
    if (needed > limit) {
      limit = Integer.MAX_VALUE - 8; // the largest array that every JVM has
    }
    if (needed > bytes.length) {
      grow(needed);
    }
  }

  private void grow(long needed) throws TooLarge {
    try {
      if (needed <= limit) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(needed, bytes.length * 2L)));
        return;
      }
    } catch (OutOfMemoryError tooLarge) {
      bytes = new byte[0]; // gives the application its memory back
    }
    stopped = true;
    throw new TooLarge();
  }

  /** Tells whether the body was larger than the limit, or than memory, and was not collected. */
  public final boolean isStopped() {
    return stopped;
  }

  /** Returns the bytes; the buffer is not used any more afterwards. */
  public final byte[] toByteArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
