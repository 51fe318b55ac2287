package dev.cordon.instrumentation.netty;

import dev.cordon.engine.HeaderSource;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The headers of a message on HTTP/2, without what stands for its first line. */
final class Http2Lines implements HeaderSource {
  private final Http2Headers headers;

  Http2Lines(Http2Headers headers) {
    this.headers = headers;
  }

  @Override
  public @Nullable String first(String name) {
    CharSequence value = headers.get(name.toLowerCase(Locale.ROOT));
    return value == null ? null : value.toString();
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (Map.Entry<CharSequence, CharSequence> line : headers) {
      String name = line.getKey().toString();
      if (!name.startsWith(":")) {
        consumer.accept(name, line.getValue().toString());
      }
    }
  }
}
