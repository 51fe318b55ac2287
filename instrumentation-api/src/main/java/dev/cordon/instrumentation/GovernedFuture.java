package dev.cordon.instrumentation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The answer to come. Fails with the very exception that the library's future fails with;
 * cancelling it cancels that one.
 */
final class GovernedFuture<T> extends CompletableFuture<T>
    implements BiConsumer<@Nullable T, @Nullable Throwable> {
  private final Decision decision;
  private final CompletableFuture<T> sent;
  private final UnaryOperator<T> answered;
  private final Consumer<T> unwanted;

  private GovernedFuture(
      Decision decision,
      CompletableFuture<T> sent,
      UnaryOperator<T> answered,
      Consumer<T> unwanted) {
    this.decision = decision;
    this.sent = sent;
    this.answered = answered;
    this.unwanted = unwanted;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // completes with us
  static <T> CompletableFuture<T> of(
      Decision decision,
      CompletableFuture<T> sent,
      UnaryOperator<T> answered,
      Consumer<T> unwanted) {
    GovernedFuture<T> future = new GovernedFuture<>(decision, sent, answered, unwanted);
    sent.whenComplete(future);
    return future;
  }

  /** Takes what the library's future completes with. */
  @Override
  public void accept(@Nullable T answer, @Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause = failure.getCause();
      decision.fail(failure instanceof CompletionException && cause != null ? cause : failure);
      completeExceptionally(failure);
    } else if (answer == null) {
      decision.fail(new NullPointerException());
      complete(null);
    } else {
      T governed = answered.apply(answer);
      if (!complete(governed)) {
        unwanted.accept(governed); // the application gave up: nobody will read the answer
      }
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    boolean cancelled = super.cancel(mayInterruptIfRunning);
    sent.cancel(mayInterruptIfRunning);
    return cancelled;
  }
}
