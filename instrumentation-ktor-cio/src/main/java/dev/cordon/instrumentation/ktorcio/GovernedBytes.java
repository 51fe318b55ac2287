package dev.cordon.instrumentation.ktorcio;

import io.ktor.http.ContentType;
import io.ktor.http.Headers;
import io.ktor.http.HttpStatusCode;
import io.ktor.http.content.OutgoingContent;
import io.ktor.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/** The bytes that were judged, with the head of the body whose place they take. Immutable. */
final class GovernedBytes extends OutgoingContent.ByteArrayContent {
  private final OutgoingContent of;
  private final Headers headers;
  private final byte[] bytes;
  private final @Nullable Long length;

  /**
   * Makes a body.
   *
   * @param of whose place it takes
   * @param headers the headers that it brings
   * @param bytes not copied
   * @param length what is announced, null for nothing: the body is sent in chunks then
   */
  GovernedBytes(OutgoingContent of, Headers headers, byte[] bytes, @Nullable Long length) {
    this.of = of;
    this.headers = headers;
    this.bytes = bytes;
    this.length = length;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public @Nullable Long getContentLength() {
    return length;
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
