package dev.cordon.instrumentation.apache4;

import dev.cordon.engine.HeaderSource;
import java.util.function.BiConsumer;
import org.apache.http.Header;
import org.apache.http.HttpMessage;
import org.jspecify.annotations.Nullable;

/** The headers of a message, as they are while the engine asks. */
final class Lines implements HeaderSource {
  private final HttpMessage message;

  Lines(HttpMessage message) {
    this.message = message;
  }

  @Override
  public @Nullable String first(String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? null : header.getValue();
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (Header header : message.getAllHeaders()) {
      if (header.getValue() != null) {
        consumer.accept(header.getName(), header.getValue());
      }
    }
  }
}
