package dev.cordon.instrumentation;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads on which calls are judged and answers restored, for clients whose own threads must not
 * wait: a detector of the user's or a vault over a network may take its time. They are made when
 * they are needed and end when they aren't, so they hold no application's class loader.
 * Thread-safe.
 */
public final class CallThreads implements Executor {
  private static final CallThreads INSTANCE = new CallThreads();
  private static final int FEWEST = 8;
  private static final int IDLE_SECONDS = 5;

  private final ThreadPoolExecutor pool;

  private CallThreads() {
    int threads = Math.max(FEWEST, 2 * Runtime.getRuntime().availableProcessors());
    pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<Runnable>(),
            new Daemons());
    pool.allowCoreThreadTimeOut(true);
  }

  /** Returns the threads that all clients share. */
  public static CallThreads shared() {
    return INSTANCE;
  }

  /**
   * Runs a task on one of the threads, with the context class loader of the thread that asks.
   *
   * @param task the task
   * @throws OutOfMemoryError when there is no thread for it
   */
  @Override
  public void execute(Runnable task) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    pool.execute(
        () -> {
          Thread thread = Thread.currentThread();
          thread.setContextClassLoader(context);
          try {
            task.run();
          } finally {
            thread.setContextClassLoader(null);
          }
        });
  }

  private static final class Daemons implements ThreadFactory {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public Thread newThread(Runnable work) {
      Thread thread = new Thread(work, "cordon-call-" + count.incrementAndGet());
      thread.setDaemon(true);
      thread.setContextClassLoader(null);
      return thread;
    }
  }
}
