package dev.cordon.instrumentation.openai;

import com.openai.core.http.Headers;
import dev.cordon.engine.HeaderSource;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The headers of a request or an answer. Immutable. */
final class OpenAiHeaders implements HeaderSource {
  private final Headers headers;

  OpenAiHeaders(Headers headers) {
    this.headers = headers;
  }

  @Override
  public @Nullable String first(String name) {
    List<String> values = headers.values(name);
    return values.isEmpty() ? null : values.get(0);
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (String name : headers.names()) {
      for (String value : headers.values(name)) {
        consumer.accept(name, value);
      }
    }
  }
}
