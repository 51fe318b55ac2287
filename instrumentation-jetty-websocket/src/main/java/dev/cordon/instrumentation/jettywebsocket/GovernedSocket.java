package dev.cordon.instrumentation.jettywebsocket;

import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.SocketMessages;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/** The messages of one WebSocket of an AI call, in the frames that Jetty has of them. */
final class GovernedSocket extends SocketMessages {
  private static final byte[] EMPTY = {};

  private final Demand demand;
  private byte leaving = OpCode.TEXT;
  private byte coming = OpCode.TEXT;

  /**
   * Makes one.
   *
   * @param extensions the session's
   */
  GovernedSocket(SocketCall call, Object extensions) {
    super(call);
    demand = new Demand(extensions);
  }

  /** A frame of ours: a whole message that was judged, or what is handed on of one that came. */
  static final class Judged extends Frame {
    Judged(byte opCode, boolean last, byte[] message) {
      super(opCode, last, ByteBuffer.wrap(message));
    }
  }

  /** Returns who wants the frames that come. */
  Demand demand() {
    return demand;
  }

  /** Tells whether a frame is to be judged: not a control frame, nor what was judged. */
  static boolean governs(Frame frame) {
    return frame.isDataFrame() && !(frame instanceof Judged);
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
    return new Judged(leaving, true, sent);
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
      frames.add(new Judged(inParts ? OpCode.CONTINUATION : coming, frame.isFin(), message));
    }
    return frames;
  }

  private static byte[] payload(Frame frame) {
    ByteBuffer payload = frame.getPayload();
    return payload == null ? EMPTY : bytes(payload);
  }
}
