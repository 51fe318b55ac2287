package dev.cordon.instrumentation.okhttp;

import dev.cordon.engine.HeaderSource;
import java.util.function.BiConsumer;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;

/** The headers of a request or an answer. Immutable. */
final class OkHttpHeaders implements HeaderSource {
  private final Headers headers;

  OkHttpHeaders(Headers headers) {
    this.headers = headers;
  }

  /** The first as {@link HeaderSource} wants it; {@link Headers#get} is the last. */
  @Override
  public @Nullable String first(String name) {
    for (int i = 0, size = headers.size(); i < size; i++) {
      if (name.equalsIgnoreCase(headers.name(i))) {
        return headers.value(i);
      }
    }
    return null;
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (int i = 0, size = headers.size(); i < size; i++) {
      consumer.accept(headers.name(i), headers.value(i));
    }
  }
}
