package dev.cordon.instrumentation;

import java.io.IOException;
import java.io.InputStream;

/**
 * An answer's body as the application gets it: what the transform makes of the bytes, as soon as it
 * makes it. Not thread-safe.
 */
final class TransformedInputStream extends InputStream {
  private final AnswerReader answer;

  /**
   * Reads an answer.
   *
   * @param answer the answer, which the stream owns from now on
   */
  TransformedInputStream(AnswerReader answer) {
    this.answer = answer;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return answer.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (offset < 0 || length < 0 || length > target.length - offset) {
      throw new IndexOutOfBoundsException();
    }
    return length == 0 ? 0 : answer.read(target, offset, length);
  }

  /** Returns how many bytes are there already; what the transform still holds doesn't count. */
  @Override
  public int available() throws IOException {
    return answer.available();
  }

  @Override
  public void close() throws IOException {
    answer.close();
  }
}
