package dev.cordon.instrumentation.ktorcio;

import dev.cordon.engine.CallerMark;
import dev.cordon.instrumentation.Call;
import io.ktor.client.request.HttpRequestBuilder;
import io.ktor.client.request.HttpRequestData;
import io.ktor.util.AttributeKey;
import org.jspecify.annotations.Nullable;

/**
 * Catches who makes a call: the engine is given the request on a thread of its own. Thread-safe.
 */
public final class CallerAdvice {
  private static final AttributeKey<CallerMark> CALLER = new AttributeKey<>("cordon-caller");

  private CallerAdvice() {}

  /**
   * Advice on the return of {@code HttpRequestBuilder.build}.
   *
   * @param builder the builder
   * @param request what it built
   * @return the same
   */
  public static HttpRequestData onBuild(HttpRequestBuilder builder, HttpRequestData request) {
    CallerMark caller = Call.caller(Outgoing.WHERE, () -> Outgoing.head(request));
    if (caller != null) {
      request.getAttributes().put(CALLER, caller);
    }
    return request;
  }

  /** Returns who makes a call; null when policy doesn't ask or nobody is known. */
  static @Nullable CallerMark callerOf(HttpRequestData request) {
    return request.getAttributes().getOrNull(CALLER);
  }
}
