package dev.cordon.engine.policy;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code redis://[user:password@]host[:port][/database]}, or {@code rediss://} for TLS: the form
 * that Redis' own clients take. Immutable.
 */
final class RedisUrl {
  private static final int DEFAULT_PORT = 6379;

  final boolean tls;
  final String host;
  final int port;
  final int database;
  final @Nullable String user;
  final @Nullable String password;

  private RedisUrl(URI uri, String host, int database) {
    this.tls = "rediss".equals(uri.getScheme());
    this.host = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    this.port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
    this.database = database;
    String info = uri.getUserInfo();
    int colon = info == null ? -1 : info.indexOf(':');
    String name = info == null ? "" : colon < 0 ? info : info.substring(0, colon);
    this.user = name.isEmpty() ? null : name;
    this.password = info == null || colon < 0 ? null : info.substring(colon + 1);
  }

  /** Parses a URL; null when it is none. What is wrong is not said: it may hold a password. */
  static @Nullable RedisUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      return null;
    }
    String host = uri.getHost();
    boolean scheme = "redis".equals(uri.getScheme()) || "rediss".equals(uri.getScheme());
    int database = database(uri.getPath());
    boolean more = uri.getQuery() != null || uri.getFragment() != null;
    if (!scheme || host == null || more || database < 0 || uri.getPort() > 65535) {
      return null;
    }
    return new RedisUrl(uri, host, database);
  }

  private static int database(@Nullable String path) {
    if (path == null || path.length() <= 1) {
      return 0;
    }
    long number = path.length() > 6 ? -1 : Quantity.COUNT.parse(path.substring(1));
    return (int) number;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof RedisUrl)) {
      return false;
    }
    RedisUrl that = (RedisUrl) other;
    return tls == that.tls
        && host.equals(that.host)
        && port == that.port
        && database == that.database
        && Objects.equals(user, that.user)
        && Objects.equals(password, that.password);
  }

  @Override
  public int hashCode() {
    return host.hashCode() * 31 + port;
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
