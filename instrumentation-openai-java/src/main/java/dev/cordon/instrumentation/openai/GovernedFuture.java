package dev.cordon.instrumentation.openai;

import com.openai.core.http.HttpResponse;
import dev.cordon.engine.Exchange;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The answer to come. Fails with the very exception that the client's future fails with; cancelling
 * it cancels that one.
 */
final class GovernedFuture extends CompletableFuture<HttpResponse>
    implements BiConsumer<@Nullable HttpResponse, @Nullable Throwable> {
  private final Exchange exchange;
  private final CompletableFuture<HttpResponse> response;

  @SuppressWarnings({"ThisEscapedInObjectConstruction", "FutureReturnValueIgnored"})
  GovernedFuture(Exchange exchange, CompletableFuture<HttpResponse> response) {
    this.exchange = exchange;
    this.response = response;
    response.whenComplete(this);
  }

  /** Takes what the client's future completes with. */
  @Override
  public void accept(@Nullable HttpResponse answer, @Nullable Throwable failure) {
    if (failure != null || answer == null) {
      Throwable seen = failure == null ? new NullPointerException() : failure;
      Throwable cause = seen.getCause();
      exchange.fail(seen instanceof CompletionException && cause != null ? cause : seen);
      if (failure != null) {
        completeExceptionally(failure);
      } else {
        complete(null);
      }
      return;
    }
    HttpResponse governed = GovernedResponse.of(exchange, answer);
    if (!complete(governed)) {
      governed.close(); // the application gave the future up: nobody will read the answer
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    response.cancel(mayInterruptIfRunning);
    return cancelled;
  }
}
