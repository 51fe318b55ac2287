package dev.cordon.instrumentation.tyrus;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import org.glassfish.tyrus.core.frame.BinaryFrame;
import org.glassfish.tyrus.core.frame.TextFrame;
import org.glassfish.tyrus.core.frame.TyrusFrame;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one WebSocket of an AI call. Parts are put together, so that a whole message is
 * judged. Thread-safe.
 */
final class GovernedSocket {
  /** Above this many characters or bytes a message is handed on in parts, as it comes. */
  private static final int LONGEST = 64 << 20;

  private final SocketCall call;
  private final ByteArrayOutputStream leaving = new ByteArrayOutputStream();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private boolean tooLong;
  private volatile @Nullable TyrusFrame judged;
  private volatile boolean handing;
  private volatile boolean broken;

  GovernedSocket(SocketCall call) {
    this.call = call;
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
    boolean single = frame.isFin() && leaving.size() == 0;
    if (!single) {
      leaving.write(bytes, 0, bytes.length);
      if (!frame.isFin()) {
        return null;
      }
      bytes = leaving.toByteArray();
      leaving.reset();
    }
    byte[] sent = call.send(bytes);
    if (single && sent == bytes && frame.getOpcode() != 0) {
      return frame;
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

  /** Tells whether what the library hands on now is what was judged. */
  boolean isHanding() {
    return handing;
  }

  void handing(boolean now) {
    handing = now;
  }

  /**
   * Takes a part of a text that came.
   *
   * @return the texts to hand on, the very part when nothing changes
   */
  List<String> texts(String part, boolean last) {
    boolean first = text.length() == 0;
    if (!isWhole(last, (long) text.length() + part.length())) {
      text.append(part);
      return Collections.emptyList();
    }
    String whole = first ? part : text.append(part).toString();
    text.setLength(0);
    return isTooLong(last) ? Collections.singletonList(whole) : call.receive(whole);
  }

  /** Does the same with bytes. */
  List<byte[]> bytes(ByteBuffer buffer, boolean last) {
    byte[] part = new byte[buffer.remaining()];
    buffer.duplicate().get(part);
    boolean whole = isWhole(last, (long) binary.size() + part.length);
    binary.write(part, 0, part.length);
    if (!whole) {
      return Collections.emptyList();
    }
    byte[] message = binary.toByteArray();
    binary.reset();
    return isTooLong(last) ? Collections.singletonList(message) : call.receive(message);
  }

  private boolean isWhole(boolean last, long size) {
    return last || tooLong || size > LONGEST;
  }

  /** Tells whether this is part of a message that is handed on in parts. */
  private boolean isTooLong(boolean last) {
    boolean now = tooLong || !last;
    tooLong = !last;
    return now;
  }

  /** Tells whether a message is being handed on in parts. */
  boolean isInParts() {
    return tooLong;
  }

  /**
   * Ends the call.
   *
   * @param failure what broke the WebSocket; null when it was closed
   * @return texts that were held back, to hand to the application first
   */
  List<String> end(@Nullable Throwable failure) {
    return call.end(failure);
  }
}
