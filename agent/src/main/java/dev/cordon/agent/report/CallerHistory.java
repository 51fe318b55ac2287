package dev.cordon.agent.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each caller did on each day: finds a rate or a class of data that a caller never had. Not
 * thread-safe.
 */
final class CallerHistory {
  private static final int MAX_CALLERS = 5_000;
  private static final int MAX_DAYS = 400;
  private static final long DAY = 86_400_000L;

  /** A caller is judged by its own past only when there is one. */
  private static final int MIN_PAST_DAYS = 3;

  /** Five calls after two a day are no news. */
  private static final int MIN_CALLS = 20;

  private final Map<String, History> callers = new HashMap<>();

  private static final class History {
    final Map<String, Long> firstOfClass = new TreeMap<>();
    long first = Long.MAX_VALUE;
    int firstDay;
    int[] calls = {};

    /** Counts a call; of more than {@link #MAX_DAYS} days only the latest are kept. */
    void count(int day) {
      if (calls.length == 0) {
        firstDay = day;
      }
      int last = Math.max(day, firstDay + calls.length - 1);
      int from = Math.max(Math.min(day, firstDay), last - MAX_DAYS + 1);
      if (from != firstDay || last - from >= calls.length) {
        int[] moved = new int[last - from + 1];
        for (int i = Math.max(0, from - firstDay); i < calls.length; i++) {
          moved[i + firstDay - from] = calls[i];
        }
        calls = moved;
        firstDay = from;
      }
      if (day >= firstDay) {
        calls[day - firstDay]++;
      }
    }
  }

  void add(TrailRecord record, long time) {
    String caller = record.textOrNull("caller");
    String name = record.text("service") + (caller == null ? "" : " · " + caller);
    History history = callers.get(name);
    if (history == null) {
      if (callers.size() >= MAX_CALLERS) {
        return;
      }
      history = new History();
      callers.put(name, history);
    }
    history.first = Math.min(history.first, time);
    history.count((int) Math.floorDiv(time, DAY));
    for (int i = 0; i < record.findings; i++) {
      history.firstOfClass.merge(record.findingClasses[i], time, Math::min);
    }
  }

  /** Returns sentences about what is new since a time, classes of data before rates. */
  List<String> anomalies(long since) {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, History> entry : new TreeMap<>(callers).entrySet()) {
      classes(entry.getKey(), entry.getValue(), since, found);
    }
    for (Map.Entry<String, History> entry : new TreeMap<>(callers).entrySet()) {
      rate(entry.getKey(), entry.getValue(), since, found);
    }
    return found;
  }

  /**
   * A day is unusual at four deviations above the past mean, and at twice the past's largest day.
   * Days without calls are no past: a monthly job is not unusual every month.
   */
  private static void rate(String name, History history, long since, List<String> found) {
    int sinceDay = (int) Math.floorDiv(since, DAY);
    int days = 0;
    double sum = 0;
    double squares = 0;
    int largest = 0;
    for (int i = 0; i < history.calls.length && history.firstDay + i < sinceDay; i++) {
      int calls = history.calls[i];
      days += calls > 0 ? 1 : 0;
      sum += calls;
      squares += (double) calls * calls;
      largest = Math.max(largest, calls);
    }
    if (days < MIN_PAST_DAYS) {
      return;
    }
    double mean = sum / days;
    double deviation = Math.sqrt(Math.max(0, squares / days - mean * mean));
    for (int i = Math.max(0, sinceDay - history.firstDay); i < history.calls.length; i++) {
      int calls = history.calls[i];
      if (calls >= MIN_CALLS && calls > mean + 4 * deviation && calls >= 2 * largest) {
        found.add(
            name
                + " made "
                + calls
                + " calls on "
                + LocalDate.ofEpochDay(history.firstDay + i)
                + "; before, at most "
                + largest
                + " a day");
      }
    }
  }

  private static void classes(String name, History history, long since, List<String> found) {
    if (history.first >= since) {
      return; // the caller itself is new
    }
    for (Map.Entry<String, Long> dataClass : history.firstOfClass.entrySet()) {
      if (dataClass.getValue() >= since) {
        found.add(name + " sent " + dataClass.getKey() + " data, which it never did before");
      }
    }
  }
}
