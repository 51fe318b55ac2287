package dev.cordon.instrumentation.apache4;

import java.util.concurrent.Future;
import org.apache.http.HttpRequest;
import org.apache.http.client.methods.HttpExecutionAware;
import org.apache.http.concurrent.Cancellable;
import org.jspecify.annotations.Nullable;

/**
 * What the application's request cancels when it is aborted: the client has another request, so
 * nobody tells the application's. Set once, before the client begins, since the request cancels at
 * once what two threads set at the same time. Thread-safe.
 */
final class Aborting implements Cancellable {
  private volatile boolean isAborted;
  private volatile @Nullable Future<?> future;
  private volatile @Nullable Cancellable handler;

  /** Connects a request; one that was aborted before aborts now. */
  static Aborting of(HttpRequest request) {
    Aborting aborting = new Aborting();
    if (request instanceof HttpExecutionAware) {
      ((HttpExecutionAware) request).setCancellable(aborting);
    }
    return aborting;
  }

  /** Takes what the client returned. */
  void returned(Future<?> made) {
    future = made;
    if (isAborted) {
      made.cancel(true);
    }
  }

  /**
   * Takes what drives the call: before 4.1.3 the future doesn't end what a connection does.
   *
   * @param driving the client's handler
   */
  void drivenBy(Object driving) {
    if (driving instanceof Cancellable) {
      handler = (Cancellable) driving;
      if (isAborted) {
        ((Cancellable) driving).cancel();
      }
    }
  }

  @Override
  public boolean cancel() {
    isAborted = true;
    Cancellable driving = handler;
    boolean ended = driving != null && driving.cancel();
    Future<?> made = future;
    return (made != null && made.cancel(true)) || ended;
  }
}
