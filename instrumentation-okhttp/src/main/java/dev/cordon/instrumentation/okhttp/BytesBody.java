package dev.cordon.instrumentation.okhttp;

import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/**
 * What was read of a body, or what became of it, to be sent in its place. It is framed and retried
 * as the original would have been: of unknown length, so chunked, when that was; once, when that
 * was one-shot.
 */
final class BytesBody extends RequestBody {
  private final @Nullable MediaType contentType;
  private final byte[] bytes;
  private final boolean lengthKnown;
  private final boolean oneShot;

  BytesBody(@Nullable MediaType contentType, byte[] bytes, boolean lengthKnown, boolean oneShot) {
    this.contentType = contentType;
    this.bytes = bytes;
    this.lengthKnown = lengthKnown;
    this.oneShot = oneShot;
  }

  @Override
  public @Nullable MediaType contentType() {
    return contentType;
  }

  @Override
  public long contentLength() {
    return lengthKnown ? bytes.length : -1;
  }

  @Override
  public boolean isOneShot() {
    return oneShot;
  }

  @Override
  public void writeTo(BufferedSink sink) throws IOException {
    sink.write(bytes);
  }
}
