package dev.cordon.agent.host;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.telemetry.DaemonThread;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells trail and telemetry of places where calls may pass unseen, on a thread of its own: they are
 * found while a class is loaded or a connection is opened, where nothing may wait for the engine's
 * start, and perhaps no hook is left that would ever start it. Telemetry of the application may
 * come up later, so it is tried for some minutes. Thread-safe.
 */
final class BlindSpotReports implements Runnable {
  /** With pauses that double from a second on: a quarter of an hour. */
  private static final int ROUNDS = 10;

  private static final int DONE = -1;

  private static final Object LOCK = new Object();
  private static final List<Report> UNTOLD = new ArrayList<Report>();
  private static @Nullable Thread teller;
  private static boolean news;

  private BlindSpotReports() {}

  /** What was told of one. */
  private static final class Report {
    final BlindPlace place;
    boolean tried;
    boolean recorded;
    boolean counted;

    Report(BlindPlace place) {
      this.place = place;
    }
  }

  /** Tells of one, soon. */
  static void add(BlindPlace place) {
    synchronized (LOCK) {
      UNTOLD.add(new Report(place));
    }
    AgentHost.flushAtEnd();
    again();
  }

  /** Tells what could not be told so far: the policy has changed. */
  static void again() {
    synchronized (LOCK) {
      if (UNTOLD.isEmpty()) {
        return;
      }
      news = true;
      LOCK.notifyAll();
      if (teller == null) {
        teller = DaemonThread.start("cordon-blind-spots", new BlindSpotReports());
      }
    }
  }

  /** Waits until each has been tried once. */
  static void await(long millis) {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    synchronized (LOCK) {
      for (long left = millis; left > 0 && !isTried(); ) {
        try {
          LOCK.wait(left);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return;
        }
        left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
      }
    }
  }

  private static boolean isTried() {
    for (Report report : UNTOLD) {
      if (!report.tried) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void run() {
    try {
      for (int round = 0; round != DONE; round = next(round)) {
        for (Report report : untold()) {
          tell(report);
        }
      }
    } catch (Throwable fault) {
      AgentLog.error("blind spots could not be recorded", fault);
      synchronized (LOCK) {
        UNTOLD.clear(); // it would fail again
        teller = null;
        LOCK.notifyAll();
      }
    }
  }

  private static List<Report> untold() {
    synchronized (LOCK) {
      news = false;
      return new ArrayList<Report>(UNTOLD);
    }
  }

  private static void tell(Report report) {
    if (!report.recorded) {
      report.recorded = AgentHost.record(report.place.spot());
    }
    if (!report.counted) {
      report.counted = AgentHost.count(report.place);
    }
    synchronized (LOCK) {
      report.tried = true;
      if (report.recorded && report.counted) {
        UNTOLD.remove(report);
      }
      LOCK.notifyAll();
    }
  }

  /** Waits for more to tell, or to try again; says which round is the next. */
  private static int next(int round) throws InterruptedException {
    synchronized (LOCK) {
      if (UNTOLD.isEmpty() || round == ROUNDS) {
        teller = null;
        return DONE;
      }
      long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(1L << round);
      while (!news) {
        long millis = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime());
        if (millis <= 0) {
          return round + 1;
        }
        LOCK.wait(millis);
      }
      return 0;
    }
  }
}
