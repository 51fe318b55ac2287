package dev.cordon.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where policy sends a call in place of where the application does: another scheme, host, port and
 * path. Query, headers and body stay. Immutable.
 */
public final class Target {
  private final String key;
  private final String scheme;
  private final String host;
  private final int port;
  private final String prefix;
  private final @Nullable String region;
  private final RequestHead asked;

  /**
   * Describes where.
   *
   * @param key the policy's key that says so, such as {@code routes.openai}
   * @param asked the request as the application makes it; its host is known
   * @param scheme {@code http} or {@code https}
   * @param host the host's name or address, without brackets
   * @param port the port, or -1 for the scheme's default
   * @param prefix what stands before the path, percent-encoded and without a slash at its end
   * @param region where the host is, a region or a country; null when policy doesn't say
   */
  public Target(
      String key,
      RequestHead asked,
      String scheme,
      String host,
      int port,
      String prefix,
      @Nullable String region) {
    this.key = key;
    this.asked = asked;
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.prefix = prefix;
    this.region = region;
  }

  /** Returns the policy's key that says so. */
  public String key() {
    return key;
  }

  /** Returns {@code http} or {@code https}. */
  public String scheme() {
    return scheme;
  }

  /** Returns the host's name or address without brackets. */
  public String host() {
    return host;
  }

  /** Returns the port that policy names, or -1 for the scheme's default. */
  public int port() {
    return port;
  }

  /** Returns what stands before the path, without a slash at its end; usually empty. */
  public String prefix() {
    return prefix;
  }

  /** Returns the percent-encoded path. */
  public String path() {
    return prefix + asked.path();
  }

  /** Returns where the host is, as policy says; null when it doesn't. */
  public @Nullable String region() {
    return region;
  }

  /** Returns scheme, host and port as a URL begins: {@code https://gateway.example.com:8443}. */
  public String origin() {
    return origin(scheme, host, port);
  }

  /**
   * Returns an origin as a URL begins.
   *
   * @param host the host's name or address, without brackets
   * @param port the port, or -1 for the scheme's default
   */
  public static String origin(String scheme, String host, int port) {
    String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return scheme + "://" + name + (port < 0 ? "" : ":" + port);
  }

  /** Returns the whole address, with the query that the application asked with. */
  public String url() {
    String query = asked.query();
    return origin() + path() + (query == null ? "" : "?" + query);
  }

  /** Returns the request as the application makes it. */
  RequestHead asked() {
    return asked;
  }

  /**
   * Tells whether a request goes there.
   *
   * @param head the request as it would leave
   */
  public boolean isOf(RequestHead head) {
    return head.goesTo(scheme, host, port);
  }

  /** Tells whether another one leads to the same place, by the same key. */
  public boolean isSame(@Nullable Target other) {
    return other != null
        && key.equals(other.key)
        && origin().equals(other.origin())
        && prefix.equals(other.prefix);
  }
}
