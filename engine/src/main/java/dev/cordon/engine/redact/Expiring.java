package dev.cordon.engine.redact;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * So many entries at most, for so long: what was put first is forgotten first. Not thread-safe.
 *
 * @param <V> the values
 */
class Expiring<V> {
  private static final class Held<V> {
    final V value;
    final long nanoTime;

    Held(V value, long nanoTime) {
      this.value = value;
      this.nanoTime = nanoTime;
    }
  }

  private final int most;
  private final long nanosToLive;
  private final Map<String, Held<V>> held = new LinkedHashMap<>();

  Expiring(int most, long secondsToLive) {
    this.most = most;
    this.nanosToLive = secondsToLive * 1_000_000_000L;
  }

  @Nullable V get(String key) {
    Held<V> entry = held.get(key);
    return entry == null || isOld(entry) ? null : entry.value;
  }

  /** Puts a value, which becomes the youngest. */
  void put(String key, V value) {
    held.remove(key);
    held.put(key, new Held<>(value, System.nanoTime()));
    while (!held.isEmpty()) {
      Map.Entry<String, Held<V>> eldest = held.entrySet().iterator().next();
      if (held.size() <= most && !isOld(eldest.getValue())) {
        return;
      }
      held.remove(eldest.getKey());
      forgotten(eldest.getKey());
    }
  }

  /** Called for each entry that is forgotten. */
  void forgotten(String key) {}

  /** Tells whether an entry is there, however old. */
  boolean holds(String key) {
    return held.containsKey(key);
  }

  int size() {
    return held.size();
  }

  private boolean isOld(Held<V> entry) {
    return System.nanoTime() - entry.nanoTime > nanosToLive;
  }
}
