package dev.cordon.agent.alert;

import dev.cordon.engine.audit.Alert;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells one thing once, and again when it still happens after a while. Not thread-safe. */
final class Quiet {
  private static final int MOST = 10_000;

  private final Map<String, long[]> told =
      new LinkedHashMap<String, long[]>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, long[]> eldest) {
          return size() > MOST;
        }
      };

  /**
   * Returns the alert of an event.
   *
   * @param now on any clock, in milliseconds
   * @param repeatMillis how long the same is told once
   * @return null when it is told already
   */
  @Nullable Alert alert(Habits.Event event, long now, long repeatMillis) {
    Map<String, String> same = new LinkedHashMap<>(event.fields);
    same.remove("exchange");
    String key = event.kind + same;
    long[] last = told.get(key);
    if (last != null && now - last[0] < repeatMillis) {
      last[1]++;
      return null;
    }
    told.put(key, new long[] {now, 0});
    return new Alert(event.kind, event.text, event.fields, last == null ? 0 : last[1]);
  }
}
