package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.TraceHeaders;
import dev.cordon.engine.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Translates a request's head to the engine and a verdict's changes of it back. */
final class RequestHeads {
  static final BiPredicate<String, String> ALL =
      new BiPredicate<String, String>() {
        @Override
        public boolean test(String name, String value) {
          return true;
        }
      };

  private static final Library LIBRARY =
      new Library("java-http-client", HttpClient.class.getClassLoader());

  private RequestHeads() {}

  /**
   * Describes a request. What the request's own methods throw goes to the application: the client
   * calls the same methods first thing.
   *
   * @return the head, or null when the client will reject the request itself
   */
  static @Nullable RequestHead of(HttpRequest request) {
    return of(request, request.headers());
  }

  /** Describes a request that has these headers. */
  static @Nullable RequestHead of(HttpRequest request, @Nullable HttpHeaders headers) {
    URI uri = request.uri();
    String method = request.method();
    if (uri == null || method == null || headers == null || uri.getScheme() == null) {
      return null;
    }
    String path = uri.getRawPath();
    return new RequestHead(
        LIBRARY,
        method.toUpperCase(Locale.ROOT),
        uri.getScheme().toLowerCase(Locale.ROOT),
        host(uri),
        uri.getPort(),
        path == null || path.isEmpty() ? "/" : path,
        uri.getRawQuery(),
        new HttpHeaderSource(headers));
  }

  private static @Nullable String host(URI uri) {
    String host = uri.getHost();
    return host != null && host.startsWith("[") && host.endsWith("]")
        ? host.substring(1, host.length() - 1)
        : host;
  }

  /** Returns the headers that a description of a request was made with. */
  static HttpHeaders judged(RequestHead head) {
    return ((HttpHeaderSource) head.headers()).headers();
  }

  /** Returns the address to send to: the request's own, or with the verdict's query. */
  static URI uri(URI original, Verdict verdict) {
    String query = verdict.query();
    if (query == null) {
      return original;
    }
    String path = original.getRawPath();
    return URI.create(
        original.getScheme()
            + "://"
            + original.getRawAuthority()
            + (path == null ? "" : path)
            + (query.isEmpty() ? "" : "?" + query));
  }

  /**
   * Returns the headers to send.
   *
   * @param original the request's own
   * @param edits what to set; an empty value removes a header
   */
  static HttpHeaders headers(HttpHeaders original, Map<String, String> edits) {
    if (edits.isEmpty()) {
      return original;
    }
    Map<String, List<String>> changed = copy(original);
    for (Map.Entry<String, String> change : edits.entrySet()) {
      changed.remove(change.getKey());
      if (!change.getValue().isEmpty()) {
        changed.put(change.getKey(), List.of(change.getValue()));
      }
    }
    return HttpHeaders.of(changed, ALL);
  }

  /**
   * Returns headers with the trace's identifiers as they are now: other agents change what a
   * request of the JDK's says while their span is the current one.
   *
   * @param judged the headers as they were judged
   * @param now the same request's headers, asked again
   */
  static HttpHeaders renewed(HttpHeaders judged, HttpHeaders now) {
    Map<String, List<String>> changed = null;
    for (Map.Entry<String, List<String>> header : now.map().entrySet()) {
      String name = header.getKey();
      if (TraceHeaders.isContext(name) && !header.getValue().equals(judged.map().get(name))) {
        changed = changed == null ? copy(judged) : changed;
        changed.put(name, header.getValue());
      }
    }
    return changed == null ? judged : HttpHeaders.of(changed, ALL);
  }

  private static Map<String, List<String>> copy(HttpHeaders headers) {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Map.Entry<String, List<String>> header : headers.map().entrySet()) {
      copy.put(header.getKey(), new ArrayList<>(header.getValue()));
    }
    return copy;
  }

  /**
   * Tells a WebSocket's opening handshake: only the client itself makes requests of this class, and
   * only a handshake carries this header in one.
   */
  static boolean isWebSocket(HttpRequest request) {
    return request.getClass().getName().equals("jdk.internal.net.http.HttpRequestImpl")
        && request.headers().map().containsKey("Sec-WebSocket-Key");
  }
}
