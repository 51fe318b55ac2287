package dev.cordon.instrumentation.awssdk1;

import dev.cordon.instrumentation.AnswerPlan;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.entity.HttpEntityWrapper;
import org.jspecify.annotations.Nullable;

/** An answer's entity, its bytes led through the engine as they are read, on one thread. */
final class AnswerEntity extends HttpEntityWrapper {
  private static final int CHUNK = 8192;

  private final HttpEntity original;
  private final AnswerPlan plan;
  private @Nullable InputStream content;

  AnswerEntity(HttpEntity original, AnswerPlan plan) {
    super(original);
    this.original = original;
    this.plan = plan;
  }

  @Override
  public long getContentLength() {
    return plan.dropsLength() ? -1 : original.getContentLength();
  }

  @Override
  public @Nullable Header getContentEncoding() {
    return plan.dropsLength() ? null : original.getContentEncoding();
  }

  @Override
  public boolean isRepeatable() {
    return false;
  }

  /** The SDK asks again to close what it read. */
  @Override
  public InputStream getContent() throws IOException {
    if (content == null) {
      content = plan.pull(original.getContent());
    }
    return content;
  }

  @Override
  public void writeTo(OutputStream out) throws IOException {
    try (InputStream in = getContent()) {
      byte[] chunk = new byte[CHUNK];
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        out.write(chunk, 0, count);
      }
    }
  }
}
