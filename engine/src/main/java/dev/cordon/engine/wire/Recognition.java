package dev.cordon.engine.wire;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import org.jspecify.annotations.Nullable;

/**
 * Recognises an AI call by its method and path, a WebSocket's opening handshake by the same paths
 * (RFC 6455, section 4.1: a GET). Allocates nothing for a path that is written as usual and was met
 * lately. Thread-safe.
 */
public final class Recognition {
  /** Is kept for a request that no API in the catalogue has. */
  private static final Object NONE = new Object();

  /** Paths that are longer aren't kept. */
  private static final int LONGEST = 200;

  /**
   * What was no AI call lately, by the path's hash: several hooks ask for the same request, and an
   * application sends the same ones again. Threads may overwrite what others keep.
   */
  private static final Other[] OTHERS = new Other[64];

  private Recognition() {}

  /** A method and a path that no API in the catalogue has, as a handshake neither. Immutable. */
  private static final class Other {
    final String method;
    final String path;

    Other(String method, String path) {
      this.method = method;
      this.path = path;
    }

    boolean is(String method, String path) {
      return this.path.equals(path) && this.method.equals(method);
    }
  }

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
    String method = head.method();
    String path = head.path();
    int slot = path.hashCode() & OTHERS.length - 1;
    Other other = OTHERS[slot];
    if (other != null && other.is(method, path)) {
      return null;
    }
    WireFormats formats = WireFormats.catalogue();
    WireFormat format = formats.match(method, path);
    if (format != null) {
      return format;
    }
    format = method.equals("GET") ? formats.match("POST", path) : null;
    if (format == null && path.length() <= LONGEST) {
      OTHERS[slot] = new Other(method, path);
    }
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
