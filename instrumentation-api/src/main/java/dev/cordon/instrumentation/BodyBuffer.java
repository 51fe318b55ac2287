package dev.cordon.instrumentation;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

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

  private static final byte[] NONE = {};

  private final int room;

  /** What came so far; full when it is the writer's own. */
  private byte[] bytes = NONE;

  /** Whether an array that is the whole body need not be copied. */
  private boolean keeps;

  /** What is expected, as long as that is what comes: it need not be copied then. */
  private byte @Nullable [] expected;

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
    this(limit, announced, null);
  }

  /**
   * Makes an empty buffer for bytes that are known already, most likely.
   *
   * @param limit the largest body that is collected without asking, in bytes
   * @param announced how many bytes are expected, or -1 when that isn't known
   * @param expected what a layer above has sent; not changed. Null when that isn't known
   */
  protected BodyBuffer(int limit, long announced, byte @Nullable [] expected) {
    this.limit = limit;
    boolean same = expected != null && expected.length == announced && announced <= limit;
    this.expected = same ? expected : null;
    this.room = announced < 0 ? 1024 : (int) Math.min(announced, Math.min(limit, TRUSTED));
  }

  /** Keeps an array that is the whole body: its writer never changes it again. */
  final void keepsWhole() {
    keeps = true;
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
    if (expected != null) {
      write(new byte[] {(byte) b}, 0, 1);
      return;
    }
    reserve(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public final void write(byte[] source, int offset, int count) throws IOException {
    if (isExpected(source, offset, count)) {
      size += count;
      return;
    }
    if (keeps && size == 0 && count == room && count == source.length) {
      bytes = source;
      size = count;
      return;
    }
    reserve(count);
    System.arraycopy(source, offset, bytes, size, count);
    size += count;
  }

  /** Tells whether these bytes are what was expected here; from the first that isn't, all copy. */
  private boolean isExpected(byte[] source, int offset, int count) {
    byte[] known = expected;
    if (known == null) {
      return false;
    }
    if (count <= known.length - size
        && ByteBuffer.wrap(known, size, count).equals(ByteBuffer.wrap(source, offset, count))) {
      return true;
    }
    expected = null;
    bytes = Arrays.copyOf(known, known.length);
    return false;
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
        long wanted = bytes.length == 0 ? room : bytes.length * 2L;
        bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(needed, wanted)));
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
    byte[] known = expected;
    if (known != null) {
      return size == known.length ? known : Arrays.copyOf(known, size);
    }
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }
}
