package dev.cordon.instrumentation.openai;

import com.openai.core.http.HttpRequestBody;
import dev.cordon.instrumentation.Decision;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of a call that is governed: bytes in place of the original, or the original itself. Type
 * and repeatability are the original's, so the client treats it as it would have treated that one.
 */
final class GovernedBody implements HttpRequestBody {
  private final HttpRequestBody original;
  private final byte @Nullable [] bytes;
  private final long length;
  private final @Nullable Throwable failure;

  private GovernedBody(
      HttpRequestBody original, byte @Nullable [] bytes, long length, @Nullable Throwable failure) {
    this.original = original;
    this.bytes = bytes;
    this.length = length;
    this.failure = failure;
  }

  /** Sends what was decided; the original where it was not read. */
  static GovernedBody of(HttpRequestBody original, Decision decision) {
    byte[] bytes = decision.body();
    return new GovernedBody(
        original, bytes, bytes == null ? original.contentLength() : decision.length(), null);
  }

  /** Fails as the original failed. */
  static GovernedBody failing(HttpRequestBody original, Throwable failure) {
    return new GovernedBody(original, null, original.contentLength(), failure);
  }

  @Override
  public void writeTo(OutputStream target) {
    if (failure != null) {
      throw GovernedBody.<RuntimeException>unchecked(failure);
    }
    if (bytes == null) {
      original.writeTo(target);
      return;
    }
    try {
      target.write(bytes);
    } catch (Throwable broken) {
      // Kotlin knows no checked exceptions: the originals throw the stream's own, undeclared.
      throw GovernedBody.<RuntimeException>unchecked(broken);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Override
  public @Nullable String contentType() {
    return original.contentType();
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public boolean repeatable() {
    return original.repeatable();
  }

  @Override
  public void close() {
    original.close();
  }
}
