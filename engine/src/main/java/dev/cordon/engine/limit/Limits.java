package dev.cordon.engine.limit;

import dev.cordon.engine.EngineLog;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.LimitStore;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was used under all limits, in this JVM or in a store that it shares with others. Limits that
 * a new policy keeps go on counting. Bounded: of those that are counted apart the first {@value
 * #MOST} are, the others are counted together. Thread-safe.
 */
public final class Limits {
  private static final int MOST = 100_000;
  private static final String OTHERS = "\n";
  private static final String THE_OTHERS = "others";

  private final EngineLog log;
  private final Map<LimitRule, Map<String, Counter>> counters = new ConcurrentHashMap<>();
  private final WallClock clock;

  /** By shape and value; cleared whenever a counter goes. */
  private volatile List<Map<String, CounterRow>> rows = Collections.emptyList();

  private volatile @Nullable Policy seen;
  private volatile @Nullable SharedStore store;

  /**
   * Begins with nothing used.
   *
   * @param log hears when a shared store goes and comes back
   */
  public Limits(EngineLog log) {
    this(log, new WallClock());
  }

  /**
   * Begins with nothing used, at a time that another clock tells.
   *
   * @param log hears when a shared store goes and comes back
   * @param millis when it begins, milliseconds since the epoch
   * @param nanos goes on with each nanosecond, from anywhere
   */
  public Limits(EngineLog log, long millis, LongSupplier nanos) {
    this(log, new WallClock(millis, nanos));
  }

  private Limits(EngineLog log, WallClock clock) {
    this.log = log;
    this.clock = clock;
  }

  /**
   * Forgets what a new policy does not limit any more, and counts where it says.
   *
   * @param policy the one in force
   */
  public void retain(Policy policy) {
    if (seen != policy) {
      synchronized (this) {
        if (seen != policy) {
          counters.keySet().retainAll(policy.limits());
          use(policy.limitStore());
          rows = emptyRows(policy);
          seen = policy;
        }
      }
    }
  }

  private static List<Map<String, CounterRow>> emptyRows(Policy policy) {
    int shapes = 0;
    for (LimitRule rule : policy.limits()) {
      shapes = Math.max(shapes, rule.shape() + 1);
    }
    List<Map<String, CounterRow>> empty = new ArrayList<>(shapes);
    for (int i = 0; i < shapes; i++) {
      empty.add(new ConcurrentHashMap<>());
    }
    return empty;
  }

  /**
   * Returns what counts for a value under all limits of a shape.
   *
   * @param shape as the limits of the policy in force have it
   * @param value for whom it is counted
   */
  public CounterRow row(int shape, String value) {
    List<Map<String, CounterRow>> all = rows;
    if (shape >= all.size()) {
      return new CounterRow(); // by the policy before
    }
    Map<String, CounterRow> ofShape = all.get(shape);
    CounterRow row = ofShape.get(value);
    if (row == null) {
      if (ofShape.size() >= MOST) {
        ofShape.clear();
      }
      row = ofShape.computeIfAbsent(value, k -> new CounterRow());
    }
    return row;
  }

  private void use(@Nullable LimitStore wanted) {
    SharedStore before = store;
    if (Objects.equals(wanted, before == null ? null : before.settings)) {
      return;
    }
    try {
      store = wanted == null ? null : new SharedStore(wanted, log);
    } catch (IOException e) {
      throw new IllegalStateException(e.getClass().getName()); // our own jar is broken
    }
    counters.clear();
    if (before != null) {
      before.close();
    }
  }

  /** Returns the time, in milliseconds since the epoch. */
  long millis() {
    return clock.millis();
  }

  /** Returns the same, as a row knows it. */
  Counter counter(LimitRule rule, CounterRow row, String value, Supplier<String> who) {
    Counter known = row.of(rule);
    if (known == null) {
      known = counter(rule, value, who);
      row.put(rule, known);
    }
    return known;
  }

  /** Returns what counts for a value of what a limit is counted apart by. */
  Counter counter(LimitRule rule, String value, Supplier<String> who) {
    Map<String, Counter> all = counters.get(rule); // on Java 8 the next locks each time
    if (all == null) {
      all = counters.computeIfAbsent(rule, k -> new ConcurrentHashMap<>());
    }
    Counter known = all.get(value);
    if (known != null) {
      return known;
    }
    if (all.size() >= MOST) {
      forgetIdle(all);
    }
    boolean apart = all.size() < MOST;
    String key = apart ? value : OTHERS;
    return all.computeIfAbsent(key, k -> newCounter(rule, k, apart ? who.get() : THE_OTHERS));
  }

  private Counter newCounter(LimitRule rule, String value, String who) {
    LocalCounter local = new LocalCounter(rule, who, clock);
    SharedStore shared = store;
    return shared == null ? local : new SharedCounter(rule, value, who, local, shared, clock);
  }

  /** Returns what is used by this JVM, of what is not unused. */
  public List<LimitUse> used() {
    List<LimitUse> used = new ArrayList<>();
    for (Map<String, Counter> all : counters.values()) {
      for (Counter counter : all.values()) {
        if (!counter.isIdle()) {
          used.add(counter.use());
        }
      }
    }
    return used;
  }

  /**
   * One that is being used just now may be forgotten with what it counts since: once, by a call.
   */
  private void forgetIdle(Map<String, Counter> all) {
    for (Map.Entry<String, Counter> entry : all.entrySet()) {
      if (entry.getValue().isIdle()) {
        all.remove(entry.getKey(), entry.getValue());
      }
    }
    for (Map<String, CounterRow> ofShape : rows) {
      ofShape.clear();
    }
  }
}
