package dev.cordon.instrumentation.openai;

import com.openai.core.RequestOptions;
import com.openai.core.http.HttpRequest;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.RetryingHttpClient;
import dev.cordon.engine.Exchange;
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
      return new SyntheticResponse(governed.refusal());
    }
    Exchange exchange = governed.exchange();
    if (exchange == null) {
      return client.execute(governed.outgoing(), options);
    }
    HttpResponse response;
    Exchange.Scope scope = exchange.makeCurrent();
    try {
      response = client.execute(governed.outgoing(), options);
    } catch (Throwable failure) {
      exchange.fail(failure);
      throw failure;
    } finally {
      scope.close();
    }
    return GovernedResponse.of(exchange, response);
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
      return CompletableFuture.completedFuture(new SyntheticResponse(governed.refusal()));
    }
    Exchange exchange = governed.exchange();
    if (exchange == null) {
      return client.executeAsync(governed.outgoing(), options);
    }
    CompletableFuture<HttpResponse> response;
    Exchange.Scope scope = exchange.makeCurrent();
    try {
      response = client.executeAsync(governed.outgoing(), options);
    } catch (Throwable failure) {
      exchange.fail(failure);
      throw failure;
    } finally {
      scope.close();
    }
    return new GovernedFuture(exchange, response);
  }
}
