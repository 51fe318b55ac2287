package dev.cordon.instrumentation.tyrus;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.List;
import org.glassfish.tyrus.core.TyrusEndpointWrapper;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.jspecify.annotations.Nullable;

/** Leads the messages that come through the engine, before an endpoint is handed them. */
public final class ReceivingAdvice {
  private static final int ABNORMALLY = 1006;

  private ReceivingAdvice() {}

  /**
   * Advice on the entry of {@code TyrusEndpointWrapper.onMessage} for texts.
   *
   * @param lookup the class's own
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onText(
      MethodHandles.Lookup lookup,
      TyrusEndpointWrapper endpoint,
      TyrusWebSocket socket,
      String text)
      throws Throwable {
    return text(lookup, endpoint, socket, text, true);
  }

  /**
   * Advice on the entry of {@code TyrusEndpointWrapper.onPartialMessage} for texts.
   *
   * @param lookup the class's own
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onTextPart(
      MethodHandles.Lookup lookup,
      TyrusEndpointWrapper endpoint,
      TyrusWebSocket socket,
      String part,
      boolean last)
      throws Throwable {
    return text(lookup, endpoint, socket, part, last);
  }

  private static @Nullable Object text(
      MethodHandles.Lookup lookup,
      TyrusEndpointWrapper endpoint,
      TyrusWebSocket socket,
      String part,
      boolean last)
      throws Throwable {
    GovernedSocket governed = governed(socket);
    if (governed == null) {
      return null;
    }
    boolean inParts = governed.isInParts();
    List<String> texts = governed.texts(part, last);
    if (texts.size() == 1 && texts.get(0).equals(part)) {
      return null;
    }
    return handing(
        lookup, governed, endpoint, socket, texts, inParts || governed.isInParts(), last);
  }

  /**
   * Advice on the entry of {@code TyrusEndpointWrapper.onMessage} for bytes.
   *
   * @param lookup the class's own
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onBinary(
      MethodHandles.Lookup lookup,
      TyrusEndpointWrapper endpoint,
      TyrusWebSocket socket,
      ByteBuffer message)
      throws Throwable {
    return binary(lookup, endpoint, socket, message, true);
  }

  /**
   * Advice on the entry of {@code TyrusEndpointWrapper.onPartialMessage} for bytes.
   *
   * @param lookup the class's own
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onBinaryPart(
      MethodHandles.Lookup lookup,
      TyrusEndpointWrapper endpoint,
      TyrusWebSocket socket,
      ByteBuffer part,
      boolean last)
      throws Throwable {
    return binary(lookup, endpoint, socket, part, last);
  }

  private static @Nullable Object binary(
      MethodHandles.Lookup lookup,
      TyrusEndpointWrapper endpoint,
      TyrusWebSocket socket,
      ByteBuffer part,
      boolean last)
      throws Throwable {
    GovernedSocket governed = governed(socket);
    if (governed == null) {
      return null;
    }
    boolean inParts = governed.isInParts();
    List<byte[]> messages = governed.bytes(GovernedSocket.bytes(part), last);
    return handing(
        lookup, governed, endpoint, socket, messages, inParts || governed.isInParts(), last);
  }

  private static @Nullable GovernedSocket governed(TyrusWebSocket socket) {
    GovernedSocket governed = Sockets.of(socket);
    return governed == null || governed.isHanding() ? null : governed;
  }

  /** Hands on messages, texts or bytes, as the library does. */
  private static Object handing(
      MethodHandles.Lookup lookup,
      GovernedSocket governed,
      TyrusEndpointWrapper endpoint,
      TyrusWebSocket socket,
      List<?> messages,
      boolean inParts,
      boolean last)
      throws ReflectiveOperationException {
    if (messages.isEmpty()) {
      return Hook.NOTHING;
    }
    boolean isText = messages.get(0) instanceof String;
    Class<?> type = isText ? String.class : ByteBuffer.class;
    MethodType parameters = MethodType.methodType(void.class, TyrusWebSocket.class, type);
    MethodHandle hand =
        inParts
            ? lookup.findVirtual(
                TyrusEndpointWrapper.class,
                "onPartialMessage",
                parameters.appendParameterTypes(boolean.class))
            : lookup.findVirtual(TyrusEndpointWrapper.class, "onMessage", parameters);
    return (TakeOver)
        () -> {
          governed.handing(true);
          try {
            for (Object each : messages) {
              Object message = isText ? each : ByteBuffer.wrap((byte[]) each);
              if (inParts) {
                hand.invoke(endpoint, socket, message, last);
              } else {
                hand.invoke(endpoint, socket, message);
              }
            }
          } finally {
            governed.handing(false);
          }
          return null;
        };
  }

  /**
   * Advice on the entry of {@code TyrusEndpointWrapper.onClose}, which ends each WebSocket.
   *
   * @param lookup the class's own
   * @param reason why; of the API, which has one of two names
   * @return null to go on, or what to do first
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onClose(
      MethodHandles.Lookup lookup,
      TyrusEndpointWrapper endpoint,
      TyrusWebSocket socket,
      Object reason)
      throws Throwable {
    GovernedSocket governed = Sockets.of(socket);
    if (governed == null) {
      return null;
    }
    List<String> rest =
        governed.end(isBroken(reason) ? new IOException("the WebSocket broke") : null);
    if (rest.isEmpty()) {
      return null;
    }
    MethodHandle close = null;
    for (Method method : TyrusEndpointWrapper.class.getDeclaredMethods()) {
      if (method.getName().equals("onClose") && method.getParameterCount() == 2) {
        close = lookup.unreflect(method);
      }
    }
    TakeOver first = (TakeOver) handing(lookup, governed, endpoint, socket, rest, false, true);
    MethodHandle closing = close;
    return (TakeOver)
        () -> {
          first.call();
          if (closing != null) {
            closing.invoke(endpoint, socket, reason);
          }
          return null;
        };
  }

  private static boolean isBroken(Object reason) throws ReflectiveOperationException {
    Object code = reason.getClass().getMethod("getCloseCode").invoke(reason);
    for (Class<?> type : code.getClass().getInterfaces()) {
      if (type.getSimpleName().equals("CloseCode")) {
        return (Integer) type.getMethod("getCode").invoke(code) == ABNORMALLY;
      }
    }
    return false;
  }
}
