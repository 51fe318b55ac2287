package dev.cordon.engine.redis;

import dev.cordon.engine.EngineLog;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * Whether Redis is asked at all. Opens when it can't be reached or fails several times in a row;
 * then nobody waits for it, and only a thread of its owner tries again, less and less often. Says
 * so once when it opens and once when it closes. Thread-safe.
 */
public final class Breaker {
  private static final int FAILURES = 3;
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);
  private static final long STABLE = TimeUnit.SECONDS.toNanos(60);

  private final EngineLog log;
  private final String who;
  private final String where;
  private final String consequence;
  private final long shortest;
  private boolean open;
  private int failures;
  private long pause;
  private long changed = System.nanoTime();
  private long nextTry = changed;

  /**
   * Makes a closed one.
   *
   * @param who whose connection it is, for messages
   * @param where host and port, for messages
   * @param consequence what it means that Redis can't be used, for messages
   * @param retryMillis how long to wait before the first new attempt, in milliseconds
   */
  public Breaker(EngineLog log, String who, String where, String consequence, int retryMillis) {
    this.log = log;
    this.who = who;
    this.where = where;
    this.consequence = consequence;
    this.shortest = TimeUnit.MILLISECONDS.toNanos(retryMillis);
  }

  /** Tells whether Redis is asked. */
  public synchronized boolean isClosed() {
    return !open;
  }

  /** Returns how long the vault's thread has to wait before it may try, in nanoseconds. */
  public synchronized long pauseNanos(long whenClosed) {
    return open ? Math.max(0, nextTry - System.nanoTime()) : whenClosed;
  }

  /** Notes that a command was answered. */
  public synchronized void succeeded() {
    failures = 0;
  }

  /** Notes that there is a connection, which is no proof that commands will be answered. */
  public synchronized void connected() {
    if (open) {
      open = false;
      failures = 0;
      changed = System.nanoTime();
      log.info(who + ": Redis at " + where + " is reachable again");
    }
  }

  /** Notes that a command failed; one failure may be bad luck. */
  public synchronized void failed(IOException fault) {
    if (++failures >= FAILURES) {
      trip(fault);
    }
  }

  /** Notes that no connection could be made. */
  public synchronized void trip(IOException fault) {
    long now = System.nanoTime();
    if (!open) {
      open = true;
      pause = pause > 0 && now - changed < STABLE ? Math.min(pause * 2, LONGEST) : shortest;
      changed = now;
      log.error(
          who + ": Redis at " + where + " can't be used (" + reason(fault) + "); " + consequence);
    } else if (now - nextTry >= 0) {
      pause = Math.min(pause * 2, LONGEST);
    }
    nextTry = now + pause;
  }

  /** Returns what happened in a word, without what was sent. */
  public static String reason(IOException fault) {
    return fault instanceof RedisErrorException
        ? String.valueOf(fault.getMessage())
        : fault.getClass().getSimpleName();
  }
}
