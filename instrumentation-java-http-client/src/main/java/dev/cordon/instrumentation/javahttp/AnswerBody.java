package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.StreamTransform;
import dev.cordon.instrumentation.ContentDecoding;
import dev.cordon.instrumentation.Cordon;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer's bytes on their way through the engine. Thread-safe: the application may cancel while
 * the client delivers. Ends the Exchange once.
 */
final class AnswerBody {
  private final StreamTransform transform;
  private final @Nullable GzipDecoder gzip;
  private final boolean unchanged;
  private boolean ended;
  private boolean opaque;

  private AnswerBody(StreamTransform transform, @Nullable GzipDecoder gzip, boolean opaque) {
    this.transform = transform;
    this.gzip = gzip;
    this.opaque = opaque;
    this.unchanged = opaque || transform.isIdentity();
  }

  /**
   * Begins an answer.
   *
   * @param encoding the answer's {@code Content-Encoding}, or null. Bytes in an encoding that can't
   *     be undone go to the application as they are.
   */
  static AnswerBody of(StreamTransform transform, @Nullable String encoding) {
    boolean encoded = !transform.isIdentity() && ContentDecoding.isEncoded(encoding);
    boolean gzip = encoded && GzipDecoder.isGzip(encoding);
    return new AnswerBody(transform, gzip ? new GzipDecoder() : null, encoded && !gzip);
  }

  /** Tells whether every byte goes on as it came. */
  boolean isUnchanged() {
    return unchanged;
  }

  /**
   * Takes the next bytes.
   *
   * @return the bytes that go on, no empty buffer among them
   * @throws IOException when the answer isn't encoded as it says
   */
  synchronized List<ByteBuffer> next(List<ByteBuffer> items) throws IOException {
    List<ByteBuffer> out = new ArrayList<>(items.size());
    for (ByteBuffer item : items) {
      if (!ended) {
        ByteBuffer restored = restored(gzip == null ? item : gzip.decode(item));
        if (restored.hasRemaining()) {
          out.add(restored);
        }
      }
    }
    return out;
  }

  private ByteBuffer restored(ByteBuffer bytes) {
    if (opaque || !bytes.hasRemaining()) {
      return bytes;
    }
    int start = bytes.position();
    try {
      return transform.transform(bytes);
    } catch (RuntimeException | Error fault) {
      opaque = true;
      Cordon.fault("java-http-client transform", fault);
      bytes.position(start);
      return bytes;
    }
  }

  /**
   * Ends the answer.
   *
   * @return the last bytes, perhaps none
   * @throws IOException when the answer isn't complete as it is encoded
   */
  synchronized ByteBuffer finish() throws IOException {
    if (ended) {
      return StreamTransform.EMPTY;
    }
    if (gzip != null) {
      gzip.finish();
    }
    end();
    try {
      return transform.finish();
    } catch (RuntimeException | Error fault) {
      Cordon.fault("java-http-client transform", fault);
      return StreamTransform.EMPTY;
    }
  }

  /**
   * Ends the answer early.
   *
   * @param failure what broke it, or null when the application doesn't want the rest
   */
  synchronized void abort(@Nullable Throwable failure) {
    if (!ended) {
      end();
      transform.abort(failure);
    }
  }

  private void end() {
    ended = true;
    if (gzip != null) {
      gzip.close();
    }
  }
}
