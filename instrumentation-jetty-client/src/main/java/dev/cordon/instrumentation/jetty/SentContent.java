package dev.cordon.instrumentation.jetty;

import java.nio.ByteBuffer;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A body that was read before it is sent: what is sent of it, then what wasn't read. It can be sent
 * again where the application's own body can. Used by one thread at a time.
 */
final class SentContent implements Request.Content {
  private final Request.Content original;
  private final byte[] bytes;
  private final long length;
  private final boolean inOne;

  /** What was read of the original and isn't among the bytes; null for none. */
  private Content.@Nullable Chunk taken;

  /** Whether the original gives more behind what was read. */
  private final boolean isPart;

  /** Whether the original, taken back to its beginning, is sent in the place of what was read. */
  private boolean isRewound;

  private boolean sent;
  private boolean ended;
  private @Nullable Throwable failure;

  private SentContent(
      Request.Content original,
      byte[] bytes,
      long length,
      boolean inOne,
      Content.@Nullable Chunk taken) {
    this.original = original;
    this.bytes = bytes;
    this.length = length;
    this.inOne = inOne;
    this.taken = taken;
    this.isPart = taken != null;
  }

  /**
   * Sends these bytes.
   *
   * @param original the application's body
   * @param bytes all of what is sent
   * @param length the length to announce, -1 for none
   * @param inOne whether the original came in one piece: the client announces the length of such
   */
  static SentContent whole(Request.Content original, byte[] bytes, long length, boolean inOne) {
    return new SentContent(original, bytes, length, inOne, null);
  }

  /**
   * Sends a body as it is that was read in part.
   *
   * @param original the application's body, asked for the rest
   * @param bytes what was read of it first
   * @param taken what was read last; owned
   */
  static SentContent part(Request.Content original, byte[] bytes, Content.Chunk taken) {
    return new SentContent(original, bytes, original.getLength(), false, taken);
  }

  @Override
  public String getContentType() {
    return original.getContentType();
  }

  @Override
  public long getLength() {
    return length;
  }

  @Override
  public synchronized Content.@Nullable Chunk read() {
    if (failure != null) {
      return Content.Chunk.from(failure);
    }
    if (isRewound) {
      return original.read();
    }
    if (!sent) {
      sent = true;
      ended = inOne;
      if (inOne || bytes.length > 0) {
        return Content.Chunk.from(ByteBuffer.wrap(bytes).asReadOnlyBuffer(), inOne);
      }
    }
    Content.Chunk next = taken;
    if (next != null) {
      taken = null;
      ended = next.isLast();
      return next;
    }
    return isPart && !ended ? original.read() : Content.Chunk.EOF;
  }

  @Override
  public void demand(Runnable available) {
    boolean asks;
    synchronized (this) {
      asks = failure == null && (isRewound || (isPart && sent && taken == null && !ended));
    }
    if (asks) {
      original.demand(available);
    } else {
      available.run();
    }
  }

  @Override
  public void fail(Throwable cause) {
    Content.Chunk left;
    synchronized (this) {
      left = taken;
      taken = null;
      failure = failure == null ? cause : failure;
    }
    if (left != null) {
      left.release();
    }
    original.fail(cause);
  }

  @Override
  public synchronized boolean rewind() {
    if (failure != null || !original.rewind()) {
      return false;
    }
    isRewound = isPart;
    sent = false;
    ended = false;
    return true;
  }

  @Override
  public String toString() {
    return String.valueOf(original);
  }
}
