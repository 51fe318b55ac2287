package dev.cordon.instrumentation.helidon;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;
import io.helidon.http.ClientRequestHeaders;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.webclient.api.ClientUri;
import io.helidon.webclient.api.WebClientServiceRequest;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Reads and changes the head of a request. Used by one thread. */
final class Outgoing implements HeadEditor {
  /** The client's name in reports. */
  static final String WHERE = "helidon-webclient";

  private static final Library LIBRARY = Library.of(WHERE, WebClientServiceRequest.class);

  private final ClientUri uri;
  private final ClientRequestHeaders headers;

  Outgoing(WebClientServiceRequest request) {
    this.uri = request.uri();
    this.headers = request.headers();
  }

  /** Describes a request; its headers are read when they are asked for. */
  static RequestHead head(WebClientServiceRequest request) {
    ClientUri uri = request.uri();
    String query = uri.query().rawValue();
    return new RequestHead(
        LIBRARY,
        request.method().text(),
        uri.scheme(),
        uri.host(),
        uri.port(),
        uri.path().rawPath(),
        query == null || query.isEmpty() ? null : query,
        new Lines(request.headers(), false));
  }

  @Override
  public void query(@Nullable String encoded) {
    uri.writeableQuery().clear();
    if (encoded != null) {
      uri.writeableQuery().fromQueryString(encoded);
    }
  }

  @Override
  public void header(String name, List<String> values) {
    headers.remove(HeaderNames.create(name));
    if (!values.isEmpty()) {
      headers.set(HeaderValues.create(HeaderNames.create(name), values));
    }
  }

  /** The headers of a message, as they are while the engine asks. */
  static final class Lines implements HeaderSource {
    private final Headers headers;
    private final boolean isDecoded;

    /** Reads them; {@code isDecoded} when the client takes the coding that they name away. */
    Lines(Headers headers, boolean isDecoded) {
      this.headers = headers;
      this.isDecoded = isDecoded;
    }

    private boolean hides(String name) {
      return isDecoded
          && (name.equalsIgnoreCase("content-encoding") || name.equalsIgnoreCase("content-length"));
    }

    @Override
    public @Nullable String first(String name) {
      return hides(name) ? null : headers.first(HeaderNames.create(name)).orElse(null);
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      for (Header header : headers) {
        if (!hides(header.name())) {
          header.allValues().forEach(value -> consumer.accept(header.name(), value));
        }
      }
    }
  }
}
