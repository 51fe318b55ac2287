package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.HeaderSource;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The engine's view of this client's headers. Immutable. */
final class HttpHeaderSource implements HeaderSource {
  private final HttpHeaders headers;

  HttpHeaderSource(HttpHeaders headers) {
    this.headers = headers;
  }

  /** Returns the headers as they were when the request was described. */
  HttpHeaders headers() {
    return headers;
  }

  @Override
  public @Nullable String first(String name) {
    List<String> values = headers.map().get(name); // the client's map ignores case
    return values == null || values.isEmpty() ? null : values.get(0);
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (Map.Entry<String, List<String>> header : headers.map().entrySet()) {
      for (String value : header.getValue()) {
        consumer.accept(header.getKey(), value);
      }
    }
  }
}
