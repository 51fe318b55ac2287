package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Leads the messages of an open WebSocket through the engine, in both directions: below the API,
 * above compression. A refused one fails as one that can't be written, and closes the WebSocket.
 */
public final class MessageAdvice {
  private static final int BINARY = 2;

  private MessageAdvice() {}

  /**
   * Advice on the entry of {@code WsRemoteEndpointImplBase.sendMessageBlock}, which older versions'
   * messages pass that are waited for.
   *
   * @param lookup the class's own
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onOlderBlock(
      MethodHandles.Lookup lookup,
      Object remote,
      byte opCode,
      @Nullable ByteBuffer payload,
      boolean last,
      long expiry)
      throws Throwable {
    return Sockets.of(remote) == null || Insides.Remote.of(lookup).isBlockInternal
        ? null
        : onBlock(lookup, remote, opCode, payload, last, expiry);
  }

  /**
   * Advice on the entry of {@code WsRemoteEndpointImplBase.sendMessageBlockInternal}, which all
   * messages pass that are waited for.
   *
   * @param lookup the class's own
   * @param remote the endpoint
   * @param opCode the kind, of control frames too
   * @param payload what is sent; null for what waits to be written
   * @param last whether it ends its message
   * @param expiry until when
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  @SuppressWarnings("ReferenceEquality")
  public static @Nullable Object onBlock(
      MethodHandles.Lookup lookup,
      Object remote,
      byte opCode,
      @Nullable ByteBuffer payload,
      boolean last,
      long expiry)
      throws Throwable {
    GovernedSocket governed = governed(remote, opCode, payload);
    if (governed == null || payload == null) {
      return null;
    }
    Insides.Remote insides = Insides.Remote.of(lookup);
    ByteBuffer sent;
    try {
      sent = governed.outgoing(payload, last);
    } catch (RefusedMessage refused) {
      return breaking(insides, remote, refused);
    }
    if (sent == payload) {
      return null;
    }
    payload.clear(); // as the library leaves it
    return sent == null
        ? Hook.NOTHING
        : (TakeOver)
            () -> {
              insides.block(remote, opCode, sent, last, expiry);
              return null;
            };
  }

  private static TakeOver breaking(Insides.Remote insides, Object remote, IOException why) {
    return () -> {
      insides.breakOff(remote, why);
      throw why;
    };
  }

  /**
   * Stops what {@link #onOlderBlock} failed to judge.
   *
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onOlderBlockFault(
      MethodHandles.Lookup lookup,
      Object remote,
      byte opCode,
      @Nullable ByteBuffer payload,
      boolean last,
      long expiry)
      throws Throwable {
    return onBlockFault(lookup, remote, opCode, payload, last, expiry);
  }

  /**
   * Stops what {@link #onBlock} failed to judge.
   *
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onBlockFault(
      MethodHandles.Lookup lookup,
      Object remote,
      byte opCode,
      @Nullable ByteBuffer payload,
      boolean last,
      long expiry)
      throws Throwable {
    return governed(remote, opCode, payload) == null
        ? null
        : breaking(Insides.Remote.of(lookup), remote, unchecked());
  }

  /**
   * Advice on the entry of {@code WsRemoteEndpointImplBase.startMessage} of four parameters, which
   * older versions' messages pass that a handler is told of.
   *
   * @param lookup the class's own
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onOlderStart(
      MethodHandles.Lookup lookup,
      Object remote,
      byte opCode,
      @Nullable ByteBuffer payload,
      boolean last,
      Object handler)
      throws Throwable {
    return Sockets.of(remote) == null || Insides.Remote.of(lookup).isStartTimed
        ? null
        : onStart(lookup, remote, opCode, payload, last, handler, 0);
  }

  /**
   * Advice on the entry of {@code WsRemoteEndpointImplBase.startMessage} of five parameters, which
   * all messages pass that a handler is told of.
   *
   * @param lookup the class's own
   * @param remote the endpoint
   * @param opCode the kind, of control frames too
   * @param payload what is sent; null for what waits to be written
   * @param last whether it ends its message
   * @param handler is told
   * @param expiry until when
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  @SuppressWarnings("ReferenceEquality")
  public static @Nullable Object onStart(
      MethodHandles.Lookup lookup,
      Object remote,
      byte opCode,
      @Nullable ByteBuffer payload,
      boolean last,
      Object handler,
      long expiry)
      throws Throwable {
    GovernedSocket governed = governed(remote, opCode, payload);
    if (governed == null || payload == null) {
      return null;
    }
    Insides.Remote insides = Insides.Remote.of(lookup);
    ByteBuffer sent;
    try {
      sent = governed.outgoing(payload, last);
    } catch (RefusedMessage refused) {
      return telling(insides, remote, handler, refused);
    }
    if (sent == payload) {
      return null;
    }
    payload.position(payload.limit()); // as the library leaves it
    return (TakeOver)
        () -> {
          if (sent == null) {
            governed.taken(() -> insides.taken(handler));
          } else {
            insides.start(remote, opCode, sent, last, handler, expiry);
          }
          return null;
        };
  }

  private static TakeOver telling(
      Insides.Remote insides, Object remote, Object handler, IOException why) {
    return () -> {
      insides.failed(remote, handler, why);
      insides.breakOff(remote, why);
      return null;
    };
  }

  /**
   * Stops what {@link #onOlderStart} failed to judge.
   *
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onOlderStartFault(
      MethodHandles.Lookup lookup,
      Object remote,
      byte opCode,
      @Nullable ByteBuffer payload,
      boolean last,
      Object handler)
      throws Throwable {
    return onStartFault(lookup, remote, opCode, payload, last, handler, 0);
  }

  /**
   * Stops what {@link #onStart} failed to judge.
   *
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onStartFault(
      MethodHandles.Lookup lookup,
      Object remote,
      byte opCode,
      @Nullable ByteBuffer payload,
      boolean last,
      Object handler,
      long expiry)
      throws Throwable {
    return governed(remote, opCode, payload) == null
        ? null
        : telling(Insides.Remote.of(lookup), remote, handler, unchecked());
  }

  private static IOException unchecked() {
    return new IOException("Cordon could not check this message");
  }

  private static @Nullable GovernedSocket governed(
      Object remote, byte opCode, @Nullable ByteBuffer payload) {
    GovernedSocket governed = Sockets.of(remote);
    boolean isData = payload != null && opCode >= 0 && opCode <= BINARY;
    return governed == null || payload == null || !isData || governed.isJudged(payload)
        ? null
        : governed;
  }

  /**
   * Advice on the entry of {@code WsFrameBase.sendMessageText}, which hands on texts.
   *
   * @param lookup the class's own
   * @param frame reads what comes
   * @param last whether this ends a message
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onText(MethodHandles.Lookup lookup, Object frame, boolean last)
      throws Throwable {
    GovernedSocket governed = governed(lookup, frame);
    if (governed == null) {
      return null;
    }
    Insides.Frame insides = Insides.Frame.of(lookup);
    CharBuffer buffer = insides.text(frame);
    String part = buffer.toString();
    List<String> texts = governed.texts(part, last);
    if (texts.size() == 1 && texts.get(0).equals(part)) {
      return null;
    }
    buffer.clear();
    return handing(
        governed,
        () -> {
          for (String each : texts) {
            insides.text(frame, buffer, each, last);
          }
          return null;
        });
  }

  /**
   * Advice on the entry of {@code WsFrameBase.sendMessageBinary}, which hands on bytes.
   *
   * @param lookup the class's own
   * @param frame reads what comes
   * @param message the bytes
   * @param last whether they end a message
   * @return null to go on, or what to do in its place
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onBinary(
      MethodHandles.Lookup lookup, Object frame, ByteBuffer message, boolean last)
      throws Throwable {
    GovernedSocket governed = governed(lookup, frame);
    if (governed == null) {
      return null;
    }
    byte[] part = GovernedSocket.bytes(message);
    List<byte[]> messages = governed.bytes(part, last);
    if (messages.size() == 1 && messages.get(0) == part) {
      return null;
    }
    Insides.Frame insides = Insides.Frame.of(lookup);
    return handing(
        governed,
        () -> {
          for (byte[] each : messages) {
            insides.binary(frame, each, last);
          }
          return null;
        });
  }

  private static @Nullable GovernedSocket governed(MethodHandles.Lookup lookup, Object frame)
      throws Throwable {
    if (!Sockets.any()) {
      return null;
    }
    GovernedSocket governed = Sockets.of(Insides.Frame.of(lookup).session(frame));
    return governed == null || governed.isHanding() ? null : governed;
  }

  private static TakeOver handing(GovernedSocket governed, TakeOver handing) {
    return () -> {
      governed.handing(true);
      try {
        return handing.call();
      } finally {
        governed.handing(false);
      }
    };
  }

  /**
   * Advice on the entry of {@code WsSession.fireEndpointOnClose}, which ends each WebSocket.
   *
   * @param lookup the class's own
   * @param session the session
   * @param reason why
   * @return null to go on, or what to do first
   * @throws Throwable when the insides are others, which the linker reports
   */
  public static @Nullable Object onClose(MethodHandles.Lookup lookup, Object session, Object reason)
      throws Throwable {
    GovernedSocket governed = Sockets.of(session);
    if (governed == null) {
      return null;
    }
    Insides.Session insides = Insides.Session.of(lookup);
    List<String> rest = governed.end(insides.isBroken(reason) ? broken() : null);
    if (rest.isEmpty()) {
      return null;
    }
    return (TakeOver)
        () -> {
          for (String each : rest) {
            insides.text(session, each);
          }
          insides.close(session, reason);
          return null;
        };
  }

  private static IOException broken() {
    return new IOException("the WebSocket broke");
  }
}
