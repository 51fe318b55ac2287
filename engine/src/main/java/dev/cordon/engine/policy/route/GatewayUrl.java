package dev.cordon.engine.policy.route;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The address of a gateway: scheme, host, port and what stands before paths. Immutable. */
public final class GatewayUrl {
  private final String scheme;
  private final String host;
  private final int port;
  private final String path;

  private GatewayUrl(String scheme, String host, int port, String path) {
    this.scheme = scheme;
    this.host = host;
    this.port = port;
    this.path = path;
  }

  /** Reads an address; null when it is none, or has a user, a query or a fragment. */
  public static @Nullable GatewayUrl parse(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      String host = uri.getHost();
      boolean plain =
          uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.normalize().equals(uri);
      if (host == null || !plain || !(scheme.equals("https") || scheme.equals("http"))) {
        return null;
      }
      String path = uri.getRawPath();
      while (path.endsWith("/")) {
        path = path.substring(0, path.length() - 1);
      }
      String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
      return new GatewayUrl(scheme, bare.toLowerCase(Locale.ROOT), uri.getPort(), path);
    } catch (URISyntaxException e) {
      return null; // the exception quotes the address, which may hold a secret
    }
  }

  /** Returns {@code http} or {@code https}. */
  public String scheme() {
    return scheme;
  }

  /** Returns the host's name or address, in lower case, without brackets. */
  public String host() {
    return host;
  }

  /** Returns the port, -1 for the scheme's default. */
  public int port() {
    return port;
  }

  /** Returns what stands before paths, without a slash at its end; empty for nothing. */
  public String path() {
    return path;
  }

  /** Tells whether a request goes there already. */
  public boolean isOf(RequestHead head) {
    return head.goesTo(scheme, host, port)
        && (path.isEmpty() || head.path().equals(path) || head.path().startsWith(path + "/"));
  }

  @Override
  public String toString() {
    return Target.origin(scheme, host, port) + path;
  }
}
