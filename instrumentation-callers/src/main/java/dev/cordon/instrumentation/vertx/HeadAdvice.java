package dev.cordon.instrumentation.vertx;

import dev.cordon.engine.CallerMark;
import dev.cordon.instrumentation.Callers;
import org.jspecify.annotations.Nullable;

/**
 * Advice along the way of a request: the web client's context carries the caller, then the request,
 * then its head, for which the connection sends. Names no type of Vert.x's, which differ by
 * version. Thread-safe.
 */
public final class HeadAdvice {
  private static final String WHERE = "vertx";

  /** For whom this thread is about to make a head. */
  private static final ThreadLocal<@Nullable CallerMark> WRITING = new ThreadLocal<>();

  private HeadAdvice() {}

  /**
   * Advice on the constructor of the web client's {@code HttpContext}.
   *
   * @param context what one call goes through
   */
  public static void onContext(Object context) {
    CallerMark mark = Callers.find(WHERE);
    if (mark != null) {
      Callers.carry(context, mark);
    }
  }

  /**
   * Advice on the entry of {@code HttpContext.sendRequest}: of the first one, and of each redirect.
   *
   * @param context what the call goes through
   * @param request what is sent
   * @return null
   */
  public static @Nullable Object onSend(Object context, Object request) {
    CallerMark mark = Callers.carriedBy(context);
    if (mark != null) {
      Callers.carry(request, mark);
    }
    return null;
  }

  /**
   * Advice on the entry of {@code HttpClientRequestImpl.doWrite}.
   *
   * @param request the request
   * @param bytes what is written
   * @param end whether nothing follows
   * @param connect whether only the head is written
   * @return null
   */
  public static @Nullable Object onWrite(
      Object request, @Nullable Object bytes, boolean end, boolean connect) {
    WRITING.set(Callers.carriedBy(request));
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param request the request
   * @param bytes what was written
   * @param end whether nothing follows
   * @param connect whether only the head was written
   * @param result when that is done
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onWritten(
      Object request,
      @Nullable Object bytes,
      boolean end,
      boolean connect,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    WRITING.remove();
    return null;
  }

  /**
   * Does what {@link #onWrite} does in Vert.x 4.
   *
   * @param request the request
   * @param bytes what is written
   * @param end whether nothing follows
   * @param connect whether only the head is written
   * @param handler hears when that is done
   * @return null
   */
  public static @Nullable Object onWriteWithHandler(
      Object request,
      @Nullable Object bytes,
      boolean end,
      boolean connect,
      @Nullable Object handler) {
    return onWrite(request, bytes, end, connect);
  }

  /**
   * Does what {@link #onWritten} does in Vert.x 4.
   *
   * @param request the request
   * @param bytes what was written
   * @param end whether nothing follows
   * @param connect whether only the head was written
   * @param handler hears when that is done
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onWrittenWithHandler(
      Object request,
      @Nullable Object bytes,
      boolean end,
      boolean connect,
      @Nullable Object handler,
      @Nullable Throwable thrown) {
    WRITING.remove();
    return null;
  }

  /**
   * Advice on the constructor of {@code HttpRequestHead}: where the application writes a request
   * itself, this is still on its stack.
   *
   * @param head the head
   */
  public static void onHead(Object head) {
    CallerMark known = WRITING.get();
    CallerMark mark = known == null ? Callers.find(WHERE) : known;
    if (mark != null) {
      Callers.carry(head, mark);
    }
  }

  /**
   * Advice on the entry of a connection's {@code beginRequest}, on its event loop.
   *
   * @param connection the connection
   * @param stream the request's part of it
   * @param head the request's head
   * @param chunked whether the body has no length
   * @param bytes what comes with the head
   * @param end whether nothing follows
   * @param connect whether only the head is written
   * @param done hears when that is done
   * @return null
   */
  public static @Nullable Object onBegin(
      Object connection,
      Object stream,
      Object head,
      boolean chunked,
      @Nullable Object bytes,
      boolean end,
      boolean connect,
      @Nullable Object done) {
    Callers.beginSending(Callers.carriedBy(head));
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param connection the connection
   * @param stream the request's part of it
   * @param head the request's head
   * @param chunked whether the body has no length
   * @param bytes what came with the head
   * @param end whether nothing follows
   * @param connect whether only the head was written
   * @param done hears when that is done
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onBegun(
      Object connection,
      Object stream,
      Object head,
      boolean chunked,
      @Nullable Object bytes,
      boolean end,
      boolean connect,
      @Nullable Object done,
      @Nullable Throwable thrown) {
    Callers.endSending();
    return null;
  }
}
