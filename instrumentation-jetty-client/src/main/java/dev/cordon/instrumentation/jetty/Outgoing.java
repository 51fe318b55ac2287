package dev.cordon.instrumentation.jetty;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.RequestTarget;
import dev.cordon.instrumentation.Upgrades;
import java.util.List;
import java.util.Locale;
import org.eclipse.jetty.client.HttpUpgrader;
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
  private @Nullable Lines described;

  Outgoing(HttpRequest request) {
    this.request = request;
  }

  /** Tells whether the request only asks a proxy for a connection. */
  boolean isTunnel() {
    return HttpMethod.CONNECT.is(request.getMethod());
  }

  /** Tells whether the request asks for a WebSocket, or will when it is written. */
  boolean isWebSocket() {
    return request.getHeaders().contains(HttpHeader.UPGRADE, "websocket")
        || factory() != null
        || request.getConversation().getAttribute(HttpUpgrader.class.getName()) != null;
  }

  /** Returns what will take the connection over; null for nothing of the request's own. */
  private @Nullable Object factory() {
    return request.getAttributes().get(HttpUpgrader.Factory.class.getName());
  }

  /** Returns what opens the WebSocket, when its messages will be seen; else null. */
  @Nullable Object opener() {
    return Upgrades.opener(factory(), request.getConversation());
  }

  /** Returns the scheme of HTTP's that a WebSocket's stands for, any other as it is. */
  private static String scheme(String scheme) {
    return scheme.equals("ws") ? "http" : scheme.equals("wss") ? "https" : scheme;
  }

  RequestHead head() {
    Request.Content body = request.getBody();
    Lines lines = Lines.of(request.getHeaders(), body == null ? null : body.getContentType());
    described = lines;
    return new RequestHead(
        LIBRARY,
        request.getMethod().toUpperCase(Locale.ROOT),
        scheme(request.getScheme().toLowerCase(Locale.ROOT)),
        request.getHost(),
        request.getPort(),
        RequestTarget.path(request.getPath()),
        request.getQuery(),
        isWebSocket() ? Lines.ofHandshake(lines) : lines);
  }

  /** Keeps the head that was described last as it is, whatever is added to the request. */
  void freeze() {
    if (described != null) {
      described.freeze();
    }
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
