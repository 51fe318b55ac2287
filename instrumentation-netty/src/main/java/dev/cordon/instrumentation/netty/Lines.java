package dev.cordon.instrumentation.netty;

import dev.cordon.engine.HeaderSource;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The headers of a message, as they are while the engine asks. */
final class Lines implements HeaderSource {
  private static final String UPGRADE = "upgrade";

  private final HttpHeaders headers;
  private final boolean opens;

  Lines(HttpHeaders headers) {
    this(headers, false);
  }

  /**
   * Looks at headers.
   *
   * @param headers the headers
   * @param opens whether their request opens a WebSocket and doesn't say so: RFC 8441, 4
   */
  Lines(HttpHeaders headers, boolean opens) {
    this.headers = headers;
    this.opens = opens;
  }

  @Override
  public @Nullable String first(String name) {
    return opens && name.equalsIgnoreCase(UPGRADE) ? "websocket" : headers.get(name);
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    if (opens) {
      consumer.accept(UPGRADE, "websocket");
    }
    for (Map.Entry<String, String> line : headers) {
      consumer.accept(line.getKey(), line.getValue());
    }
  }
}
