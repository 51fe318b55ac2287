package dev.cordon.engine.redact.redis;

import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Connections that the application's threads read with. They are opened on the vault's own thread,
 * since resolving a name may take any time. Thread-safe.
 */
final class ReadPool {
  /** How long nobody looks whether there is still hope. */
  private static final long STEP = TimeUnit.MILLISECONDS.toNanos(5);

  private final LinkedBlockingDeque<RespConnection> idle = new LinkedBlockingDeque<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger wanted = new AtomicInteger();
  private final int most;
  private final Breaker breaker;
  private final Runnable wake;
  private volatile boolean closed;

  /**
   * Makes an empty pool.
   *
   * @param most how many connections may be open
   * @param breaker says when to stop waiting
   * @param wake called when a connection is wanted
   */
  ReadPool(int most, Breaker breaker, Runnable wake) {
    this.most = most;
    this.breaker = breaker;
    this.wake = wake;
  }

  /** Returns a connection that nobody uses; null when there is none until the deadline. */
  @Nullable RespConnection borrow(long deadline) {
    RespConnection connection = idle.pollFirst();
    if (connection != null) {
      return connection;
    }
    wanted.incrementAndGet();
    try {
      wake.run();
      long left = deadline - System.nanoTime();
      while (connection == null && left > 0 && breaker.isClosed()) {
        connection = idle.pollFirst(Math.min(left, STEP), TimeUnit.NANOSECONDS);
        left = deadline - System.nanoTime();
      }
      return connection;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the application's own; not for us to handle
      return null;
    } finally {
      wanted.decrementAndGet();
    }
  }

  /** Takes back a connection on which no reply is outstanding. */
  void giveBack(RespConnection connection) {
    idle.addFirst(connection);
    if (closed) {
      discardIdle();
    }
  }

  void discard(RespConnection connection) {
    open.decrementAndGet();
    connection.close();
  }

  void discardIdle() {
    for (RespConnection c = idle.pollFirst(); c != null; c = idle.pollFirst()) {
      discard(c);
    }
  }

  void close() {
    closed = true;
    discardIdle();
  }

  /** Tells whether somebody waits for a connection that may be opened. Asked by one thread. */
  boolean wantsMore() {
    return idle.size() < wanted.get() && open.get() < most;
  }

  /** Takes a new connection. */
  void add(RespConnection connection) {
    open.incrementAndGet();
    giveBack(connection);
  }
}
