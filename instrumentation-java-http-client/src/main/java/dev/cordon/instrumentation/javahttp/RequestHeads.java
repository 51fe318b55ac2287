package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.engine.TraceHeaders;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.HeadEditor;
import dev.cordon.instrumentation.Routing;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Translates a request's head to the engine, and a decision's changes of it back. */
final class RequestHeads {
  static final BiPredicate<String, String> ALL =
      new BiPredicate<String, String>() {
        @Override
        public boolean test(String name, String value) {
          return true;
        }
      };

  private static final BiPredicate<String, String> NOT_HOST =
      new BiPredicate<String, String>() {
        @Override
        public boolean test(String name, String value) {
          return !name.equalsIgnoreCase("Host");
        }
      };

  private static final Library LIBRARY = Library.of("java-http-client", HttpClient.class);

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
        uri.getHost(),
        uri.getPort(),
        path == null || path.isEmpty() ? "/" : path,
        uri.getRawQuery(),
        new Source(headers, uri));
  }

  /** Returns a head as policy sends it, its address too; the very one where that is as it is. */
  static @Nullable RequestHead routed(@Nullable RequestHead head) {
    Target target = head == null ? null : Routing.of(GovernedCall.WHERE, head);
    if (head == null || target == null) {
      return head;
    }
    try {
      HttpHeaders kept = withoutHost(((Source) head.headers()).headers);
      Source headers = new Source(kept, URI.create(target.url()));
      return new RequestHead(
              LIBRARY,
              head.method(),
              target.scheme(),
              target.host(),
              target.port(),
              target.path(),
              head.query(),
              headers)
          .routed(target);
    } catch (IllegalArgumentException fault) {
      Cordon.fault(GovernedCall.WHERE + " route", fault);
      return head; // refused where it is judged
    }
  }

  /** An application may name the host itself ({@code jdk.httpclient.allowRestrictedHeaders}). */
  private static HttpHeaders withoutHost(HttpHeaders headers) {
    return headers.firstValue("Host").isPresent()
        ? HttpHeaders.of(headers.map(), NOT_HOST)
        : headers;
  }

  /** Returns a head that has these headers in the place of its own. */
  static RequestHead with(RequestHead head, HttpHeaders headers) {
    return head.with(new Source(headers, null));
  }

  /** Returns an answer's headers as the engine sees them. */
  static HeaderSource source(HttpHeaders headers) {
    return new Source(headers, null);
  }

  /** Begins to edit the head of a request that has these headers. */
  static Edited edited(HttpHeaders headers) {
    return new Edited(new Source(headers, null));
  }

  /**
   * Begins to edit a request as it was described: one that is the application's own class may name
   * another address, and other headers, each time it is asked.
   */
  static Edited edited(RequestHead head) {
    return new Edited((Source) head.headers());
  }

  /**
   * Returns headers with the trace's identifiers as they are now: other agents change what a
   * request of the JDK's says while their span is the current one.
   *
   * @param judged the headers as they were judged
   * @param now the same request's headers, asked again
   */
  static HttpHeaders renewed(HttpHeaders judged, HttpHeaders now) {
    Edited edited = edited(judged);
    for (Map.Entry<String, List<String>> header : now.map().entrySet()) {
      String name = header.getKey();
      if (TraceHeaders.isContext(name) && !header.getValue().equals(judged.map().get(name))) {
        edited.header(name, header.getValue());
      }
    }
    return edited.headers();
  }

  /**
   * Tells a WebSocket's opening handshake: only the client itself makes requests of this class, and
   * only a handshake carries this header in one.
   */
  static boolean isWebSocket(HttpRequest request) {
    return request.getClass().getName().equals("jdk.internal.net.http.HttpRequestImpl")
        && request.headers().map().containsKey("Sec-WebSocket-Key");
  }

  /** The engine's view of headers, and the address of the request that had them. Immutable. */
  private static final class Source implements HeaderSource {
    private final HttpHeaders headers;
    private final @Nullable URI uri;

    Source(HttpHeaders headers, @Nullable URI uri) {
      this.headers = headers;
      this.uri = uri;
    }

    @Override
    public @Nullable String first(String name) {
      List<String> values = headers.map().get(name); // the client's map ignores case
      return values == null || values.isEmpty() ? null : values.get(0);
    }

    @Override
    public void forEach(BiConsumer<String, String> consumer) {
      for (Map.Entry<String, List<String>> header : headers.map().entrySet()) {
        for (String value : header.getValue()) {
          consumer.accept(header.getKey(), value);
        }
      }
    }
  }

  /** A head with its changes. Used by one thread. */
  static final class Edited implements HeadEditor {
    private final HttpHeaders original;
    private @Nullable URI uri;
    private @Nullable Map<String, List<String>> changed;

    private Edited(Source source) {
      this.original = source.headers;
      this.uri = source.uri;
    }

    @Override
    public void query(@Nullable String encoded) {
      URI before = uri();
      String path = before.getRawPath();
      uri =
          URI.create(
              before.getScheme()
                  + "://"
                  + before.getRawAuthority()
                  + (path == null ? "" : path)
                  + (encoded == null ? "" : "?" + encoded));
    }

    @Override
    public void header(String name, List<String> values) {
      Map<String, List<String>> current = changed;
      if (current == null) {
        current = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Map.Entry<String, List<String>> header : original.map().entrySet()) {
          current.put(header.getKey(), new ArrayList<>(header.getValue()));
        }
        changed = current;
      }
      current.remove(name); // also its spelling
      if (!values.isEmpty()) {
        current.put(name, values);
      }
    }

    /** Returns the address to send to. */
    URI uri() {
      URI current = uri;
      if (current == null) {
        throw new IllegalStateException("the headers are no request's");
      }
      return current;
    }

    /** Returns the headers to send; the original ones when nothing changes them. */
    HttpHeaders headers() {
      Map<String, List<String>> current = changed;
      return current == null ? original : HttpHeaders.of(current, ALL);
    }
  }
}
