package dev.cordon.instrumentation.apache5;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.HttpEntityWrapper;

/**
 * What was read of an entity, or what became of it, framed and repeated as that would have been.
 */
final class SentEntity extends HttpEntityWrapper {
  private final byte[] bytes;
  private final long length;

  SentEntity(HttpEntity original, byte[] bytes, long length) {
    super(original);
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public long getContentLength() {
    return length;
  }

  @Override
  public boolean isStreaming() {
    return false;
  }

  @Override
  public InputStream getContent() {
    return new ByteArrayInputStream(bytes);
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    out.write(bytes);
  }
}
