package dev.cordon.instrumentation.jettywebsocket;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.jspecify.annotations.Nullable;

/**
 * Leads the messages that leave an open WebSocket through the engine. A refused one fails, and
 * breaks the WebSocket as a connection that breaks does.
 */
public final class SendingAdvice {
  private static final MethodType SEND =
      MethodType.methodType(void.class, Frame.class, Callback.class, boolean.class);
  private static final MethodType BREAK =
      MethodType.methodType(void.class, Throwable.class, Callback.class);

  private SendingAdvice() {}

  /** Sends another frame in the place of the hooked method's, in the same way. */
  interface Again {
    void send(Frame frame) throws Throwable;

    /** Leaves the application's frame as the library does when it has sent it. */
    default void taken() {}
  }

  /**
   * Advice on the entry of {@code WebSocketCoreSession.sendFrame}, which all frames pass before
   * Jetty 12.1.
   *
   * @param lookup the class's own
   * @param session the session, a server's too
   * @param frame what is sent
   * @param callback is told
   * @param batch whether it may wait for others
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onSend(
      MethodHandles.Lookup lookup,
      CoreSession session,
      Frame frame,
      Callback callback,
      boolean batch)
      throws Throwable {
    GovernedSocket governed = governed(session, frame);
    if (governed == null) {
      return null;
    }
    MethodHandle send = lookup.findVirtual(lookup.lookupClass(), "sendFrame", SEND);
    return send(
        lookup,
        governed,
        session,
        frame,
        callback,
        sent -> send.invoke(session, sent, callback, batch));
  }

  static @Nullable GovernedSocket governed(CoreSession session, Frame frame) {
    GovernedSocket governed = Sockets.of(session);
    return governed == null || !GovernedSocket.governs(frame) ? null : governed;
  }

  @SuppressWarnings("ReferenceEquality")
  static @Nullable Object send(
      MethodHandles.Lookup lookup,
      GovernedSocket governed,
      CoreSession session,
      Frame frame,
      Callback callback,
      Again again)
      throws Throwable {
    Frame sent;
    try {
      sent = governed.outgoing(frame);
    } catch (RefusedMessage refused) {
      return breaking(lookup, session, callback, refused);
    }
    if (sent == frame) {
      return null;
    }
    return (TakeOver)
        () -> {
          again.taken();
          if (sent == null) {
            governed.taken(callback::succeeded);
          } else {
            again.send(sent);
          }
          return Hook.NOTHING;
        };
  }

  private static TakeOver breaking(
      MethodHandles.Lookup lookup, CoreSession session, Callback callback, IOException why)
      throws Throwable {
    MethodHandle breaks = lookup.findVirtual(lookup.lookupClass(), "processConnectionError", BREAK);
    return () -> {
      callback.failed(why);
      breaks.invoke(session, why, Callback.NOOP);
      return Hook.NOTHING;
    };
  }

  /**
   * Stops what {@link #onSend} failed to judge.
   *
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onFault(
      MethodHandles.Lookup lookup,
      CoreSession session,
      Frame frame,
      Callback callback,
      boolean batch)
      throws Throwable {
    return governed(session, frame) == null
        ? null
        : breaking(lookup, session, callback, unchecked());
  }

  private static IOException unchecked() {
    return new IOException("Cordon could not check this message");
  }
}
