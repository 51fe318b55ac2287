package dev.cordon.instrumentation.openai;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a base URL says, read as clients read it: leniently. Immutable. */
final class BaseUrl {
  private final String url;
  private final String scheme;
  private final @Nullable String host;
  private final int port;
  private final String path;

  private BaseUrl(String url, String scheme, @Nullable String host, int port, String path) {
    this.url = url;
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.path = path;
  }

  static BaseUrl parse(String url) {
    int colon = url.indexOf("://");
    String scheme = colon < 0 ? "https" : url.substring(0, colon).trim().toLowerCase(Locale.ROOT);
    int from = colon < 0 ? 0 : colon + 3;
    int end = end(url, from, "/?#\\");
    String authority = url.substring(from, end);
    authority = authority.substring(authority.lastIndexOf('@') + 1);
    int portAt = authority.lastIndexOf(':');
    if (portAt < authority.lastIndexOf(']')) {
      portAt = -1;
    }
    String host = portAt < 0 ? authority : authority.substring(0, portAt);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    String path = url.substring(end, end(url, end, "?#"));
    if (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return new BaseUrl(
        url,
        scheme,
        host.isEmpty() ? null : host.toLowerCase(Locale.ROOT),
        portAt < 0 ? -1 : port(authority.substring(portAt + 1)),
        path);
  }

  private static int end(String url, int from, String ends) {
    for (int i = from; i < url.length(); i++) {
      if (ends.indexOf(url.charAt(i)) >= 0) {
        return i;
      }
    }
    return url.length();
  }

  private static int port(String digits) {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException notAPort) {
      return -1; // the client will say so
    }
  }

  String url() {
    return url;
  }

  String scheme() {
    return scheme;
  }

  /** The host without brackets, or null when the URL has none. */
  @Nullable String host() {
    return host;
  }

  /** The port, or -1. */
  int port() {
    return port;
  }

  /** The path without a slash at its end, perhaps empty. */
  String path() {
    return path;
  }
}
