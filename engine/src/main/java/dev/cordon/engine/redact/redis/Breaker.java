package dev.cordon.engine.redact.redis;

import dev.cordon.engine.EngineLog;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Whether Redis is asked at all. Opens when it can't be reached or fails several times in a row;
 * then nobody waits for it, and only the vault's own thread tries again, less and less often. Says
 * so once when it opens and once when it closes. Thread-safe.
 */
final class Breaker {
  private static final int FAILURES = 3;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);
  private static final long STABLE = TimeUnit.SECONDS.toNanos(60);

  private final EngineLog log;
  private final String where;
  private final long shortest;
  private boolean open;
  private int failures;
  private long pause;
  private long changed = System.nanoTime();
  private long nextTry = changed;

  /**
   * Makes a closed one.
   *
   * @param where host and port, for messages
   * @param retryMillis how long to wait before the first new attempt, in milliseconds
   */
  Breaker(EngineLog log, String where, int retryMillis) {
    this.log = log;
    this.where = where;
    this.shortest = TimeUnit.MILLISECONDS.toNanos(retryMillis);
  }

  synchronized boolean isClosed() {
    return !open;
  }

  /** Returns how long the vault's thread has to wait before it may try, in nanoseconds. */
  synchronized long pauseNanos(long whenClosed) {
    return open ? Math.max(0, nextTry - System.nanoTime()) : whenClosed;
  }

  /** Notes that a command was answered. */
  synchronized void succeeded() {
    failures = 0;
  }

  /** Notes that there is a connection, which is no proof that commands will be answered. */
  synchronized void connected() {
    if (open) {
      open = false;
      failures = 0;
      changed = System.nanoTime();
      log.info("vault: Redis at " + where + " is reachable again");
    }
  }

  /** Notes that a command failed; one failure may be bad luck. */
  synchronized void failed(IOException fault) {
    if (++failures >= FAILURES) {
      trip(fault);
    }
  }

  /** Notes that no connection could be made. */
  synchronized void trip(IOException fault) {
    long now = System.nanoTime();
    if (!open) {
      open = true;
      pause = pause > 0 && now - changed < STABLE ? Math.min(pause * 2, LONGEST) : shortest;
      changed = now;
      log.error(
          "vault: Redis at "
              + where
              + " can't be used ("
              + reason(fault)
              + "); calls go on, and tokens that other JVMs issued are not restored until it is"
              + " back");
    } else if (now - nextTry >= 0) {
      pause = Math.min(pause * 2, LONGEST);
    }
    nextTry = now + pause;
  }

  static String reason(IOException fault) {
    return fault instanceof RedisErrorException
        ? String.valueOf(fault.getMessage())
        : fault.getClass().getSimpleName();
  }
}
