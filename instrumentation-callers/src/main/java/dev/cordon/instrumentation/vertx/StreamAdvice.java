package dev.cordon.instrumentation.vertx;

import dev.cordon.instrumentation.Callers;
import org.jspecify.annotations.Nullable;

/**
 * Advice where a stream of HTTP/2 writes a request's head, on its event loop. The parameters behind
 * it, which count by version, are of no interest.
 */
public final class StreamAdvice {
  private StreamAdvice() {}

  /**
   * Advice on the entry of {@code writeHeaders} of Vert.x 4.
   *
   * @param stream the stream
   * @param head the request's head
   * @param bytes what comes with it
   * @param end whether nothing follows
   * @param done hears when that is done
   * @return null
   */
  public static @Nullable Object onFour(
      Object stream, Object head, @Nullable Object bytes, boolean end, @Nullable Object done) {
    Callers.beginSending(Callers.carriedBy(head));
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param stream the stream
   * @param head the request's head
   * @param bytes what came with it
   * @param end whether nothing follows
   * @param done hears when that is done
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onFourDone(
      Object stream,
      Object head,
      @Nullable Object bytes,
      boolean end,
      @Nullable Object done,
      @Nullable Throwable thrown) {
    Callers.endSending();
    return null;
  }

  /**
   * Advice on the entry of {@code writeHeaders} of Vert.x 5.0.
   *
   * @param stream the stream
   * @param head the request's head
   * @param bytes what comes with it
   * @param end whether nothing follows
   * @param priority the stream's
   * @param connect whether only the head is written
   * @param done hears when that is done
   * @return null
   */
  public static @Nullable Object onFive(
      Object stream,
      Object head,
      @Nullable Object bytes,
      boolean end,
      @Nullable Object priority,
      boolean connect,
      @Nullable Object done) {
    Callers.beginSending(Callers.carriedBy(head));
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param stream the stream
   * @param head the request's head
   * @param bytes what came with it
   * @param end whether nothing follows
   * @param priority the stream's
   * @param connect whether only the head was written
   * @param done hears when that is done
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onFiveDone(
      Object stream,
      Object head,
      @Nullable Object bytes,
      boolean end,
      @Nullable Object priority,
      boolean connect,
      @Nullable Object done,
      @Nullable Throwable thrown) {
    Callers.endSending();
    return null;
  }

  /**
   * Advice on the entry of {@code writeHeaders} of Vert.x 5.1.
   *
   * @param stream the stream
   * @param head the request's head
   * @param bytes what comes with it
   * @param end whether nothing follows
   * @param priority the stream's
   * @param done hears when that is done
   * @return null
   */
  public static @Nullable Object onNewest(
      Object stream,
      Object head,
      @Nullable Object bytes,
      boolean end,
      @Nullable Object priority,
      @Nullable Object done) {
    Callers.beginSending(Callers.carriedBy(head));
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param stream the stream
   * @param head the request's head
   * @param bytes what came with it
   * @param end whether nothing follows
   * @param priority the stream's
   * @param done hears when that is done
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onNewestDone(
      Object stream,
      Object head,
      @Nullable Object bytes,
      boolean end,
      @Nullable Object priority,
      @Nullable Object done,
      @Nullable Throwable thrown) {
    Callers.endSending();
    return null;
  }
}
