package dev.cordon.instrumentation.netty;

import io.netty.channel.Channel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Host and port that a request names, else those of its connection. Immutable. */
final class Authority {
  private final @Nullable String host;
  private final int port;

  private Authority(@Nullable String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * Reads an authority (RFC 3986, 3.2).
   *
   * @param named what the request says; null or empty when nothing
   * @param channel the connection
   */
  static Authority of(@Nullable String named, Channel channel) {
    if (named == null || named.isEmpty()) {
      SocketAddress remote = channel.remoteAddress();
      boolean internet = remote instanceof InetSocketAddress;
      return internet
          ? new Authority(
              ((InetSocketAddress) remote).getHostString(), ((InetSocketAddress) remote).getPort())
          : new Authority(null, -1);
    }
    String bare = named.substring(named.lastIndexOf('@') + 1).trim();
    int colon = bare.lastIndexOf(':');
    boolean hasPort = colon > bare.lastIndexOf(']');
    return new Authority(
        unbracketed(hasPort ? bare.substring(0, colon) : bare),
        hasPort ? number(bare.substring(colon + 1)) : -1);
  }

  /** RFC 3986 3.2.2: an IPv6 address stands in brackets. */
  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  private static int number(String port) {
    try {
      return Integer.parseInt(port);
    } catch (NumberFormatException notOne) {
      return -1;
    }
  }

  /** Returns the host; null when nobody knows. */
  @Nullable String host() {
    return host;
  }

  /** Returns the port; -1 for the scheme's own. */
  int port() {
    return port;
  }
}
