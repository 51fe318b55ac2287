package dev.cordon.instrumentation;

import dev.cordon.engine.StreamTransform;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An answer's body as the application gets it: what the transform makes of the bytes, as soon as it
 * makes it. Not thread-safe.
 */
public final class TransformedInputStream extends InputStream {
  private final AnswerReader answer;
  private @Nullable ByteBuffer pending = StreamTransform.EMPTY;

  /**
   * Reads an answer.
   *
   * @param answer the answer, which the stream owns from now on
   */
  public TransformedInputStream(AnswerReader answer) {
    this.answer = answer;
  }

  @Override
  public int read() throws IOException {
    ByteBuffer bytes = bytes();
    return bytes == null ? -1 : bytes.get() & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (offset < 0 || length < 0 || length > target.length - offset) {
      throw new IndexOutOfBoundsException();
    }
    if (length == 0) {
      return 0;
    }
    ByteBuffer bytes = bytes();
    if (bytes == null) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(target, offset, count);
    return count;
  }

  private @Nullable ByteBuffer bytes() throws IOException {
    if (pending != null && !pending.hasRemaining()) {
      pending = answer.next();
    }
    return pending;
  }

  /** Returns how many bytes are there already; what the transform still holds doesn't count. */
  @Override
  public int available() {
    return pending == null ? 0 : pending.remaining();
  }

  @Override
  public void close() throws IOException {
    pending = StreamTransform.EMPTY;
    answer.close();
  }
}
