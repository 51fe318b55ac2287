package dev.cordon.instrumentation.javahttp;

import java.net.http.HttpClient;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Runs what may block. The application's executor where the client has one, as the client would; a
 * thread of its own otherwise: the client's default pool is out of reach, and the common pool is no
 * place for blocking reads.
 */
final class CallExecutor implements Executor {
  /**
   * For {@code send}: it may run on the only thread of the client's executor, which would then wait
   * for itself.
   */
  static final Executor OWN_THREAD = new CallExecutor(Optional.empty());

  private final Optional<Executor> executor;

  private CallExecutor(Optional<Executor> executor) {
    this.executor = executor;
  }

  /** Returns the executor for {@code sendAsync}. */
  static Executor of(HttpClient client) {
    return new CallExecutor(client.executor());
  }

  @Override
  public void execute(Runnable task) {
    if (executor.isPresent()) {
      try {
        executor.get().execute(task);
        return;
      } catch (RejectedExecutionException ignored) {
        // the client goes on with another executor then, and so do we
      }
    }
    Thread thread = new Thread(null, task, "cordon-java-http-client", 0, false);
    thread.setDaemon(true);
    thread.start();
  }
}
