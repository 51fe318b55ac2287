package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.StreamTransform;
import dev.cordon.instrumentation.AnswerReader;
import java.io.IOException;
import java.nio.ByteBuffer;
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

  GovernedBody(ResponseBody original, AnswerReader reader, long length) {
    this.original = original;
    this.length = length;
    this.source = Okio.buffer(new Transformed(original, reader));
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
    private final AnswerReader reader;
    private ByteBuffer pending = StreamTransform.EMPTY;

    Transformed(ResponseBody original, AnswerReader reader) {
      this.original = original;
      this.reader = reader;
    }

    @Override
    public long read(Buffer sink, long byteCount) throws IOException {
      if (byteCount <= 0) {
        return 0;
      }
      if (!pending.hasRemaining()) {
        ByteBuffer next = reader.next();
        if (next == null) {
          return -1;
        }
        pending = next;
      }
      int count = (int) Math.min(byteCount, pending.remaining());
      if (pending.hasArray()) {
        sink.write(pending.array(), pending.arrayOffset() + pending.position(), count);
        pending.position(pending.position() + count);
      } else {
        byte[] copy = new byte[count];
        pending.get(copy);
        sink.write(copy);
      }
      return count;
    }

    @Override
    public Timeout timeout() {
      return original.source().timeout();
    }

    @Override
    public void close() throws IOException {
      reader.close();
      original.close();
    }
  }
}
