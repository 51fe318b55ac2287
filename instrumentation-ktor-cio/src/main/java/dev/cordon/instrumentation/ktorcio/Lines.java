package dev.cordon.instrumentation.ktorcio;

import dev.cordon.engine.HeaderSource;
import io.ktor.http.Headers;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The headers of a message. A request's stand in two places until the engine writes them, and the
 * type of its body in a third. Immutable.
 */
final class Lines implements HeaderSource {
  private static final String TYPE = "Content-Type";

  private final Headers headers;
  private final @Nullable Headers body;
  private final @Nullable String type;

  /** Reads the headers of an answer. */
  Lines(Headers headers) {
    this(headers, null, null);
  }

  /**
   * Reads those of a request.
   *
   * @param headers its own
   * @param body its body's
   * @param type its body's type, null where headers say it
   */
  Lines(Headers headers, @Nullable Headers body, @Nullable String type) {
    this.headers = headers;
    this.body = body;
    this.type = type;
  }

  @Override
  public @Nullable String first(String name) {
    if (type != null && TYPE.equalsIgnoreCase(name)) {
      return type;
    }
    String value = headers.get(name);
    return value == null && body != null ? body.get(name) : value;
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    if (type != null) {
      consumer.accept(TYPE, type);
    }
    forEach(headers, consumer);
    if (body != null) {
      forEach(body, consumer);
    }
  }

  private void forEach(Headers some, BiConsumer<String, String> consumer) {
    for (Map.Entry<String, List<String>> header : some.entries()) {
      if (type == null || !TYPE.equalsIgnoreCase(header.getKey())) {
        for (String value : header.getValue()) {
          consumer.accept(header.getKey(), value);
        }
      }
    }
  }
}
