package dev.cordon.agent.audit;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes what waits in a trail's journal, some fifty times a second, and looks after its files once
 * a second: for a thread of its own. It polls because waking a thread would cost every call more
 * than its record does. Thread-safe.
 */
public final class AuditWriter implements Runnable {
  private static final long PAUSE_NANOS = 20_000_000L;
  private static final long MAINTENANCE_NANOS = 1_000_000_000L;

  private final AuditFile file;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean stopped;

  /** Makes the work of a thread for one trail. */
  public AuditWriter(AuditFile file) {
    this.file = file;
  }

  @Override
  public void run() {
    Thread thread = Thread.currentThread();
    file.drainer(thread);
    long maintained = System.nanoTime();
    while (!stopped) {
      LockSupport.parkNanos(this, PAUSE_NANOS);
      Thread.interrupted(); // nobody has reason to, and it would close the file
      file.drain();
      long now = System.nanoTime();
      if (now - maintained >= MAINTENANCE_NANOS) {
        maintained = now;
        file.maintain();
      }
    }
    file.drainer(null);
    file.drain();
    done.countDown();
  }

  /**
   * Writes what waits, and stops; from then on each call writes its own record.
   *
   * @param millis how long to wait at most
   * @return false when it took longer; what was not written stays in the journal
   */
  public boolean stop(long millis) {
    stopped = true;
    file.wake();
    try {
      return done.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
