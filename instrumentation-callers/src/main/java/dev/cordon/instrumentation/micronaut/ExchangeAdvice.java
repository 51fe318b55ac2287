package dev.cordon.instrumentation.micronaut;

import dev.cordon.engine.CallerMark;
import dev.cordon.instrumentation.Callers;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Advice where an exchange is asked for, and where its request is written. Requests are the
 * application's own objects: one that two callers send is nobody's. Thread-safe.
 */
public final class ExchangeAdvice {
  private ExchangeAdvice() {}

  private static void mark(Object request) {
    CallerMark mark = Callers.find("micronaut");
    if (mark != null) {
      CallerMark before = Callers.carriedBy(request);
      boolean isOne =
          before == null
              || (Objects.equals(before.site(), mark.site())
                  && Objects.equals(before.path(), mark.path()));
      Callers.carry(request, isOne ? mark : CallerMark.UNKNOWN);
    }
  }

  /**
   * Advice on the entry of {@code DefaultHttpClient.exchange}, plain or blocking.
   *
   * @param client the client
   * @param request the request
   * @param body what the answer's body becomes
   * @param error what an error's becomes
   * @param hint whether the caller waits
   * @return null
   */
  public static @Nullable Object onExchange(
      Object client,
      Object request,
      @Nullable Object body,
      @Nullable Object error,
      @Nullable Object hint) {
    mark(request);
    return null;
  }

  /**
   * Advice on the entry of methods with three parameters.
   *
   * @param client the client
   * @param request the request
   * @param second of the method's
   * @param third of the method's
   * @return null
   */
  public static @Nullable Object onThree(
      Object client, Object request, @Nullable Object second, @Nullable Object third) {
    mark(request);
    return null;
  }

  /**
   * Advice on the entry of methods with two parameters.
   *
   * @param client the client
   * @param request the request
   * @param second of the method's
   * @return null
   */
  public static @Nullable Object onTwo(Object client, Object request, @Nullable Object second) {
    mark(request);
    return null;
  }

  /**
   * Advice on the entry of {@code sendRawRequest0}.
   *
   * @param client the client
   * @param pool the connection's
   * @param request the request
   * @param body its body
   * @param answer completes with the answer
   * @param written the request as Netty's
   * @return null
   */
  public static @Nullable Object onSend(
      Object client,
      Object pool,
      Object request,
      @Nullable Object body,
      @Nullable Object answer,
      Object written) {
    CallerMark mark = Callers.carriedBy(request);
    Callers.carry(written, mark == null ? CallerMark.UNKNOWN : mark);
    Callers.beginSending(mark);
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param client the client
   * @param pool the connection's
   * @param request the request
   * @param body its body
   * @param answer completes with the answer
   * @param written the request as Netty's
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onSent(
      Object client,
      Object pool,
      Object request,
      @Nullable Object body,
      @Nullable Object answer,
      Object written,
      @Nullable Throwable thrown) {
    Callers.endSending();
    return null;
  }
}
