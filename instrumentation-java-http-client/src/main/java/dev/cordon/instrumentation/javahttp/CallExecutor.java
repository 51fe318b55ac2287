package dev.cordon.instrumentation.javahttp;

import java.net.http.HttpClient;
import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

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

  /** How long a thread waits for the next call's body, in seconds. */
  private static final int IDLE_SECONDS = 5;

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
    if (isGuarded()) {
      thread(task).start();
    } else {
      Threads.POOL.execute(new Borrowed(task));
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(null, task, "cordon-java-http-client", 0, false);
    thread.setDaemon(true);
    return thread;
  }

  /** Under a security manager a thread has the rights of who made it: it serves nobody else. */
  @SuppressWarnings("removal")
  private static boolean isGuarded() {
    try {
      return System.getSecurityManager() != null;
    } catch (NoSuchMethodError e) {
      return false; // a JDK that has no security managers any more
    }
  }

  /** Making a thread for each body takes longer than most bodies do. */
  private static final class Threads {
    static final Executor POOL =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            Threads::make);

    /** A thread keeps the rights that it was made with, and with them an application's classes. */
    @SuppressWarnings("removal")
    private static Thread make(Runnable task) {
      return AccessController.doPrivileged((PrivilegedAction<Thread>) () -> thread(task));
    }
  }

  /** Runs as on a thread that was made for it, with the class loader of who asks. */
  private static final class Borrowed implements Runnable {
    private final Runnable task;
    private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

    Borrowed(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      Thread thread = Thread.currentThread();
      thread.setContextClassLoader(loader);
      try {
        task.run();
      } finally {
        thread.setContextClassLoader(null); // of an application that may be undeployed
      }
    }
  }
}
