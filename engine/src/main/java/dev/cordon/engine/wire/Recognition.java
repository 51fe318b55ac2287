package dev.cordon.engine.wire;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Recognises an AI call by its method and path, a WebSocket's opening handshake by the same paths
 * (RFC 6455, section 4.1: a GET). Allocates nothing unless a path is written in an unusual way.
 * Stateless.
 */
public final class Recognition {
  /** Is kept for a request that no API in the catalogue has. */
  private static final Object NONE = new Object();

  private Recognition() {}

  /**
   * Finds the format of a call or of a WebSocket's frames.
   *
   * @param head the request
   * @return the format, or null when no API in the catalogue has such a path
   */
  public static @Nullable WireFormat format(RequestHead head) {
    Object known = head.recognised();
    if (known != null) {
      return known instanceof WireFormat ? (WireFormat) known : null;
    }
    WireFormat format = find(head);
    head.recognised(format == null ? NONE : format);
    return format;
  }

  private static @Nullable WireFormat find(RequestHead head) {
    WireFormats formats = WireFormats.catalogue();
    WireFormat format = formats.match(head.method(), head.path());
    if (format != null || !head.method().equals("GET")) {
      return format;
    }
    format = formats.match("POST", head.path());
    return format != null && isHandshake(head) ? format : null;
  }

  /**
   * Tells whether a request with this format is an AI call whatever its body says, on any host.
   *
   * @param format the format that {@link #format} found
   * @param head the request
   */
  public static boolean isCertain(WireFormat format, RequestHead head) {
    return format.isCertain() || (format.isCertainAsSocket() && isHandshake(head));
  }

  /**
   * Tells whether a request opens a WebSocket.
   *
   * @param head the request
   */
  public static boolean isHandshake(RequestHead head) {
    HeaderSource headers = head.headers();
    String upgrade = headers.first("upgrade");
    return head.method().equals("GET")
        && (headers.first("sec-websocket-key") != null
            || (upgrade != null && upgrade.trim().equalsIgnoreCase("websocket")));
  }
}
