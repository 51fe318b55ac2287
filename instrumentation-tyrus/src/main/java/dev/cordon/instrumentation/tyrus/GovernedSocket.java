package dev.cordon.instrumentation.tyrus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.SocketMessages;
import org.glassfish.tyrus.core.frame.BinaryFrame;
import org.glassfish.tyrus.core.frame.TextFrame;
import org.glassfish.tyrus.core.frame.TyrusFrame;
import org.jspecify.annotations.Nullable;

/** The messages of one WebSocket of an AI call, in the frames that Tyrus has of them. */
final class GovernedSocket extends SocketMessages {
  private volatile @Nullable TyrusFrame judged;
  private volatile boolean broken;

  GovernedSocket(SocketCall call) {
    super(call);
  }

  /** Tells whether a frame is to be judged: not a control frame, nor what was judged. */
  @SuppressWarnings("ReferenceEquality")
  boolean governs(TyrusFrame frame) {
    return frame != judged && (frame instanceof TextFrame || frame instanceof BinaryFrame);
  }

  /**
   * Judges a frame that is about to leave.
   *
   * @return what to send in its place: the whole message, or the very frame when it is one that
   *     doesn't change; null while the message is not whole
   * @throws RefusedMessage when it must not be sent
   */
  synchronized @Nullable TyrusFrame outgoing(TyrusFrame frame) throws RefusedMessage {
    byte[] bytes = frame.getPayloadData();
    byte[] sent = judged(bytes, frame.isFin());
    if (sent == null || (sent == bytes && frame.getOpcode() != 0)) {
      return sent == null ? null : frame;
    }
    TyrusFrame message =
        frame instanceof TextFrame
            ? new TextFrame(new String(sent, UTF_8), false, true)
            : new BinaryFrame(sent, false, true);
    judged = message;
    return message;
  }

  /** Takes note that a refused message closes the WebSocket. */
  void breaks() {
    broken = true;
  }

  boolean isBroken() {
    return broken;
  }
}
