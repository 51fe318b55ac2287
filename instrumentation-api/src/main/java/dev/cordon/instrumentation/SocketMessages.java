package dev.cordon.instrumentation;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one WebSocket of an AI call whose library shows them in parts: parts are put
 * together, so that a whole message is judged. What leaves may come from any thread; what comes in,
 * from one at a time.
 */
public abstract class SocketMessages {
  /** Above this many characters or bytes a message is handed on in parts, as it comes. */
  private static final int LONGEST = 64 << 20;

  private final SocketCall call;
  private final ByteArrayOutputStream leaving = new ByteArrayOutputStream();
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private final Queue<Runnable> taken = new ConcurrentLinkedQueue<>();
  private final AtomicInteger telling = new AtomicInteger();
  private boolean tooLong;
  private volatile boolean handing;

  /**
   * For subclasses.
   *
   * @param call the WebSocket's
   */
  protected SocketMessages(SocketCall call) {
    this.call = call;
  }

  /**
   * Judges a part of a message that is about to leave.
   *
   * @param part the part's bytes; not changed
   * @param last whether it ends the message
   * @return the bytes of the whole message to send in its place, the very array when it is one that
   *     doesn't change; null while the message is not whole
   * @throws RefusedMessage when it must not be sent
   */
  protected final synchronized byte @Nullable [] judged(byte[] part, boolean last)
      throws RefusedMessage {
    if (last && leaving.size() == 0) {
      return call.send(part);
    }
    leaving.write(part, 0, part.length);
    if (!last) {
      return null;
    }
    byte[] message = leaving.toByteArray();
    leaving.reset();
    return call.send(message);
  }

  /**
   * Tells senders of parts that they were taken: one after the other, never one in another.
   *
   * @param sender tells one
   */
  public final void taken(Runnable sender) {
    taken.add(sender);
    if (telling.getAndIncrement() != 0) {
      return;
    }
    do {
      Runnable next = taken.poll();
      if (next != null) {
        next.run();
      }
    } while (telling.decrementAndGet() != 0);
  }

  /** Tells whether what the library hands on now is what was judged. */
  public final boolean isHanding() {
    return handing;
  }

  /** Says whether what the library hands on from now on is what was judged. */
  public final void handing(boolean now) {
    handing = now;
  }

  /** Tells whether a message that comes is being handed on in parts. */
  public final boolean isInParts() {
    return tooLong;
  }

  /**
   * Takes a part of a text that came.
   *
   * @param part the part
   * @param last whether it ends the text
   * @return the texts to hand on, with the part's {@code last}; the very part when nothing changes
   */
  public final List<String> texts(String part, boolean last) {
    boolean first = text.length() == 0;
    if (!isWhole(last, (long) text.length() + part.length())) {
      text.append(part);
      return Collections.emptyList();
    }
    String whole = first ? part : text.append(part).toString();
    text.setLength(0);
    return isTooLong(last) ? Collections.singletonList(whole) : call.receive(whole);
  }

  /**
   * Does the same with bytes.
   *
   * @param part the part; not changed
   * @param last whether it ends the message
   */
  public final List<byte[]> bytes(byte[] part, boolean last) {
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
  public final List<String> end(@Nullable Throwable failure) {
    return call.end(failure);
  }

  /** Returns what remains in a buffer, and leaves it to be read. */
  public static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
