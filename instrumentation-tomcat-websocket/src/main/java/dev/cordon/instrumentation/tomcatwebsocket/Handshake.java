package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.MapHeaders;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Changes a handshake that Tomcat's client is about to write. Used by one thread. */
final class Handshake implements HeadEditor {
  /** The client's name in reports. */
  static final String WHERE = "tomcat-websocket";

  private final Map<String, List<String>> headers;
  private URI uri;

  Handshake(URI uri, Map<String, List<String>> headers) {
    this.uri = uri;
    this.headers = new LinkedHashMap<>(headers);
  }

  URI uri() {
    return uri;
  }

  Map<String, List<String>> headers() {
    return headers;
  }

  static RequestHead head(Class<?> client, URI uri, Map<String, List<String>> headers) {
    String path = uri.getRawPath();
    return new RequestHead(
        Library.of(WHERE, client),
        "GET",
        "wss".equalsIgnoreCase(uri.getScheme()) ? "https" : "http",
        uri.getHost(),
        uri.getPort(),
        path == null || path.isEmpty() ? "/" : path,
        uri.getRawQuery(),
        new MapHeaders(headers));
  }

  @Override
  public void query(@Nullable String encoded) {
    String text = uri.toString();
    int end = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
    int query = text.lastIndexOf('?', end - 1);
    String bare = text.substring(0, query < 0 ? end : query);
    uri = URI.create(encoded == null ? bare : bare + '?' + encoded);
  }

  @Override
  public void header(String name, List<String> values) {
    MapHeaders.set(headers, name, values);
  }
}
