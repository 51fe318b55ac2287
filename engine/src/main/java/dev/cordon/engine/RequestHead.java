package dev.cordon.engine;

import org.jspecify.annotations.Nullable;

/** What is known of a request before its body is read. Immutable. */
public final class RequestHead {
  private final Library library;
  private final String method;
  private final String scheme;
  private final @Nullable String host;
  private final int port;
  private final String path;
  private final @Nullable String query;
  private final HeaderSource headers;
  private final @Nullable Target target;
  private @Nullable Object recognised;

  /**
   * Describes a request.
   *
   * @param library the library whose hook saw the request
   * @param method the HTTP method, upper case
   * @param scheme {@code http} or {@code https}
   * @param host the host's name or address, with or without the brackets of IPv6; null when the
   *     layer doesn't know it
   * @param port the port, or -1 for the scheme's default
   * @param path the path as it is sent, percent-encoded, beginning with {@code /}
   * @param query the query as it is sent, percent-encoded, without {@code ?}; null when there is
   *     none
   * @param headers the request's headers
   */
  public RequestHead(
      Library library,
      String method,
      String scheme,
      @Nullable String host,
      int port,
      String path,
      @Nullable String query,
      HeaderSource headers) {
    this(library, method, scheme, host, port, path, query, headers, null);
  }

  private RequestHead(
      Library library,
      String method,
      String scheme,
      @Nullable String host,
      int port,
      String path,
      @Nullable String query,
      HeaderSource headers,
      @Nullable Target target) {
    this.library = library;
    this.method = method;
    this.scheme = scheme;
    this.host = host == null ? null : withoutBrackets(host);
    this.port = port;
    this.path = path;
    this.query = query;
    this.headers = headers;
    this.target = target;
  }

  /** RFC 3986 3.2.2: in a URL, and in what some clients hand on, an IPv6 address has brackets. */
  private static String withoutBrackets(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** Returns the library whose hook saw the request. */
  public Library library() {
    return library;
  }

  /** Returns the HTTP method, upper case. */
  public String method() {
    return method;
  }

  /** Returns {@code http} or {@code https}. */
  public String scheme() {
    return scheme;
  }

  /** Returns the host's name or address without brackets, null when the layer doesn't know it. */
  public @Nullable String host() {
    return host;
  }

  /** Returns the port, the scheme's default where none was named. */
  public int port() {
    return port >= 0 ? port : scheme.equals("http") ? 80 : 443;
  }

  /**
   * Tells whether the request goes to a server.
   *
   * @param toScheme {@code http} or {@code https}; a WebSocket's schemes count as these
   * @param toHost the host's name or address, without brackets
   * @param toPort the port, or -1 for the scheme's default
   */
  public boolean goesTo(String toScheme, String toHost, int toPort) {
    String plain = scheme.equals("ws") ? "http" : scheme.equals("wss") ? "https" : scheme;
    int expected = toPort >= 0 ? toPort : toScheme.equals("http") ? 80 : 443;
    return toHost.equalsIgnoreCase(host) && port() == expected && plain.equals(toScheme);
  }

  /** Returns the percent-encoded path. */
  public String path() {
    return path;
  }

  /** Returns the percent-encoded query without {@code ?}, or null. */
  public @Nullable String query() {
    return query;
  }

  /** Returns the request's headers. */
  public HeaderSource headers() {
    return headers;
  }

  /** Returns where policy sent the request, null when it goes where the application wants it. */
  public @Nullable Target target() {
    return target;
  }

  /**
   * Returns the head as one that policy sent where it goes, if it goes there; else this one.
   *
   * @param sent where policy sent the call; null for nowhere
   */
  public RequestHead routed(@Nullable Target sent) {
    return sent == null || target != null || !sent.isOf(this)
        ? this
        : new RequestHead(library, method, scheme, host, port, path, query, headers, sent);
  }

  /** Returns the head with other headers in the place of its own, sent nowhere by policy. */
  public RequestHead with(HeaderSource other) {
    return new RequestHead(library, method, scheme, host, port, path, query, other);
  }

  /** Returns the head as it is when it is sent to a target in place of where it goes. */
  public RequestHead at(Target to) {
    return new RequestHead(
        library, method, to.scheme(), to.host(), to.port(), to.path(), query, headers, to);
  }

  /** Returns the head as the application made it, with what became of query and headers. */
  public RequestHead asked() {
    Target sent = target;
    if (sent == null) {
      return this;
    }
    RequestHead was = sent.asked();
    return new RequestHead(
        library, method, was.scheme(), was.host(), was.port(), was.path(), query, headers);
  }

  /** Returns what {@link #recognised(Object)} kept; null for nothing yet. */
  public @Nullable Object recognised() {
    return recognised;
  }

  /**
   * Keeps what the head was recognised as, so that nobody has to look twice. It says no more than
   * the head does.
   *
   * @param as an immutable object
   */
  public void recognised(Object as) {
    recognised = as;
  }

  /** Returns a copy without headers, query and class loader, which keeps no object alive. */
  public RequestHead detached() {
    return new RequestHead(
        new Library(library.name(), null),
        method,
        scheme,
        host,
        port,
        path,
        null,
        HeaderSource.NONE);
  }
}
