package dev.cordon.instrumentation.okhttp;

import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.TakeOver;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Leads the messages of OkHttp's WebSockets, 3.5 to 5.x, through the engine: where its writer takes
 * one off the queue, so that the queue's size and what {@code send} returns stay, and where its
 * reader has put one together. A refused message fails the WebSocket as a broken connection would.
 */
public final class WebSocketAdvice {
  /** The call whose messages this thread writes. */
  private static final ThreadLocal<@Nullable SocketCall> WRITING = new ThreadLocal<>();

  private static volatile @Nullable WebSocketAdvice insides;

  private final MethodHandle key;
  private final MethodHandle listener;
  private final MethodHandle onReadClose;

  private WebSocketAdvice(MethodHandles.Lookup lookup) throws ReflectiveOperationException {
    Class<?> type = lookup.lookupClass();
    key = lookup.findGetter(type, "key", String.class);
    listener = lookup.findGetter(type, "listener", WebSocketListener.class);
    onReadClose =
        lookup.findVirtual(
            type, "onReadClose", MethodType.methodType(void.class, int.class, String.class));
  }

  private static WebSocketAdvice of(MethodHandles.Lookup lookup)
      throws ReflectiveOperationException {
    WebSocketAdvice known = insides;
    if (known == null) {
      known = new WebSocketAdvice(lookup);
      insides = known;
    }
    return known;
  }

  /**
   * Advice on the end of {@code RealWebSocket}'s constructor.
   *
   * @throws Throwable when the fields are others, which the linker reports
   */
  public static void onMade(MethodHandles.Lookup lookup, WebSocket socket) throws Throwable {
    Sockets.made((String) of(lookup).key.invoke(socket), socket);
  }

  /** Advice on the entry of {@code RealWebSocket.writeOneFrame}. */
  public static @Nullable Object onWrite(WebSocket socket) {
    SocketCall call = Sockets.call(socket);
    if (call != null) {
      WRITING.set(call);
    }
    return null;
  }

  /** Advice on its end. */
  public static @Nullable Object onWritten(
      WebSocket socket, boolean more, @Nullable Throwable failure) {
    WRITING.remove();
    return null;
  }

  /** Advice on the entry of {@code WebSocketWriter.writeMessageFrame}, from 4.5. */
  public static Object @Nullable [] onMessage(Object writer, int opcode, ByteString message) {
    SocketCall call = WRITING.get();
    if (call == null) {
      return null;
    }
    byte[] bytes = message.toByteArray();
    try {
      byte[] sent = call.send(bytes);
      return sent == bytes ? null : new Object[] {opcode, ByteString.of(sent)};
    } catch (RefusedMessage refused) {
      throw new DeliberateException(refused);
    }
  }

  /**
   * Advice on the entry of {@code WebSocketWriter.newMessageSink}, up to 4.4.
   *
   * @return null to go on, or what collects the message
   * @throws Throwable when the method is another, which the linker reports
   */
  public static @Nullable Object onMessageSink(
      MethodHandles.Lookup lookup, Object writer, int opcode, long length) throws Throwable {
    SocketCall call = WRITING.get();
    if (call == null) {
      return null;
    }
    MethodHandle newSink =
        lookup.findVirtual(
            lookup.lookupClass(),
            "newMessageSink",
            MethodType.methodType(Sink.class, int.class, long.class));
    return new MessageSink(
        message -> {
          byte[] sent = call.send(message);
          WRITING.remove(); // the sink behind this one is asked for by us
          try {
            return MessageSink.send(
                (Sink) newSink.invoke(writer, opcode, (long) sent.length), sent);
          } finally {
            WRITING.set(call);
          }
        });
  }

  /**
   * Advice on the entry of {@code RealWebSocket.onReadMessage(String)}.
   *
   * @throws Throwable when the fields are others, which the linker reports
   */
  public static @Nullable Object onText(MethodHandles.Lookup lookup, WebSocket socket, String text)
      throws Throwable {
    SocketCall call = Sockets.call(socket);
    if (call == null) {
      return null;
    }
    WebSocketListener listener = listener(lookup, socket);
    List<String> got = call.receive(text);
    return got.size() == 1 && got.get(0).equals(text) ? null : handing(socket, listener, got);
  }

  /**
   * Advice on the entry of {@code RealWebSocket.onReadMessage(ByteString)}.
   *
   * @throws Throwable when the fields are others, which the linker reports
   */
  public static @Nullable Object onBinary(
      MethodHandles.Lookup lookup, WebSocket socket, ByteString message) throws Throwable {
    SocketCall call = Sockets.call(socket);
    if (call == null) {
      return null;
    }
    WebSocketListener listener = listener(lookup, socket);
    byte[] bytes = message.toByteArray();
    List<byte[]> got = call.receive(bytes);
    if (got.size() == 1 && got.get(0) == bytes) {
      return null;
    }
    return (TakeOver)
        () -> {
          for (byte[] each : got) {
            listener.onMessage(socket, ByteString.of(each));
          }
          return null;
        };
  }

  /**
   * Advice on the entry of {@code RealWebSocket.onReadClose}.
   *
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onClose(
      MethodHandles.Lookup lookup, WebSocket socket, int code, String reason) throws Throwable {
    SocketCall call = Sockets.call(socket);
    if (call == null) {
      return null;
    }
    WebSocketListener listener = listener(lookup, socket);
    MethodHandle again = of(lookup).onReadClose;
    List<String> rest = call.end(null);
    if (rest.isEmpty()) {
      return null;
    }
    TakeOver first = handing(socket, listener, rest);
    return (TakeOver)
        () -> {
          first.call();
          again.invoke(socket, code, reason);
          return null;
        };
  }

  /** Advice on the entry of {@code RealWebSocket.failWebSocket}, up to 5.1. */
  public static @Nullable Object onFailure(
      WebSocket socket, Exception failure, @Nullable Response response) {
    return ended(socket, failure);
  }

  /** Advice on the entry of {@code RealWebSocket.failWebSocket}, from 5.2. */
  public static @Nullable Object onFailureOfEither(
      WebSocket socket, Exception failure, @Nullable Response response, boolean isWriter) {
    return ended(socket, failure);
  }

  /** What was held back is lost with the connection: any thread may find that it is broken. */
  private static @Nullable Object ended(WebSocket socket, Exception failure) {
    SocketCall call = Sockets.call(socket);
    if (call != null) {
      call.end(failure);
    }
    return null;
  }

  private static WebSocketListener listener(MethodHandles.Lookup lookup, WebSocket socket)
      throws Throwable {
    return (WebSocketListener) of(lookup).listener.invoke(socket);
  }

  private static TakeOver handing(
      WebSocket socket, WebSocketListener listener, List<String> texts) {
    return () -> {
      for (String text : texts) {
        listener.onMessage(socket, text);
      }
      return null;
    };
  }
}
