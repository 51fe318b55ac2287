package dev.cordon.instrumentation.openai;

import com.openai.core.http.Headers;
import com.openai.core.http.HttpResponse;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import dev.cordon.instrumentation.AnswerReader;
import dev.cordon.instrumentation.ContentDecoding;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.TransformedInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** An answer whose body runs through the Exchange's transform as the application reads it. */
final class GovernedResponse implements HttpResponse {
  private final HttpResponse original;
  private final StreamTransform transform;
  private final Headers headers;
  private final @Nullable String encoding;
  private final long length;
  private @Nullable InputStream body;
  private boolean closed;

  private GovernedResponse(
      HttpResponse original,
      StreamTransform transform,
      Headers headers,
      @Nullable String encoding,
      long length) {
    this.original = original;
    this.transform = transform;
    this.headers = headers;
    this.encoding = encoding;
    this.length = length;
  }

  /** Wraps an answer; gives it as it came when that fails. */
  static HttpResponse of(Exchange exchange, HttpResponse response) {
    try {
      OpenAiHeaders source = new OpenAiHeaders(response.headers());
      StreamTransform transform = exchange.answer(response.statusCode(), source);
      String encoding = source.first("content-encoding");
      boolean decode = !transform.isIdentity() && ContentDecoding.isEncoded(encoding);
      if (response.statusCode() == 204 || (decode && !ContentDecoding.isKnown(encoding))) {
        transform.finish();
        return response;
      }
      Headers headers = response.headers();
      if (!transform.isIdentity()) {
        Headers.Builder builder = headers.toBuilder().remove("content-length");
        headers = (decode ? builder.remove("content-encoding") : builder).build();
      }
      long length = decode ? -1 : length(source.first("content-length"));
      return new GovernedResponse(response, transform, headers, decode ? encoding : null, length);
    } catch (Throwable fault) {
      Cordon.fault("openai-java answer", fault);
      return response; // tokens stay, nothing is lost
    }
  }

  private static long length(@Nullable String contentLength) {
    try {
      return contentLength == null ? -1 : Long.parseLong(contentLength);
    } catch (NumberFormatException notALength) {
      return -1;
    }
  }

  @Override
  public int statusCode() {
    return original.statusCode();
  }

  @Override
  public Headers headers() {
    return headers;
  }

  @Override
  public synchronized InputStream body() {
    if (body == null) {
      InputStream in = original.body();
      if (encoding != null) {
        in = ContentDecoding.decode(encoding, in);
      }
      body = new TransformedInputStream(new AnswerReader(in, transform, length));
    }
    return body;
  }

  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      end();
    }
    original.close();
  }

  private void end() {
    if (body == null) {
      transform.abort(null);
      return;
    }
    try {
      body.close();
    } catch (IOException alreadyBroken) {
      // closing the original says it to the application
    }
  }
}
