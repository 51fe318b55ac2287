package dev.cordon.instrumentation.netty;

import dev.cordon.engine.HeaderSource;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The headers of a message, as they are while the engine asks. */
final class Lines implements HeaderSource {
  private final HttpHeaders headers;

  Lines(HttpHeaders headers) {
    this.headers = headers;
  }

  @Override
  public @Nullable String first(String name) {
    return headers.get(name);
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (Map.Entry<String, String> line : headers) {
      consumer.accept(line.getKey(), line.getValue());
    }
  }
}
