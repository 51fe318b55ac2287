package dev.cordon.instrumentation.okhttp;

import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.SocketCall;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import org.jspecify.annotations.Nullable;

/**
 * Brings together a WebSocket and the call that is its handshake: OkHttp makes the WebSocket first,
 * and gives the request a key that is this one's (RFC 6455, 4.1). Keeps no WebSocket alive.
 * Thread-safe.
 */
final class Sockets {
  private static final int SWITCHING_PROTOCOLS = 101;

  private static final ConcurrentMap<String, Made> BY_KEY = new ConcurrentHashMap<>();
  private static final ReferenceQueue<WebSocket> GONE = new ReferenceQueue<>();
  private static final Attached<WebSocket, SocketCall> OPEN = new Attached<>();

  private Sockets() {}

  /** A WebSocket that was made. */
  private static final class Made extends WeakReference<WebSocket> {
    private final String key;

    Made(String key, WebSocket socket) {
      super(socket, GONE);
      this.key = key;
    }
  }

  /** Takes note of a WebSocket before its handshake. */
  static void made(String key, WebSocket socket) {
    for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
      BY_KEY.remove(((Made) gone).key, gone);
    }
    BY_KEY.put(key, new Made(key, socket));
  }

  /** Tells whether a request opens a WebSocket whose messages we see. */
  static boolean isOpening(Request request) {
    return of(request) != null;
  }

  private static @Nullable WebSocket of(Request request) {
    String key = request.header("Sec-WebSocket-Key");
    Made made = key == null ? null : BY_KEY.get(key);
    return made == null ? null : made.get();
  }

  /**
   * Begins the WebSocket that a server accepted.
   *
   * @return false when the answer is another one
   */
  static boolean begins(Request request, Response response, Decision decision) {
    WebSocket socket = response.code() == SWITCHING_PROTOCOLS ? of(request) : null;
    if (socket == null || OPEN.get(socket) != null) {
      return false; // of two calls that redirects made of one, the last is its owner
    }
    SocketCall call = decision.socket();
    if (call != null) {
      OPEN.put(socket, call);
    }
    return true;
  }

  /** Returns the call that an open WebSocket is; null when it is none. */
  static @Nullable SocketCall call(WebSocket socket) {
    return OPEN.get(socket);
  }
}
