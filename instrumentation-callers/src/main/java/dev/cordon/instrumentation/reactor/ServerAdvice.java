package dev.cordon.instrumentation.reactor;

import dev.cordon.instrumentation.Callers;
import dev.cordon.instrumentation.Cordon;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpRequest;
import reactor.core.publisher.Mono;

/** Advice where WebFlux begins to answer a web request: what comes of that knows its path. */
public final class ServerAdvice {
  private ServerAdvice() {}

  /**
   * Advice on the exit of {@code HttpWebHandlerAdapter.handle}.
   *
   * @param adapter the adapter
   * @param request the web request
   * @param response its answer
   * @param result what was assembled
   * @param thrown what it threw
   * @return the same in a context with the path; null where no rule asks
   */
  public static @Nullable Object onHandle(
      Object adapter,
      Object request,
      Object response,
      @Nullable Mono<?> result,
      @Nullable Throwable thrown) {
    if (result == null || !Cordon.asksForPaths()) {
      return null;
    }
    String path = ((HttpRequest) request).getURI().getRawPath();
    return path == null ? null : result.contextWrite(context -> context.put(Callers.PATH, path));
  }
}
