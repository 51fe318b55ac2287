package dev.cordon.instrumentation.jettywebsocket9;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.websocket.api.BatchMode;
import org.eclipse.jetty.websocket.api.StatusCode;
import org.eclipse.jetty.websocket.api.WriteCallback;
import org.eclipse.jetty.websocket.api.extensions.Frame;
import org.eclipse.jetty.websocket.common.CloseInfo;
import org.eclipse.jetty.websocket.common.LogicalConnection;
import org.eclipse.jetty.websocket.common.OpCode;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.common.extensions.ExtensionStack;
import org.eclipse.jetty.websocket.common.frames.TextFrame;
import org.jspecify.annotations.Nullable;

/**
 * Leads the messages of an open WebSocket through the engine, in both directions, above its
 * extensions. A refused one fails, and breaks the WebSocket as a connection that breaks does.
 */
public final class MessageAdvice {
  private static final MethodType OF_FAILURE = MethodType.methodType(void.class, Throwable.class);

  private MessageAdvice() {}

  /**
   * Advice on the entry of {@code ExtensionStack.outgoingFrame}, which all frames pass.
   *
   * @param stack the extensions, of a server's session too
   * @param frame what is sent
   * @param callback is told; null for none
   * @param batch whether it may wait for others
   * @return null to go on, or what to do in its place
   */
  @SuppressWarnings("ReferenceEquality")
  public static @Nullable Object onOutgoing(
      ExtensionStack stack, Frame frame, @Nullable WriteCallback callback, BatchMode batch) {
    GovernedSocket governed = governed(stack, frame);
    if (governed == null) {
      return null;
    }
    Frame sent;
    try {
      sent = governed.outgoing(frame);
    } catch (RefusedMessage refused) {
      return breaking(governed, callback, refused);
    }
    if (sent == frame) {
      return null;
    }
    return (TakeOver)
        () -> {
          consume(frame); // as the library leaves it
          if (sent != null) {
            stack.outgoingFrame(sent, callback, batch);
          } else if (callback != null) {
            governed.taken(callback::writeSuccess);
          }
          return Hook.NOTHING;
        };
  }

  private static void consume(Frame frame) {
    Buffer payload = frame.getPayload();
    if (payload != null) {
      payload.position(payload.limit());
    }
  }

  private static @Nullable GovernedSocket governed(ExtensionStack stack, Frame frame) {
    GovernedSocket governed = Sockets.of(stack);
    return governed == null || !GovernedSocket.governs(frame) ? null : governed;
  }

  private static TakeOver breaking(
      GovernedSocket governed, @Nullable WriteCallback callback, IOException why) {
    return () -> {
      if (callback != null) {
        callback.writeFailed(why);
      }
      WebSocketSession session = governed.session();
      if (session != null) {
        breakOff(session, why);
      }
      return Hook.NOTHING;
    };
  }

  /** Breaks it as the library does when its connection breaks, which has changed. */
  private static void breakOff(WebSocketSession session, IOException why) throws Throwable {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    MethodHandle close;
    try {
      close = lookup.findVirtual(WebSocketSession.class, "close", OF_FAILURE);
    } catch (NoSuchMethodException older) {
      lookup.findVirtual(WebSocketSession.class, "notifyError", OF_FAILURE).invoke(session, why);
      LogicalConnection connection = session.getConnection();
      Object state = LogicalConnection.class.getMethod("getIOState").invoke(connection);
      state
          .getClass()
          .getMethod("onAbnormalClose", CloseInfo.class)
          .invoke(state, new CloseInfo(StatusCode.ABNORMAL, why.getMessage()));
      connection.disconnect();
      return;
    }
    close.invoke(session, why);
  }

  /**
   * Stops what {@link #onOutgoing} failed to judge.
   *
   * @return null to go on, or what to do in its place
   */
  public static @Nullable Object onFault(
      ExtensionStack stack, Frame frame, @Nullable WriteCallback callback, BatchMode batch) {
    GovernedSocket governed = governed(stack, frame);
    return governed == null
        ? null
        : breaking(governed, callback, new IOException("Cordon could not check this message"));
  }

  /**
   * Advice on the entry of {@code WebSocketSession.incomingFrame}, which takes what came through
   * the extensions.
   *
   * @param session the session, a server's too
   * @param frame the frame
   * @return null to go on, or what to do in its place
   */
  @SuppressWarnings("ReferenceEquality")
  public static @Nullable Object onIncoming(WebSocketSession session, Frame frame) {
    GovernedSocket governed = Sockets.of(session);
    if (governed == null || governed.isHanding()) {
      return null;
    }
    List<Frame> frames;
    if (GovernedSocket.isData(frame)) {
      frames = governed.incoming(frame);
    } else if (frame.getOpCode() == OpCode.CLOSE) {
      frames = new ArrayList<>();
      for (String rest : governed.end(null)) {
        frames.add(new TextFrame().setPayload(rest));
      }
      frames.add(frame);
    } else {
      return null;
    }
    if (frames.size() == 1 && frames.get(0) == frame) {
      return null;
    }
    return (TakeOver)
        () -> {
          governed.handing(true);
          try {
            for (Frame each : frames) {
              session.incomingFrame(each);
            }
          } finally {
            governed.handing(false);
          }
          return Hook.NOTHING;
        };
  }

  /**
   * Advice on the entry of {@code WebSocketSession.callApplicationOnClose}, which ends each
   * WebSocket.
   *
   * @param session the session, a server's too
   * @param info why
   * @return null: it ends
   */
  public static @Nullable Object onClose(WebSocketSession session, CloseInfo info) {
    return onOlderClose(session, info.getStatusCode(), info.getReason());
  }

  /**
   * Advice on the entry of {@code WebSocketSession.notifyClose}, which ends each WebSocket of older
   * versions.
   *
   * @param session the session, a server's too
   * @param code why
   * @return null: it ends
   */
  public static @Nullable Object onOlderClose(
      WebSocketSession session, int code, @Nullable String reason) {
    GovernedSocket governed = Sockets.of(session);
    if (governed != null) {
      governed.end(code == StatusCode.ABNORMAL ? new IOException("the WebSocket broke") : null);
    }
    return null;
  }
}
