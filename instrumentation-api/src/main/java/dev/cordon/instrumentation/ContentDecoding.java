package dev.cordon.instrumentation;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Undoes the content encoding of an answer that the application asked for itself, so that the
 * transform sees text. HTTP clients undo only the encoding that they asked for themselves.
 */
public final class ContentDecoding {
  private ContentDecoding() {}

  /**
   * Tells whether a body is encoded at all.
   *
   * @param encoding the answer's {@code Content-Encoding}, or null
   */
  public static boolean isEncoded(@Nullable String encoding) {
    return encoding != null && !encoding.isEmpty() && !encoding.equalsIgnoreCase("identity");
  }

  /**
   * Tells whether {@link #decode} knows an encoding.
   *
   * @param encoding the answer's {@code Content-Encoding}, or null
   */
  public static boolean isKnown(@Nullable String encoding) {
    return encoding != null
        && (encoding.equalsIgnoreCase("gzip")
            || encoding.equalsIgnoreCase("x-gzip")
            || encoding.equalsIgnoreCase("deflate"));
  }

  /**
   * Decodes a body as it is read; reads nothing by itself.
   *
   * @param encoding an encoding that {@link #isKnown}
   * @param in the encoded body, closed with the result
   * @return the decoded body
   */
  public static InputStream decode(String encoding, InputStream in) {
    return new Decoded(in, encoding.equalsIgnoreCase("deflate"));
  }

  /** The constructors of {@code java.util.zip} read the head of the body; this one waits. */
  private static final class Decoded extends InputStream {
    private final InputStream encoded;
    private final boolean deflate;
    private @Nullable InputStream plain;
    private @Nullable Inflater inflater;

    Decoded(InputStream encoded, boolean deflate) {
      this.encoded = encoded;
      this.deflate = deflate;
    }

    private InputStream plain() throws IOException {
      if (plain == null) {
        plain = deflate ? inflated() : new GZIPInputStream(encoded, 8192);
      }
      return plain;
    }

    /** RFC 9110 8.4.1.2: deflate is the zlib format; some servers send it without zlib's head. */
    private InputStream inflated() throws IOException {
      PushbackInputStream head = new PushbackInputStream(encoded, 1);
      int first = head.read();
      if (first >= 0) {
        head.unread(first);
      }
      boolean zlib = (first & 0x0f) == 8;
      inflater = new Inflater(!zlib);
      return new InflaterInputStream(head, inflater, 8192);
    }

    @Override
    public int read() throws IOException {
      return plain().read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      return plain().read(target, offset, length);
    }

    @Override
    public void close() throws IOException {
      if (plain != null) {
        plain.close();
      }
      if (inflater != null) {
        inflater.end(); // the stream ends only an inflater that it made itself
      }
      encoded.close();
    }
  }
}
