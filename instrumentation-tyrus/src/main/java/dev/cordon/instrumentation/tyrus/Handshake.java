package dev.cordon.instrumentation.tyrus;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.MapHeaders;
import java.net.URI;
import java.util.List;
import org.glassfish.tyrus.client.ClientManager;
import org.glassfish.tyrus.core.RequestContext;
import org.jspecify.annotations.Nullable;

/** Changes a handshake that a client has just made. Used by one thread. */
final class Handshake implements HeadEditor {
  private static final Library LIBRARY = Library.of(Sockets.WHERE, ClientManager.class);

  private RequestContext request;

  Handshake(RequestContext request) {
    this.request = request;
  }

  /** Returns the handshake to send: another object where its query changes. */
  RequestContext request() {
    return request;
  }

  /** Describes a handshake that is about to leave. */
  static RequestHead head(RequestContext request) {
    return head(request.getRequestURI(), new MapHeaders(request.getHeaders()));
  }

  /** Describes a handshake to somewhere. */
  static RequestHead head(URI uri, HeaderSource headers) {
    String path = uri.getRawPath();
    return new RequestHead(
        LIBRARY,
        "GET",
        "wss".equalsIgnoreCase(uri.getScheme()) ? "https" : "http",
        uri.getHost(),
        uri.getPort(),
        path == null || path.isEmpty() ? "/" : path,
        uri.getRawQuery(),
        headers);
  }

  @Override
  public void query(@Nullable String encoded) {
    String text = request.getRequestURI().toString();
    int end = text.indexOf('#') < 0 ? text.length() : text.indexOf('#');
    int query = text.lastIndexOf('?', end - 1);
    String bare = text.substring(0, query < 0 ? end : query);
    RequestContext changed =
        RequestContext.Builder.create(request)
            .requestURI(URI.create(encoded == null ? bare : bare + '?' + encoded))
            .queryString(encoded)
            .build();
    changed.getHeaders().putAll(request.getHeaders());
    request = changed;
  }

  @Override
  public void header(String name, List<String> values) {
    MapHeaders.set(request.getHeaders(), name, values);
  }
}
