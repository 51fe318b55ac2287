package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What counts for one value under all limits that are counted apart alike, so that a call looks it
 * up once. A row may forget, and is then asked anew. Thread-safe.
 */
public final class CounterRow {
  private volatile Entry[] entries = {};

  /** What counts under one limit. */
  private static final class Entry {
    final LimitRule rule;
    final Counter counter;

    Entry(LimitRule rule, Counter counter) {
      this.rule = rule;
      this.counter = counter;
    }
  }

  CounterRow() {}

  /** Returns what counts under a limit; null when this doesn't know. */
  @Nullable Counter of(LimitRule rule) {
    Entry[] all = entries;
    Entry entry = rule.place() < all.length ? all[rule.place()] : null;
    // A call may still go by the policy before, which numbers its limits otherwise.
    return entry != null && entry.rule.equals(rule) ? entry.counter : null;
  }

  synchronized void put(LimitRule rule, Counter counter) {
    Entry[] all = Arrays.copyOf(entries, Math.max(entries.length, rule.place() + 1));
    all[rule.place()] = new Entry(rule, counter);
    entries = all;
  }
}
