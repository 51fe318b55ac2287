package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.HeadEditor;
import java.util.List;
import java.util.Locale;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.net.NamedEndpoint;
import org.jspecify.annotations.Nullable;

/** A request that is about to leave: described, and edited in place. */
final class Outgoing implements HeadEditor {
  /** This client's name in reports. */
  static final String WHERE = "apache-httpclient5";

  private static final Library LIBRARY = Library.of(WHERE, HttpRequest.class);

  private final @Nullable EntityDetails details;
  private HttpRequest request;

  /** Whether the request is the client's own, which is edited in place. */
  private boolean isOurs;

  Outgoing(HttpRequest request) {
    this(request, null, true);
  }

  /**
   * Describes a request whose body's headers stand apart from it.
   *
   * @param request the request
   * @param details tells of the body; null for none, or for a request that has those headers
   * @param isOurs false for the application's own request: a copy is edited in its place
   */
  Outgoing(HttpRequest request, @Nullable EntityDetails details, boolean isOurs) {
    this.request = request;
    this.details = details;
    this.isOurs = isOurs;
  }

  /** Returns where policy sends a call. */
  static HttpHost host(Target target) {
    return new HttpHost(target.scheme(), target.host(), target.port());
  }

  /** Returns path and query of a call that policy sends elsewhere. */
  static String path(Target target) {
    return target.url().substring(target.origin().length());
  }

  /** Returns the request to send. */
  HttpRequest request() {
    return request;
  }

  private HttpRequest ours() {
    if (!isOurs) {
      BasicHttpRequest copy = new BasicHttpRequest(request.getMethod(), request.getPath());
      copy.setScheme(request.getScheme());
      copy.setAuthority(request.getAuthority());
      copy.setVersion(request.getVersion());
      copy.setHeaders(request.getHeaders());
      request = copy;
      isOurs = true;
    }
    return request;
  }

  RequestHead head() {
    return head(null);
  }

  /** Describes a request whose target may stand apart from it. */
  RequestHead head(@Nullable HttpHost apart) {
    String target = path();
    int query = target.indexOf('?');
    String scheme = apart == null ? request.getScheme() : apart.getSchemeName();
    NamedEndpoint host = apart == null ? request.getAuthority() : apart;
    return new RequestHead(
        LIBRARY,
        request.getMethod().toUpperCase(Locale.ROOT),
        scheme == null ? "http" : scheme.toLowerCase(Locale.ROOT),
        host == null ? null : host.getHostName(),
        host == null ? -1 : host.getPort(),
        query < 0 ? target : target.substring(0, query),
        query < 0 ? null : target.substring(query + 1),
        new Lines(request, details));
  }

  /** The path and query; a request to a proxy has the whole URL in their place. */
  private String path() {
    String target = request.getPath();
    if (target == null || target.isEmpty()) {
      return "/";
    }
    int root = rootOf(target);
    return root == 0 ? target : root < 0 ? "/" : target.substring(root);
  }

  /** Where the path begins; negative when a URL has none. */
  private static int rootOf(String target) {
    int authority = target.startsWith("/") ? -1 : target.indexOf("://");
    return authority < 0 ? 0 : target.indexOf('/', authority + 3);
  }

  /** Replaces the body's length where the request announces one. */
  void length(long bytes) {
    if (request.containsHeader(HttpHeaders.CONTENT_LENGTH)) {
      ours().setHeader(HttpHeaders.CONTENT_LENGTH, bytes);
    }
  }

  @Override
  public void query(@Nullable String encoded) {
    String target = request.getPath();
    int query = target.indexOf('?');
    String bare = query < 0 ? target : target.substring(0, query);
    ours().setPath(encoded == null ? bare : bare + '?' + encoded);
  }

  @Override
  public void header(String name, List<String> values) {
    ours().removeHeaders(name);
    for (String value : values) {
      request.addHeader(name, value);
    }
  }
}
