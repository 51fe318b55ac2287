package dev.cordon.agent.host;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.telemetry.DaemonThread;
import dev.cordon.engine.audit.ExchangeRecord;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Prints the lines of calls on a thread of its own, in their order: a console or pipe may take
 * longer than the rest of a call, and all threads of the application share that stream's lock.
 * Where calls end faster than lines are printed, their threads print themselves. Thread-safe.
 */
final class CallLines implements Runnable {
  private static final int MOST = 1024;

  /** Waking a thread costs microseconds, so it looks by itself. */
  private static final long NAP_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** So many naps without a line, then the thread ends. */
  private static final int NAPS = 100;

  private final Queue<ExchangeRecord> ended = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicBoolean running = new AtomicBoolean();

  /** Whether the JVM ends: nobody prints later what waits. */
  private volatile boolean flushed;

  /**
   * Prints a call's line soon.
   *
   * @param record of a call that has ended; it changes no more
   */
  void add(ExchangeRecord record) {
    if (flushed || waiting.get() >= MOST) {
      AgentLog.info(CallLog.line(record));
      return;
    }
    waiting.incrementAndGet();
    ended.add(record);
    begin();
  }

  private void begin() {
    if (!running.get() && running.compareAndSet(false, true)) {
      try {
        AgentHost.flushAtEnd();
        DaemonThread.start("cordon-log", this);
      } catch (OutOfMemoryError noThread) {
        running.set(false);
        print();
      }
    }
  }

  @Override
  public void run() {
    for (int naps = 0; naps < NAPS; naps = print() ? 0 : naps + 1) {
      LockSupport.parkNanos(this, NAP_NANOS);
    }
    running.set(false);
    if (!ended.isEmpty()) {
      begin(); // it came in between
    }
  }

  /** Prints what waits, and from now on each line at once. */
  void flush() {
    flushed = true;
    print();
  }

  /**
   * Prints what waits.
   *
   * @return whether anything did
   */
  private synchronized boolean print() {
    boolean any = false;
    for (ExchangeRecord record = ended.poll(); record != null; record = ended.poll()) {
      waiting.decrementAndGet();
      any = true;
      try {
        AgentLog.info(CallLog.line(record));
      } catch (RuntimeException fault) {
        AgentLog.error("a call's line could not be printed", fault);
      }
    }
    return any;
  }
}
