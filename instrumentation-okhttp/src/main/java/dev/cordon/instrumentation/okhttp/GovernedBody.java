package dev.cordon.instrumentation.okhttp;

import java.io.IOException;
import java.io.InputStream;
import okhttp3.MediaType;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;
import okio.Okio;
import okio.Source;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** An answer's body that gives what the transform makes of the vendor's, as it comes. */
final class GovernedBody extends ResponseBody {
  private final ResponseBody original;
  private final long length;
  private final BufferedSource source;

  GovernedBody(ResponseBody original, InputStream transformed, long length) {
    this.original = original;
    this.length = length;
    this.source = Okio.buffer(new Transformed(original, transformed));
  }

  @Override
  public @Nullable MediaType contentType() {
    return original.contentType();
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public BufferedSource source() {
    return source;
  }

  /** The bytes under the buffer that the application reads. */
  private static final class Transformed implements Source {
    private final ResponseBody original;
    private final InputStream bytes;
    private final Source read;

    Transformed(ResponseBody original, InputStream bytes) {
      this.original = original;
      this.bytes = bytes;
      this.read = Okio.source(bytes);
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      return byteCount <= 0 ? 0 : read.read(sink, byteCount);
    }

    @Override
    public Timeout timeout() {
      return original.source().timeout();
    }

    @Override
    public void close() throws IOException {
      bytes.close();
      original.close();
    }
  }
}
