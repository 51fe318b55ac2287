package dev.cordon.instrumentation.jetty10;

import java.nio.ByteBuffer;
import org.eclipse.jetty.client.api.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * A body that was read before it is sent: what is sent of it, then what wasn't read. It can be sent
 * again where the application's own body can.
 */
final class SentContent implements Request.Content {
  private final Request.Content original;
  private final byte[] bytes;
  private final long length;
  private final boolean inOne;

  /** What gives the rest, once; null where there is none. */
  private @Nullable Source rest;

  private final boolean isPart;

  private SentContent(
      Request.Content original, byte[] bytes, long length, boolean inOne, @Nullable Source rest) {
    this.original = original;
    this.bytes = bytes;
    this.length = length;
    this.inOne = inOne;
    this.rest = rest;
    this.isPart = rest != null;
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
   * @param original the application's body
   * @param bytes what was read of it first
   * @param rest gives the rest
   */
  static SentContent part(Request.Content original, byte[] bytes, Source rest) {
    return new SentContent(original, bytes, original.getLength(), false, rest);
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
  public boolean isReproducible() {
    return original.isReproducible();
  }

  @Override
  public Subscription subscribe(Consumer consumer, boolean emitInitialContent) {
    Source first = rest;
    rest = null;
    if (isPart && first == null) {
      return original.subscribe(consumer, emitInitialContent); // again, as it is
    }
    return new Pieces(consumer, emitInitialContent, first);
  }

  @Override
  public void fail(Throwable failure) {
    original.fail(failure);
  }

  @Override
  public String toString() {
    return String.valueOf(original);
  }

  /** Gives a piece a demand. */
  private final class Pieces implements Subscription {
    private final Consumer consumer;
    private final @Nullable Source source;
    private boolean isCommitted;
    private boolean isSent;
    private @Nullable Throwable failure;

    Pieces(Consumer consumer, boolean emitInitialContent, @Nullable Source source) {
      this.consumer = consumer;
      this.source = source;
      this.isCommitted = emitInitialContent;
      if (source != null) {
        source.passTo(consumer);
      }
    }

    @Override
    public void demand() {
      if (failure != null) {
        consumer.onFailure(failure);
      } else if (!isCommitted) {
        isCommitted = true; // the head goes first, alone
        consumer.onContent(BufferUtil.EMPTY_BUFFER, false, Callback.NOOP);
      } else if (!isSent) {
        isSent = true;
        consumer.onContent(ByteBuffer.wrap(bytes), inOne, Callback.NOOP);
      } else if (source != null) {
        source.demand();
      } else {
        consumer.onContent(BufferUtil.EMPTY_BUFFER, true, Callback.NOOP);
      }
    }

    @Override
    public void fail(Throwable cause) {
      failure = cause;
      if (source != null) {
        source.fail(cause);
      }
    }
  }
}
