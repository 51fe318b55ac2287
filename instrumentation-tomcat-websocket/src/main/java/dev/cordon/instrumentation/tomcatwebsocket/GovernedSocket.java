package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger telling = new AtomicInteger();
  private boolean tooLong;
  private volatile @Nullable ByteBuffer judged;
  private volatile boolean handing;

  GovernedSocket(SocketCall call) {
    this.call = call;
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
    boolean single = last && leaving.size() == 0;
    if (!single) {
      leaving.write(bytes, 0, bytes.length);
      if (!last) {
        return null;
      }
      bytes = leaving.toByteArray();
      leaving.reset();
    }
    byte[] sent = call.send(bytes);
    if (single && sent == bytes) {
      return part;
    }
    ByteBuffer message = ByteBuffer.wrap(sent);
    judged = message;
    return message;
  }

  /** Tells the sender of a part that it was taken: one after the other, never one in another. */
  void taken(Runnable sender) {
    waiting.add(sender);
    if (telling.getAndIncrement() != 0) {
      return;
    }
    do {
      Runnable next = waiting.poll();
      if (next != null) {
        next.run();
      }
    } while (telling.decrementAndGet() != 0);
  }

  /** Tells whether what the library hands on now is what {@link #texts} or {@link #bytes} made. */
  boolean isHanding() {
    return handing;
  }

  void handing(boolean now) {
    handing = now;
  }

  /**
   * Takes a part of a text that came.
   *
   * @return the texts to hand on, with the part's {@code last}; the very part when nothing changes
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
  List<byte[]> bytes(byte[] part, boolean last) {
    boolean first = binary.size() == 0;
    boolean whole = isWhole(last, (long) binary.size() + part.length);
    if (whole && first) {
      return isTooLong(last) ? Collections.singletonList(part) : call.receive(part);
    }
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

  /**
   * Ends the call.
   *
   * @param failure what broke the WebSocket; null when it was closed
   * @return texts that were held back, to hand to the application first
   */
  List<String> end(@Nullable Throwable failure) {
    return call.end(failure);
  }

  /** Returns what remains in a buffer, and leaves it to be read. */
  static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
