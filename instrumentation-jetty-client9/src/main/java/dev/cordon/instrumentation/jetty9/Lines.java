package dev.cordon.instrumentation.jetty9;

import dev.cordon.engine.HeaderSource;
import java.util.function.BiConsumer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.jspecify.annotations.Nullable;

/** The headers of a message, as they are while the engine asks. */
final class Lines implements HeaderSource {
  private HttpFields fields;
  private final @Nullable String type;
  private final @Nullable HttpHeader hidden;

  private Lines(HttpFields fields, @Nullable String type, @Nullable HttpHeader hidden) {
    this.fields = fields;
    this.type = type;
    this.hidden = hidden;
  }

  /** Reads a request whose body's type stands apart from it until it is sent; null for none. */
  static Lines of(HttpFields fields, @Nullable String type) {
    return new Lines(fields, type, null);
  }

  /** Reads an answer; {@code isDecoded} when the client takes the coding that it names away. */
  static Lines ofAnswer(HttpFields fields, boolean isDecoded) {
    return new Lines(fields, null, isDecoded ? HttpHeader.CONTENT_ENCODING : null);
  }

  /** Keeps them as they are now: what is added later is told from what was judged. */
  void freeze() {
    HttpFields copy = new HttpFields();
    copy.addAll(fields);
    fields = copy;
  }

  @Override
  public @Nullable String first(String name) {
    if (hidden != null && hidden.is(name)) {
      return null;
    }
    String value = fields.get(name);
    return value == null && HttpHeader.CONTENT_TYPE.is(name) ? type : value;
  }

  @Override
  public void forEach(BiConsumer<String, String> consumer) {
    for (HttpField field : fields) {
      if (field.getValue() != null && (hidden == null || field.getHeader() != hidden)) {
        consumer.accept(field.getName(), field.getValue());
      }
    }
    if (type != null && !fields.contains(HttpHeader.CONTENT_TYPE)) {
      consumer.accept(HttpHeader.CONTENT_TYPE.asString(), type);
    }
  }
}
