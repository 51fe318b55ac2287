package dev.cordon.instrumentation.mcp;

import dev.cordon.engine.HeaderSource;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What an HTTP message would say of parameters and results. */
final class JsonHeaders implements HeaderSource {
  static final JsonHeaders INSTANCE = new JsonHeaders();
  private static final String NAME = "content-type";
  private static final String JSON = "application/json";

  private JsonHeaders() {}

  @Override
  public @Nullable String first(String name) {
    return name.equalsIgnoreCase(NAME) ? JSON : null;
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    consumer.accept(NAME, JSON);
  }
}
