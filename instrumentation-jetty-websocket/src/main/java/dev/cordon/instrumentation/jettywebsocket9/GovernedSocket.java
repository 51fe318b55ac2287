package dev.cordon.instrumentation.jettywebsocket9;

import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.SocketMessages;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.websocket.api.extensions.Frame;
import org.eclipse.jetty.websocket.common.OpCode;
import org.eclipse.jetty.websocket.common.WebSocketSession;
import org.eclipse.jetty.websocket.common.frames.BinaryFrame;
import org.eclipse.jetty.websocket.common.frames.ContinuationFrame;
import org.eclipse.jetty.websocket.common.frames.DataFrame;
import org.eclipse.jetty.websocket.common.frames.TextFrame;
import org.eclipse.jetty.websocket.common.io.FrameFlusher;
import org.jspecify.annotations.Nullable;

/** The messages of one WebSocket of an AI call, in the frames that Jetty has of them. */
final class GovernedSocket extends SocketMessages {
  private static final byte[] EMPTY = {};

  private final WeakReference<WebSocketSession> session;
  private byte leaving = OpCode.TEXT;
  private byte coming = OpCode.TEXT;

  GovernedSocket(SocketCall call, WebSocketSession session) {
    super(call);
    this.session = new WeakReference<>(session);
  }

  /** A whole text that was judged. */
  private static final class JudgedText extends TextFrame {}

  /** Another whole message that was judged. */
  private static final class JudgedBinary extends BinaryFrame {}

  /** Returns the session; null when nobody has it any more. */
  @Nullable WebSocketSession session() {
    return session.get();
  }

  /** Tells whether a frame is to be judged: not a control frame, nor what was judged. */
  @SuppressWarnings("ReferenceEquality")
  static boolean governs(Frame frame) {
    return isData(frame)
        && frame != FrameFlusher.FLUSH_FRAME
        && !(frame instanceof JudgedText)
        && !(frame instanceof JudgedBinary);
  }

  /** Tells whether a frame is a text's or another message's. */
  static boolean isData(Frame frame) {
    return frame.getOpCode() <= OpCode.BINARY;
  }

  /**
   * Judges a frame that is about to leave.
   *
   * @return what to send in its place: the whole message, or the very frame when it is one that
   *     doesn't change; null while the message is not whole
   * @throws RefusedMessage when it must not be sent
   */
  synchronized @Nullable Frame outgoing(Frame frame) throws RefusedMessage {
    boolean isFirst = frame.getOpCode() != OpCode.CONTINUATION;
    if (isFirst) {
      leaving = frame.getOpCode();
    }
    byte[] bytes = payload(frame);
    byte[] sent = judged(bytes, frame.isFin());
    if (sent == null || (sent == bytes && isFirst)) {
      return sent == null ? null : frame;
    }
    DataFrame message = leaving == OpCode.TEXT ? new JudgedText() : new JudgedBinary();
    message.setPayload(ByteBuffer.wrap(sent));
    return message;
  }

  /**
   * Takes a frame that came.
   *
   * @param frame text or binary, or a part of one
   * @return the frames to hand on in its place, the very frame when nothing changes
   */
  List<Frame> incoming(Frame frame) {
    boolean isFirst = frame.getOpCode() != OpCode.CONTINUATION;
    if (isFirst) {
      coming = frame.getOpCode();
    }
    boolean inParts = isInParts();
    byte[] bytes = payload(frame);
    List<byte[]> messages = bytes(bytes, frame.isFin());
    if (messages.size() == 1 && messages.get(0) == bytes && (isFirst || inParts)) {
      return Collections.singletonList(frame);
    }
    List<Frame> frames = new ArrayList<>(messages.size());
    for (byte[] message : messages) {
      DataFrame part =
          inParts
              ? new ContinuationFrame()
              : coming == OpCode.TEXT ? new TextFrame() : new BinaryFrame();
      part.setPayload(ByteBuffer.wrap(message));
      part.setFin(frame.isFin());
      frames.add(part);
    }
    return frames;
  }

  private static byte[] payload(Frame frame) {
    ByteBuffer payload = frame.getPayload();
    return payload == null ? EMPTY : bytes(payload);
  }
}
