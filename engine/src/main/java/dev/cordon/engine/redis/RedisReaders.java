package dev.cordon.engine.redis;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Threads that read from Redis, so that the application's own wait for so long and no longer,
 * whatever a client library, a name server or a handshake does. Thread-safe.
 */
public final class RedisReaders {
  private static final int WAITING = 256;
  private static final int IDLE_SECONDS = 30;

  private final ThreadPoolExecutor threads;
  private final int patienceMillis;

  /**
   * Makes readers; their threads start when they are needed and end when they aren't.
   *
   * @param name the threads' name
   * @param count how many read at a time
   * @param patienceMillis how long a caller waits, in milliseconds
   */
  public RedisReaders(String name, int count, int patienceMillis) {
    this.patienceMillis = patienceMillis;
    this.threads =
        new ThreadPoolExecutor(
            count,
            count,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<Runnable>(WAITING),
            new ThreadFactory() {
              @Override
              public Thread newThread(Runnable work) {
                Thread thread = new Thread(work, name);
                thread.setDaemon(true);
                thread.setContextClassLoader(null); // keeps no application alive
                return thread;
              }
            });
    threads.allowCoreThreadTimeOut(true);
  }

  /** Runs a read on a thread of ours and waits for it. */
  public <T> T read(Callable<T> work) throws IOException {
    Future<T> future;
    try {
      future = threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new SocketTimeoutException();
    }
    try {
      return future.get(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(false);
      throw new SocketTimeoutException();
    } catch (InterruptedException e) {
      future.cancel(false);
      Thread.currentThread().interrupt(); // the application's own; not for us to handle
      throw new InterruptedIOException();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      throw cause instanceof IOException
          ? (IOException) cause
          : new IOException(String.valueOf(cause == null ? null : cause.getClass().getName()));
    }
  }

  /** Ends the threads when what was begun is done. */
  public void close() {
    threads.shutdown();
  }
}
