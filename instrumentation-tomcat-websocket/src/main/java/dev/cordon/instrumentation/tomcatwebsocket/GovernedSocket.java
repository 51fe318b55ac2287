package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.SocketMessages;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one WebSocket of an AI call, in the payloads that Tomcat's client has of them.
 */
final class GovernedSocket extends SocketMessages {
  private volatile @Nullable ByteBuffer judged;

  GovernedSocket(SocketCall call) {
    super(call);
  }

  /** Tells whether this is what {@link #outgoing} made, on its way. */
  @SuppressWarnings("ReferenceEquality")
  boolean isJudged(ByteBuffer payload) {
    return payload == judged;
  }

  /**
   * Judges a part of a message that is about to leave.
   *
   * @param part the part; not read
   * @return what to send in its place: the whole message, or the very part when it is one that
   *     doesn't change; null while the message is not whole
   * @throws RefusedMessage when it must not be sent
   */
  synchronized @Nullable ByteBuffer outgoing(ByteBuffer part, boolean last) throws RefusedMessage {
    byte[] bytes = bytes(part);
    byte[] sent = judged(bytes, last);
    if (sent == null || sent == bytes) {
      return sent == null ? null : part;
    }
    ByteBuffer message = ByteBuffer.wrap(sent);
    judged = message;
    return message;
  }
}
