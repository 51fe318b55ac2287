package dev.cordon.instrumentation.apache4;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.HeadEditor;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.apache.http.HttpHost;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.HttpRequestWrapper;
import org.apache.http.impl.client.RequestWrapper;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** A request that is about to leave: described, and edited in place. */
@SuppressWarnings("deprecation") // RequestWrapper is what DefaultHttpClient makes
final class Outgoing implements HeadEditor {
  /** This client's name in reports. */
  static final String WHERE = "apache-httpclient4";

  private static final Library LIBRARY = Library.of(WHERE, HttpRequest.class);

  /** The attribute that every version sets before it sends. */
  private static final String TARGET = "http.target_host";

  private final HttpRequest request;
  private final @Nullable HttpHost target;

  Outgoing(HttpRequest request, @Nullable HttpContext context) {
    this.request = request;
    Object host = context == null ? null : context.getAttribute(TARGET);
    this.target = host instanceof HttpHost ? (HttpHost) host : null;
  }

  Outgoing(HttpRequest request, @Nullable HttpHost target) {
    this.request = request;
    this.target = target;
  }

  RequestHead head() {
    String uri = path();
    int query = uri.indexOf('?');
    return new RequestHead(
        LIBRARY,
        request.getRequestLine().getMethod().toUpperCase(Locale.ROOT),
        target == null ? "http" : target.getSchemeName().toLowerCase(Locale.ROOT),
        target == null ? null : target.getHostName(),
        target == null ? -1 : target.getPort(),
        query < 0 ? uri : uri.substring(0, query),
        query < 0 ? null : uri.substring(query + 1),
        new Lines(request));
  }

  /** The path and query; a request to a proxy has the whole URL in their place. */
  private String path() {
    String uri = request.getRequestLine().getUri();
    if (uri.isEmpty()) {
      return "/";
    }
    int authority = uri.startsWith("/") ? -1 : uri.indexOf("://");
    int root = authority < 0 ? 0 : uri.indexOf('/', authority + 3);
    return root == 0 ? uri : root < 0 ? "/" : uri.substring(root);
  }

  /** Tells whether the client's own copy of the request has a URL that can be set. */
  boolean canEdit() {
    return request instanceof HttpRequestWrapper || request instanceof RequestWrapper;
  }

  @Override
  public void query(@Nullable String encoded) {
    String uri = request.getRequestLine().getUri();
    int query = uri.indexOf('?');
    String bare = query < 0 ? uri : uri.substring(0, query);
    URI changed = URI.create(encoded == null ? bare : bare + '?' + encoded);
    if (request instanceof RequestWrapper) {
      ((RequestWrapper) request).setURI(changed);
    } else {
      ((HttpRequestWrapper) request).setURI(changed);
    }
  }

  @Override
  public void header(String name, List<String> values) {
    request.removeHeaders(name);
    for (String value : values) {
      request.addHeader(name, value);
    }
  }
}
