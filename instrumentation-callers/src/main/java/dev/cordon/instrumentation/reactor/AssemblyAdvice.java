package dev.cordon.instrumentation.reactor;

import dev.cordon.engine.CallerMark;
import dev.cordon.instrumentation.Callers;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.channel.ChannelOperations;
import reactor.util.context.Context;

/**
 * Advice where requests are assembled, and where Reactor Netty is about to write one. What the
 * application assembles is the caller's, whoever subscribes to it, on whatever thread. Thread-safe.
 */
public final class AssemblyAdvice {
  private static final String WHERE = "reactor";

  /** Set while a layer above Reactor Netty assembles: the subscriber runs it, not the caller. */
  private static final ThreadLocal<@Nullable Boolean> ABOVE = new ThreadLocal<>();

  private AssemblyAdvice() {}

  /**
   * Advice on the return of {@code HttpClientConnect.connect}, which every request begins with.
   *
   * @param client the client
   * @param result what was assembled
   * @return the same for whom it was assembled
   */
  public static Mono<?> onConnect(Object client, Mono<?> result) {
    CallerMark found = Callers.find(WHERE);
    if (found == null) {
      return result;
    }
    boolean isBelow = ABOVE.get() != null || found.site() == null;
    return result.contextWrite(context -> context.put(Callers.KEY, who(context, found, isBelow)));
  }

  /**
   * Tells who assembled a request.
   *
   * @param context the context that it is subscribed in
   * @param found who stood on the stack when it was assembled
   * @param isBelow whether a layer above knows better
   */
  private static CallerMark who(Context context, CallerMark found, boolean isBelow) {
    CallerMark caller = found;
    Object above = isBelow ? context.getOrDefault(Callers.KEY, null) : null;
    if (above instanceof CallerMark && ((CallerMark) above).site() != null) {
      caller = (CallerMark) above;
    }
    return caller.answering(context.<@Nullable String>getOrDefault(Callers.PATH, null));
  }

  /**
   * Advice on the return of {@code DefaultRequestBodyUriSpec.exchange} of Spring's WebClient.
   *
   * @param request the request
   * @param result what was assembled
   * @return the same for whom it was assembled
   */
  public static Mono<?> onExchange(Object request, Mono<?> result) {
    return onOperation(result);
  }

  /**
   * Advice on the return of Azure's {@code FluxUtil.withContext}.
   *
   * @param result what was assembled
   * @return the same for whom it was assembled
   */
  public static Mono<?> onOperation(Mono<?> result) {
    CallerMark found = Callers.find(WHERE);
    return found == null ? result : result.contextWrite(context -> context.put(Callers.KEY, found));
  }

  /**
   * Advice on the return of Azure's {@code FluxUtil.fluxContext}.
   *
   * @param result what was assembled
   * @return the same for whom it was assembled
   */
  public static Flux<?> onStream(Flux<?> result) {
    CallerMark found = Callers.find(WHERE);
    return found == null ? result : result.contextWrite(context -> context.put(Callers.KEY, found));
  }

  /**
   * Advice on the entry of Spring's {@code ReactorClientHttpConnector.connect}.
   *
   * @param connector the connector
   * @param method the request's method
   * @param uri where it goes
   * @param callback writes it
   * @return null
   */
  public static @Nullable Object onConnector(
      Object connector, Object method, Object uri, Object callback) {
    ABOVE.set(true);
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param connector the connector
   * @param method the request's method
   * @param uri where it goes
   * @param callback writes it
   * @param result what was assembled
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onConnected(
      Object connector,
      Object method,
      Object uri,
      Object callback,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    ABOVE.remove();
    return null;
  }

  /**
   * Advice on the entry of Azure's {@code NettyAsyncHttpClient.send}.
   *
   * @param client the client
   * @param request the request
   * @param context Azure's own
   * @return null
   */
  public static @Nullable Object onSend(Object client, Object request, Object context) {
    ABOVE.set(true);
    return null;
  }

  /**
   * Advice on its exit.
   *
   * @param client the client
   * @param request the request
   * @param context Azure's own
   * @param result what was assembled
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onSent(
      Object client,
      Object request,
      Object context,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    ABOVE.remove();
    return null;
  }

  /**
   * Advice on the entry of {@code HttpClientHandler.requestWithBody}: from here on the channel is
   * this request's. A channel serves one at a time.
   *
   * @param handler the request's
   * @param operations its channel's
   * @return null
   */
  public static @Nullable Object onRequest(Object handler, ChannelOperations<?, ?> operations) {
    Object mark = operations.currentContext().getOrDefault(Callers.KEY, null);
    // What was assembled before a policy asked bears none, and the event loop's stack isn't its
    // own.
    CallerMark known = mark instanceof CallerMark ? (CallerMark) mark : null;
    Callers.carryOrUnknown(WHERE, operations.channel(), known);
    return null;
  }
}
