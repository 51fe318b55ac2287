package dev.cordon.instrumentation.openai;

import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpRequestBody;
import dev.cordon.engine.CallerMark;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Call;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Remembers who makes an asynchronous call until it is sent, on another thread. Thread-safe. */
public final class CallerAdvice {
  /** By body: the request around it may be made anew. */
  private static final Attached<HttpRequestBody, CallerMark> CALLERS = new Attached<>();

  private CallerAdvice() {}

  /**
   * Advice on the return of {@code prepareAsync}.
   *
   * @param request the request that is prepared, perhaps later
   * @return a future of the same request
   */
  public static CompletableFuture<HttpRequest> prepared(CompletableFuture<HttpRequest> request) {
    CallerMark caller = Call.caller("openai-java", () -> head(request));
    return caller == null ? request : request.thenApply(made -> attached(made, caller));
  }

  /** The request is there already but where its key has to be fetched. */
  private static @Nullable RequestHead head(CompletableFuture<HttpRequest> request) {
    HttpRequest known = request.isCompletedExceptionally() ? null : request.getNow(null);
    HttpRequestBody body = known == null ? null : RequestBody.of(known);
    return known == null || body == null ? null : OutgoingRequest.head(known, body);
  }

  private static HttpRequest attached(HttpRequest request, CallerMark caller) {
    HttpRequestBody body = RequestBody.of(request);
    if (body != null) {
      CALLERS.put(body, caller);
    }
    return request;
  }

  /** Returns who made the call with this body; null when that was not looked for. */
  static @Nullable CallerMark callerOf(HttpRequestBody body) {
    return CALLERS.remove(body);
  }
}
