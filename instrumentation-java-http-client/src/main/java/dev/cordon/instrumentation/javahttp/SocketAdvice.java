package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.TakeOver;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The advice at the JDK's WebSockets: where one is built, where the application sends, and where it
 * asks for more. What comes is met by a listener of ours in the application's place. Thread-safe.
 */
public final class SocketAdvice {
  /** The WebSocket that this thread calls on our behalf. */
  private static final ThreadLocal<@Nullable WebSocket> OURS = new ThreadLocal<>();

  private static volatile @Nullable MethodHandle listener;

  private SocketAdvice() {}

  /**
   * Runs before {@code BuilderImpl.buildAsync}.
   *
   * @return the call to make in the method's place, a refusal, or null to go on
   * @throws Throwable when the builder is another, which the linker reports
   */
  public static @Nullable Object onBuild(
      MethodHandles.Lookup lookup,
      WebSocket.Builder builder,
      @Nullable URI uri,
      WebSocket.@Nullable Listener listener)
      throws Throwable {
    if (uri == null || listener == null || listener instanceof SocketListener) {
      return null;
    }
    return SocketOpening.of(lookup, builder, uri, listener);
  }

  /**
   * Runs before {@code WebSocketImpl.sendText}.
   *
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onSendText(
      MethodHandles.Lookup lookup, WebSocket socket, @Nullable CharSequence message, boolean last)
      throws Throwable {
    SocketListener governed = governed(lookup, socket);
    return governed == null || message == null
        ? null
        : governed.outgoing().text(socket, message, last);
  }

  /**
   * Runs before {@code WebSocketImpl.sendBinary}.
   *
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onSendBinary(
      MethodHandles.Lookup lookup, WebSocket socket, @Nullable ByteBuffer message, boolean last)
      throws Throwable {
    SocketListener governed = governed(lookup, socket);
    return governed == null || message == null
        ? null
        : governed.outgoing().binary(socket, message, last);
  }

  /**
   * Runs before {@code WebSocketImpl.request}.
   *
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onRequest(
      MethodHandles.Lookup lookup, WebSocket socket, long messages) throws Throwable {
    SocketListener governed = messages <= 0 ? null : governed(lookup, socket);
    if (governed == null) {
      return null;
    }
    long left = governed.requested(socket, messages);
    if (left == messages) {
      return null;
    }
    return left == 0 ? Hook.NOTHING : (TakeOver) () -> request(socket, left);
  }

  /**
   * Runs before {@code WebSocketImpl.abort}.
   *
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onAbort(MethodHandles.Lookup lookup, WebSocket socket)
      throws Throwable {
    SocketListener governed = governed(lookup, socket);
    if (governed != null) {
      governed.aborted();
    }
    return null;
  }

  /** Asks for messages that the application doesn't know of. */
  static @Nullable Void request(WebSocket socket, long messages) {
    OURS.set(socket);
    socket.request(messages);
    return null;
  }

  /** Sends a whole text as it is. */
  static CompletableFuture<WebSocket> sendText(WebSocket socket, String message) {
    OURS.set(socket);
    return socket.sendText(message, true);
  }

  /** Sends a whole binary message as it is. */
  static CompletableFuture<WebSocket> sendBinary(WebSocket socket, byte[] message) {
    OURS.set(socket);
    return socket.sendBinary(ByteBuffer.wrap(message), true);
  }

  private static @Nullable SocketListener governed(MethodHandles.Lookup lookup, WebSocket socket)
      throws Throwable {
    WebSocket ours = OURS.get();
    if (ours != null) {
      OURS.remove();
      if (ours.equals(socket)) {
        return null;
      }
    }
    MethodHandle field = listener;
    if (field == null) {
      field = lookup.findGetter(lookup.lookupClass(), "listener", WebSocket.Listener.class);
      listener = field;
    }
    WebSocket.Listener own = (WebSocket.Listener) field.invoke(socket);
    return own instanceof SocketListener && ((SocketListener) own).isGoverned()
        ? (SocketListener) own
        : null;
  }
}
