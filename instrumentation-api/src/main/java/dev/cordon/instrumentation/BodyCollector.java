package dev.cordon.instrumentation;

import dev.cordon.engine.Exchange;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Collects a body that comes in pieces, up to the limit. Whoever feeds it keeps back what it was
 * fed until the decision is there, asks for more as long as {@link #add} takes it, and asks {@link
 * #decide} once: behind the last piece, or as soon as a piece was not taken. Not thread-safe.
 */
public final class BodyCollector {
  private static final int FIRST_SIZE = 1024;

  /** An announced length up to which memory is taken before the bytes are there. */
  private static final int TRUSTED = 1 << 20;

  private final Call call;
  private final long announced;
  private final int limit;
  private byte[] bytes;
  private int size;
  private boolean full;

  BodyCollector(Call call, long announced) {
    this.call = call;
    this.announced = announced;
    this.limit = call.limit();
    this.full = announced > limit;
    long first = announced < 0 ? FIRST_SIZE : Math.min(announced, TRUSTED);
    this.bytes = new byte[full ? 0 : (int) Math.min(first, limit)];
  }

  /**
   * Takes the next piece.
   *
   * @param piece bytes between position and limit; copied, its position stays
   * @return false when the body is larger than the limit: nothing of the piece was taken, nothing
   *     more will be
   */
  public boolean add(ByteBuffer piece) {
    if (!fits(piece.remaining())) {
      return false;
    }
    long needed = (long) size + piece.remaining();
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, (int) Math.min(limit, Math.max(needed, Math.max(FIRST_SIZE, 2L * size))));
    }
    int count = piece.remaining();
    piece.duplicate().get(bytes, size, count);
    size += count;
    return true;
  }

  /**
   * Tells whether a piece would be taken, for those that cost something to read. One that wouldn't
   * makes the body larger than the limit.
   *
   * @param count its length in bytes
   */
  public boolean fits(long count) {
    full |= size + count > limit;
    return !full;
  }

  /** Tells whether the body is larger than the limit. */
  public boolean isFull() {
    return full;
  }

  /** Returns how many bytes were taken. */
  public int size() {
    return size;
  }

  /**
   * Returns the bytes that were taken, whether or not there are more: a sender that can't ask for
   * them again sends them first.
   *
   * @return the bytes; not copied when their number was announced rightly
   */
  public byte[] bytes() {
    bytes = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    return bytes;
  }

  /**
   * Judges what was collected. Once only.
   *
   * @return what to do. Its body is null when what was fed is to be sent as it is: because nothing
   *     in it changes, or because it is too large and policy lets it pass
   */
  public Decision decide() {
    if (full) {
      return call.unread(Exchange.Unread.OVERSIZE, announced);
    }
    return call.collected(bytes());
  }
}
