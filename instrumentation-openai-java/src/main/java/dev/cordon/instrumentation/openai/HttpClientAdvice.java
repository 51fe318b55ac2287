package dev.cordon.instrumentation.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.RetryingHttpClient;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.TakeOver;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Takes AI calls over: makes the same call again with a body of ours, by which it knows its own
 * call. What the call throws, the application sees as it is.
 */
public final class HttpClientAdvice {
  private HttpClientAdvice() {}

  /**
   * Advice on the entry of {@code RetryingHttpClient.execute}.
   *
   * @param client the client
   * @param request the request
   * @param options the options
   * @return the answer, or null to go on
   */
  public static @Nullable Object execute(
      RetryingHttpClient client, HttpRequest request, RequestOptions options) {
    GovernedRequest governed = GovernedRequest.of(request);
    if (governed == null) {
      return null;
    }
    if (governed.refusal() != null) {
      return governed.refusal();
    }
    return (TakeOver) () -> answer(client, options, governed);
  }

  private static HttpResponse answer(
      RetryingHttpClient client, RequestOptions options, GovernedRequest governed) {
    Decision decision = governed.decision();
    if (decision == null) {
      return client.execute(governed.outgoing(), options);
    }
    return GovernedResponse.of(
        decision, decision.send(() -> client.execute(governed.outgoing(), options)));
  }

  /**
   * Advice on the entry of {@code RetryingHttpClient.executeAsync}.
   *
   * @param client the client
   * @param request the request
   * @param options the options
   * @return the answer's future, or null to go on
   */
  public static @Nullable Object executeAsync(
      RetryingHttpClient client, HttpRequest request, RequestOptions options) {
    GovernedRequest governed = GovernedRequest.of(request);
    if (governed == null) {
      return null;
    }
    if (governed.refusal() != null) {
      return CompletableFuture.completedFuture(governed.refusal());
    }
    return (TakeOver) () -> future(client, options, governed);
  }

  private static CompletableFuture<HttpResponse> future(
      RetryingHttpClient client, RequestOptions options, GovernedRequest governed) {
    Decision decision = governed.decision();
    if (decision == null) {
      return client.executeAsync(governed.outgoing(), options);
    }
    return decision.sendAsync(
        () -> client.executeAsync(governed.outgoing(), options),
        answer -> GovernedResponse.of(decision, answer),
        HttpResponse::close);
  }
}
