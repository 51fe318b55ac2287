package dev.cordon.engine.detect.external;

import dev.cordon.engine.detect.ExternalDetector;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Daemon threads that external detectors are called on. One that never returns costs a thread; when
 * all are lost, calls fail at once. After some time-outs in a row nobody waits for a while.
 * Thread-safe.
 */
final class DetectorThreads {
  private static final int THREADS = 32;
  private static final int TOO_MANY = 5;
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final int millis;
  private final ThreadPoolExecutor threads;
  private final AtomicInteger late = new AtomicInteger();
  private final AtomicLong pausedAt = new AtomicLong();

  DetectorThreads(int millis) {
    this.millis = millis;
    threads =
        new ThreadPoolExecutor(
            0,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<Runnable>(),
            new ThreadFactory() {
              @Override
              public Thread newThread(Runnable work) {
                return new Worker(work);
              }
            });
  }

  /** Calls a detector; tells whether it ended well and in time. */
  boolean call(ExternalDetector detector, byte[] text, String key, ExternalDetectors.Spans into) {
    if (Thread.currentThread() instanceof Worker) {
      return true; // a call that a detector makes itself: asking it again would never end
    }
    if (late.get() >= TOO_MANY && System.nanoTime() - pausedAt.get() < PAUSE_NANOS) {
      return false;
    }
    Call call = new Call(detector, text, key, into);
    Future<?> running;
    try {
      running = threads.submit(call);
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      return false; // no thread is free, or none can be made
    }
    try {
      running.get(millis, TimeUnit.MILLISECONDS);
      late.set(0);
      return call.well;
    } catch (TimeoutException e) {
      if (late.incrementAndGet() >= TOO_MANY) {
        pausedAt.set(System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      late.set(0);
    }
    into.close();
    running.cancel(true);
    return false;
  }

  /** A thread that calls detectors. */
  private static final class Worker extends Thread {
    Worker(Runnable work) {
      super(work, "cordon-detector");
      setDaemon(true);
    }
  }

  /** One call. What it has found is read when its future is done. */
  private static final class Call implements Runnable {
    private final ExternalDetector detector;
    private final byte[] text;
    private final String key;
    private final ExternalDetectors.Spans into;
    private boolean well;

    Call(ExternalDetector detector, byte[] text, String key, ExternalDetectors.Spans into) {
      this.detector = detector;
      this.text = text;
      this.key = key;
      this.into = into;
    }

    @Override
    public void run() {
      Thread.currentThread().setContextClassLoader(detector.getClass().getClassLoader());
      well = ExternalDetectors.call(detector, text, key, into);
    }
  }
}
