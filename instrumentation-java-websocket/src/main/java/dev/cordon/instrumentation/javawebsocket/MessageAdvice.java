package dev.cordon.instrumentation.javawebsocket;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.WebSocketListener;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.jspecify.annotations.Nullable;

/**
 * Leads the messages of an open WebSocket through the engine, in both directions. A refused one
 * breaks the WebSocket off, as a failure of the network does: the library has no other way to tell
 * of a message that did not leave.
 */
public final class MessageAdvice {
  /** What the library does when it comes to look; it might be open by then, and not judged. */
  private static final TakeOver NOT_CONNECTED =
      () -> {
        throw new WebsocketNotConnectedException();
      };

  private MessageAdvice() {}

  /** Frames that were judged. */
  private static final class Judged extends ArrayList<Framedata> {
    private static final long serialVersionUID = 1L;

    Judged(Collection<Framedata> frames) {
      super(frames);
    }
  }

  /**
   * Advice on the entry of {@code WebSocketImpl.send(Collection)}, which every frame passes.
   *
   * @param lookup the class's own
   * @param socket the WebSocket
   * @param frames what is sent
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onSend(
      MethodHandles.Lookup lookup, WebSocketImpl socket, @Nullable Collection<Framedata> frames)
      throws Throwable {
    if (!socket.isOpen()) {
      return NOT_CONNECTED;
    }
    GovernedSocket governed = Sockets.of(socket);
    SocketCall call = governed == null ? null : governed.call();
    if (governed == null || call == null || frames == null || frames instanceof Judged) {
      return null;
    }
    MethodHandle again =
        lookup.findVirtual(
            WebSocketImpl.class, "send", MethodType.methodType(void.class, Collection.class));
    Collection<Framedata> sent;
    try {
      sent = governed.outgoing(call, frames);
    } catch (RefusedMessage refused) {
      return breaking(socket, refused);
    }
    if (sent == frames) {
      return null;
    }
    Judged judged = new Judged(sent);
    return judged.isEmpty()
        ? Hook.NOTHING
        : (TakeOver)
            () -> {
              again.invoke(socket, judged);
              return null;
            };
  }

  /**
   * Stops what {@link #onSend} failed to judge.
   *
   * @return null to go on, or what to do in its place
   */
  public static @Nullable Object onSendFault(
      MethodHandles.Lookup lookup, WebSocketImpl socket, @Nullable Collection<Framedata> frames) {
    GovernedSocket governed = Sockets.of(socket);
    return governed == null || governed.call() == null || frames instanceof Judged
        ? null
        : breaking(socket, new IOException("Cordon could not check this message"));
  }

  private static TakeOver breaking(WebSocketImpl socket, IOException why) {
    return () -> {
      WebSocketListener listener = socket.getWebSocketListener();
      try {
        listener.onWebsocketError(socket, why);
      } finally {
        socket.closeConnection(CloseFrame.ABNORMAL_CLOSE, String.valueOf(why.getMessage()));
      }
      return null;
    };
  }

  /**
   * Advice on the entry of {@code WebSocketClient.onWebsocketMessage} for texts.
   *
   * @return null to go on, or what to do in its place
   */
  public static @Nullable Object onText(WebSocketClient client, WebSocket socket, String text) {
    SocketCall call = call(socket);
    if (call == null) {
      return null;
    }
    List<String> got = call.receive(text);
    return got.size() == 1 && got.get(0).equals(text) ? null : handing(client, socket, got);
  }

  /**
   * Advice on the entry of {@code WebSocketClient.onWebsocketMessage} for bytes.
   *
   * @return null to go on, or what to do in its place
   */
  public static @Nullable Object onBinary(
      WebSocketClient client, WebSocket socket, ByteBuffer message) {
    SocketCall call = call(socket);
    if (call == null) {
      return null;
    }
    byte[] bytes = Frames.bytes(message);
    List<byte[]> got = call.receive(bytes);
    if (got.size() == 1 && got.get(0) == bytes) {
      return null;
    }
    return (TakeOver)
        () -> {
          for (byte[] each : got) {
            hand(client, socket, () -> client.onMessage(ByteBuffer.wrap(each)));
          }
          return null;
        };
  }

  /**
   * Advice on the entry of {@code WebSocketClient.onWebsocketClose}, which ends each WebSocket.
   *
   * @return null to go on, or what to do in its place
   */
  public static @Nullable Object onClose(
      WebSocketClient client, WebSocket socket, int code, @Nullable String reason, boolean remote) {
    GovernedSocket governed = Sockets.of(socket);
    if (governed == null) {
      return null;
    }
    Sockets.closed(socket);
    List<String> rest = governed.closed(code, reason, remote);
    if (rest.isEmpty()) {
      return null;
    }
    TakeOver first = handing(client, socket, rest);
    return (TakeOver)
        () -> {
          first.call();
          client.onWebsocketClose(socket, code, reason, remote);
          return null;
        };
  }

  private static @Nullable SocketCall call(WebSocket socket) {
    GovernedSocket governed = Sockets.of(socket);
    return governed == null ? null : governed.call();
  }

  private static TakeOver handing(WebSocketClient client, WebSocket socket, List<String> texts) {
    return () -> {
      for (String each : texts) {
        hand(client, socket, () -> client.onMessage(each));
      }
      return null;
    };
  }

  /** Hands on one message; what the application throws is told to it, as the library does. */
  private static void hand(WebSocketClient client, WebSocket socket, Runnable message) {
    try {
      message.run();
    } catch (RuntimeException failure) {
      client.onWebsocketError(socket, failure);
    }
  }
}
