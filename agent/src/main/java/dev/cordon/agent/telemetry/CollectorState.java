package dev.cordon.agent.telemetry;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Whether a collector takes what is sent to it, over all signals: the operator is told once when
 * that changes. Thread-safe.
 */
final class CollectorState {
  /** The same problem that comes and goes is not said again sooner. */
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(10);

  private final String authority;
  private final Notice notice;

  /** What is wrong now, by endpoint. */
  private final Map<String, String> problems = new HashMap<>();

  /** When a problem was last said. */
  private final Map<String, Long> said = new HashMap<>();

  private boolean recoveryIsNews;

  /**
   * Makes a state in which nothing is wrong.
   *
   * @param authority host and port
   */
  CollectorState(String authority, Notice notice) {
    this.authority = authority;
    this.notice = notice;
  }

  /** Takes note that an endpoint took what was sent. */
  synchronized void works(String endpoint) {
    boolean last = problems.remove(endpoint) != null && problems.isEmpty();
    if (last && recoveryIsNews) {
      recoveryIsNews = false;
      notice.warn("telemetry is sent to " + authority + " again");
    }
  }

  /**
   * Takes note that something sent to an endpoint was lost.
   *
   * @param problem why, in an operator's words, without anything that the peer said
   */
  synchronized void fails(String endpoint, String problem) {
    boolean known = problems.containsValue(problem);
    problems.put(endpoint, problem);
    long now = System.nanoTime();
    Long before = said.get(problem);
    if (!known && (before == null || now - before > QUIET_NANOS)) {
      said.put(problem, now);
      recoveryIsNews = true;
      notice.warn("telemetry can't be sent to " + authority + ": " + problem);
    }
  }
}
