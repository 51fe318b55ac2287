package dev.cordon.instrumentation.ktorcio;

import io.ktor.http.ContentType;
import io.ktor.http.Headers;
import io.ktor.http.HttpStatusCode;
import io.ktor.http.content.OutgoingContent;
import io.ktor.util.AttributeKey;
import io.ktor.utils.io.ByteReadChannel;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A body that is sent as it comes, with the head of the one whose place it takes. It can be had
 * once.
 */
final class GovernedStream extends OutgoingContent.ReadChannelContent {
  private final OutgoingContent of;
  private final Headers headers;
  private final Supplier<ByteReadChannel> bytes;

  GovernedStream(OutgoingContent of, Headers headers, Supplier<ByteReadChannel> bytes) {
    this.of = of;
    this.headers = headers;
    this.bytes = bytes;
  }

  @Override
  public ByteReadChannel readFrom() {
    return bytes.get();
  }

  @Override
  public @Nullable Long getContentLength() {
    return of.getContentLength();
  }

  @Override
  public @Nullable ContentType getContentType() {
    return of.getContentType();
  }

  @Override
  public @Nullable HttpStatusCode getStatus() {
    return of.getStatus();
  }

  @Override
  public Headers getHeaders() {
    return headers;
  }

  @Override
  public <T> @Nullable T getProperty(AttributeKey<T> key) {
    return of.getProperty(key);
  }

  @Override
  public <T> void setProperty(AttributeKey<T> key, @Nullable T value) {
    of.setProperty(key, value);
  }

  @Override
  public @Nullable Headers trailers() {
    return of.trailers();
  }
}
