package dev.cordon.instrumentation.javahttp;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * A response whose request is not yet on its way, because its body is still being read.
 * Thread-safe.
 *
 * <p>Like the client's own futures, its future and every one derived from it cancel the call.
 */
final class PendingResponse<T> {
  private final RequestBody body;
  private final Cancellable<HttpResponse<T>> future = new Cancellable<>(this);
  private @Nullable CompletableFuture<HttpResponse<T>> sent;
  private boolean cancelled;

  PendingResponse(RequestBody body) {
    this.body = body;
  }

  CompletableFuture<HttpResponse<T>> future() {
    return future;
  }

  /** Completes as the request that is now under way does. */
  void follow(CompletableFuture<HttpResponse<T>> response) {
    boolean late;
    synchronized (this) {
      sent = response;
      late = cancelled;
    }
    if (late) {
      response.cancel(true);
    }
    response.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            future.complete(value);
          } else {
            fail(Failures.ofSendAsync(failure));
          }
        });
  }

  void fail(CompletionException failure) {
    future.completeExceptionally(failure);
  }

  private void cancel() {
    CompletableFuture<HttpResponse<T>> current;
    synchronized (this) {
      cancelled = true;
      current = sent;
    }
    if (current == null) {
      body.cancel();
    } else {
      current.cancel(true);
    }
  }

  private static final class Cancellable<U> extends CompletableFuture<U> {
    private final PendingResponse<?> call;

    Cancellable(PendingResponse<?> call) {
      this.call = call;
    }

    @Override
    public <V> CompletableFuture<V> newIncompleteFuture() {
      return new Cancellable<>(call);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      // itself first, as the JDK's own futures do: the call's end would complete it otherwise
      boolean pending = !isDone();
      boolean cancelled = super.cancel(mayInterruptIfRunning);
      if (mayInterruptIfRunning && pending) {
        call.cancel();
      }
      return cancelled;
    }
  }
}
