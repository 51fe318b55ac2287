package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.HeaderSource;
import java.util.function.BiConsumer;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.MessageHeaders;
import org.jspecify.annotations.Nullable;

/** The headers of a message, as they are while the engine asks. */
final class Lines implements HeaderSource {
  private final MessageHeaders message;
  private final @Nullable EntityDetails details;

  Lines(MessageHeaders message) {
    this(message, null);
  }

  /** Reads a message whose body's headers may stand apart from it. */
  Lines(MessageHeaders message, @Nullable EntityDetails details) {
    this.message = message;
    this.details = details;
  }

  @Override
  public @Nullable String first(String name) {
    Header header = message.getFirstHeader(name);
    return header == null ? apart(name) : header.getValue();
  }

  private @Nullable String apart(String name) {
    if (details == null) {
      return null;
    }
    return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE)
        ? details.getContentType()
        : name.equalsIgnoreCase(HttpHeaders.CONTENT_ENCODING) ? details.getContentEncoding() : null;
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (Header header : message.getHeaders()) {
      if (header.getValue() != null) {
        consumer.accept(header.getName(), header.getValue());
      }
    }
    give(HttpHeaders.CONTENT_TYPE, consumer);
    give(HttpHeaders.CONTENT_ENCODING, consumer);
  }

  private void give(String name, BiConsumer<String, String> consumer) {
    String value = apart(name);
    if (value != null && !message.containsHeader(name)) {
      consumer.accept(name, value);
    }
  }
}
