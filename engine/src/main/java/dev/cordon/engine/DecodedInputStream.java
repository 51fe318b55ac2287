package dev.cordon.engine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Pulls a body through a {@link ContentDecoder}, as much as was asked for. Not thread-safe. */
final class DecodedInputStream extends InputStream {
  /** Small: a thousand times as much may come out. */
  private static final int CHUNK = 4096;

  private final ContentDecoder decoder;
  private final InputStream in;
  private final byte[] chunk = new byte[CHUNK];
  private @Nullable ByteBuffer plain = StreamTransform.EMPTY;

  DecodedInputStream(ContentDecoder decoder, InputStream in) {
    this.decoder = decoder;
    this.in = in;
  }

  /** Returns bytes that are there, waiting for them; null at the end. */
  private @Nullable ByteBuffer plain() throws IOException {
    while (plain != null && !plain.hasRemaining()) {
      int count = in.read(chunk);
      if (count >= 0) {
        plain = decoder.decode(ByteBuffer.wrap(chunk, 0, count));
      } else {
        decoder.finish();
        decoder.close();
        plain = null;
      }
    }
    return plain;
  }

  @Override
  public int read() throws IOException {
    ByteBuffer bytes = plain();
    return bytes == null ? -1 : bytes.get() & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    ByteBuffer bytes = plain();
    if (bytes == null) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(target, offset, count);
    return count;
  }

  @Override
  public int available() {
    return plain == null ? 0 : plain.remaining();
  }

  @Override
  public void close() throws IOException {
    plain = null;
    decoder.close();
    in.close();
  }
}
