package dev.cordon.instrumentation.jetty;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.RequestTarget;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.jspecify.annotations.Nullable;

/** A request that is about to leave: described, and edited in place. */
final class Outgoing implements HeadEditor {
  /** This client's name in reports. */
  static final String WHERE = "jetty-client";

  private static final Library LIBRARY = Library.of(WHERE, HttpRequest.class);

  private final HttpRequest request;

  Outgoing(HttpRequest request) {
    this.request = request;
  }

  /** Tells whether the request only asks a proxy for a connection. */
  boolean isTunnel() {
    return HttpMethod.CONNECT.is(request.getMethod());
  }

  /** Tells whether the request asks for a WebSocket. */
  boolean isWebSocket() {
    return request.getHeaders().contains(HttpHeader.UPGRADE, "websocket");
  }

  RequestHead head() {
    Request.Content body = request.getBody();
    return new RequestHead(
        LIBRARY,
        request.getMethod().toUpperCase(Locale.ROOT),
        request.getScheme().toLowerCase(Locale.ROOT),
        request.getHost(),
        request.getPort(),
        RequestTarget.path(request.getPath()),
        request.getQuery(),
        Lines.of(request.getHeaders(), body == null ? null : body.getContentType()));
  }

  /** Replaces the body. */
  void body(Request.Content body) {
    request.body(body);
  }

  /**
   * Returns how long the body is said to be: by a header of the application's, as some libraries
   * set one, or by itself.
   *
   * @param body the body
   * @return bytes, or -1
   */
  long length(Request.Content body) {
    try {
      long header = request.getHeaders().getLongField(HttpHeader.CONTENT_LENGTH);
      return header >= 0 ? header : body.getLength();
    } catch (RuntimeException notALength) {
      return body.getLength();
    }
  }

  /** Announces another length where the application announced one by a header. */
  void length(long bytes) {
    if (bytes >= 0 && request.getHeaders().contains(HttpHeader.CONTENT_LENGTH)) {
      String length = Long.toString(bytes);
      request.headers(fields -> fields.put(HttpHeader.CONTENT_LENGTH, length));
    }
  }

  @Override
  public void query(@Nullable String encoded) {
    request.path(request.getPath() + '?' + (encoded == null ? "" : encoded));
  }

  @Override
  public void header(String name, List<String> values) {
    request.headers(
        fields -> {
          fields.remove(name);
          values.forEach(value -> fields.add(name, value));
        });
  }
}
