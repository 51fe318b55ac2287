package dev.cordon.instrumentation.tyrus;

import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.glassfish.tyrus.core.ProtocolHandler;
import org.glassfish.tyrus.core.TyrusSession;
import org.glassfish.tyrus.core.TyrusWebSocket;
import org.glassfish.tyrus.core.frame.CloseFrame;
import org.glassfish.tyrus.core.frame.Frame;
import org.glassfish.tyrus.core.frame.TyrusFrame;
import org.glassfish.tyrus.spi.CompletionHandler;
import org.jspecify.annotations.Nullable;

/**
 * Leads the messages that leave an open WebSocket through the engine. A refused one fails, and
 * closes the WebSocket as a connection that breaks does.
 */
public final class SendingAdvice {
  private static final String ABNORMALLY = "CLOSED_ABNORMALLY";

  private SendingAdvice() {}

  /**
   * Advice on the entry of {@code ProtocolHandler.write} with three parameters, which every frame
   * passes.
   *
   * @param lookup the class's own
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onOlderWrite(
      MethodHandles.Lookup lookup,
      ProtocolHandler protocol,
      TyrusFrame frame,
      @Nullable CompletionHandler<Frame> handler,
      boolean timed)
      throws Throwable {
    return write(lookup, protocol, frame, handler, new Object[] {handler, timed});
  }

  /**
   * Advice on the entry of {@code ProtocolHandler.write}, which every frame passes.
   *
   * @param lookup the class's own
   * @param protocol makes bytes of frames
   * @param frame what is sent
   * @param handler is told; null for none
   * @param info for the library's own writer
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onWrite(
      MethodHandles.Lookup lookup,
      ProtocolHandler protocol,
      TyrusFrame frame,
      @Nullable CompletionHandler<Frame> handler,
      @Nullable Object info,
      boolean timed)
      throws Throwable {
    return write(lookup, protocol, frame, handler, new Object[] {handler, info, timed});
  }

  @SuppressWarnings("ReferenceEquality")
  private static @Nullable Object write(
      MethodHandles.Lookup lookup,
      ProtocolHandler protocol,
      TyrusFrame frame,
      @Nullable CompletionHandler<Frame> handler,
      @Nullable Object[] rest)
      throws Throwable {
    GovernedSocket governed = Sockets.of(protocol);
    if (governed == null || !governed.governs(frame)) {
      return null;
    }
    TyrusFrame sent;
    try {
      sent = governed.outgoing(frame);
    } catch (RefusedMessage refused) {
      return breaking(governed, lookup, protocol, handler, refused);
    }
    if (sent == frame) {
      return null;
    }
    if (sent == null) {
      return (TakeOver)
          () -> {
            if (handler != null) {
              handler.completed(frame);
            }
            return CompletableFuture.<Frame>completedFuture(frame);
          };
    }
    MethodHandle again = again(lookup, rest.length + 1);
    @Nullable Object[] arguments = new Object[rest.length + 2];
    arguments[0] = protocol;
    arguments[1] = sent;
    System.arraycopy(rest, 0, arguments, 2, rest.length);
    return (TakeOver) () -> again.invokeWithArguments(arguments);
  }

  private static MethodHandle again(MethodHandles.Lookup lookup, int parameters)
      throws ReflectiveOperationException {
    for (Method method : ProtocolHandler.class.getDeclaredMethods()) {
      if (method.getName().equals("write")
          && method.getParameterCount() == parameters
          && method.getParameterTypes()[0] == TyrusFrame.class) {
        return lookup.unreflect(method);
      }
    }
    throw new NoSuchMethodException("ProtocolHandler.write");
  }

  private static TakeOver breaking(
      GovernedSocket governed,
      MethodHandles.Lookup lookup,
      ProtocolHandler protocol,
      @Nullable CompletionHandler<Frame> handler,
      IOException why)
      throws Throwable {
    TyrusWebSocket socket =
        (TyrusWebSocket)
            lookup
                .findGetter(ProtocolHandler.class, "webSocket", TyrusWebSocket.class)
                .invoke(protocol);
    CloseFrame broken = broken();
    return () -> {
      governed.breaks();
      if (handler != null) {
        handler.failed(why);
      }
      socket.onClose(broken);
      CompletableFuture<Frame> failed = new CompletableFuture<>();
      failed.completeExceptionally(why);
      return failed;
    };
  }

  /**
   * Advice on the entry of {@code TyrusSession.restartIdleTimeoutExecutor}, which ends each way to
   * send: of a session that a refused message closed there is nothing to restart, and what the
   * library would throw hides what the application is to see.
   *
   * @param lookup the class's own
   * @return null to go on
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onIdle(MethodHandles.Lookup lookup, TyrusSession session)
      throws Throwable {
    if (!Sockets.any()) {
      return null;
    }
    Object remote =
        lookup.unreflectGetter(TyrusSession.class.getDeclaredField("basicRemote")).invoke(session);
    Object socket =
        lookup
            .unreflectGetter(remote.getClass().getSuperclass().getDeclaredField("webSocket"))
            .invoke(remote);
    GovernedSocket governed = Sockets.of(socket);
    return governed != null && governed.isBroken() ? Hook.NOTHING : null;
  }

  /** Makes a frame that stands for a connection that broke; the API has one of two names. */
  private static CloseFrame broken() throws ReflectiveOperationException {
    for (Constructor<?> constructor : CloseFrame.class.getConstructors()) {
      Class<?> reason = constructor.getParameterTypes()[0];
      if (reason.getSimpleName().equals("CloseReason")) {
        ClassLoader loader = reason.getClassLoader();
        Class<?> code = Class.forName(reason.getName() + "$CloseCode", true, loader);
        Class<?> codes = Class.forName(reason.getName() + "$CloseCodes", true, loader);
        Object abnormally = codes.getField(ABNORMALLY).get(null);
        return (CloseFrame)
            constructor.newInstance(
                reason.getConstructor(code, String.class).newInstance(abnormally, ""));
      }
    }
    throw new NoSuchMethodException("CloseFrame");
  }

  /**
   * Stops what {@link #onOlderWrite} failed to judge.
   *
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onOlderFault(
      MethodHandles.Lookup lookup,
      ProtocolHandler protocol,
      TyrusFrame frame,
      @Nullable CompletionHandler<Frame> handler,
      boolean timed)
      throws Throwable {
    return onFault(lookup, protocol, frame, handler, null, timed);
  }

  /**
   * Stops what {@link #onWrite} failed to judge.
   *
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onFault(
      MethodHandles.Lookup lookup,
      ProtocolHandler protocol,
      TyrusFrame frame,
      @Nullable CompletionHandler<Frame> handler,
      @Nullable Object info,
      boolean timed)
      throws Throwable {
    GovernedSocket governed = Sockets.of(protocol);
    return governed == null || !governed.governs(frame)
        ? null
        : breaking(
            governed,
            lookup,
            protocol,
            handler,
            new IOException("Cordon could not check this message"));
  }

  /**
   * Advice on the entry of {@code ProtocolHandler.sendRawFrame}: what is bytes already can't be
   * judged.
   *
   * @return null to go on
   */
  public static @Nullable Object onRaw(ProtocolHandler protocol, ByteBuffer frame) {
    if (Sockets.of(protocol) != null) {
      throw new DeliberateException(
          new IllegalStateException("Cordon refused this message: a frame of the application's"));
    }
    return null;
  }
}
