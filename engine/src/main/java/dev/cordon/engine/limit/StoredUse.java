package dev.cordon.engine.limit;

import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.LimitStore;
import dev.cordon.engine.policy.RedisSettings;
import dev.cordon.engine.redis.RedisStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What all JVMs together have used, read from the store that they share. Not thread-safe. */
public final class StoredUse {
  private static final int MOST = 100_000;
  private static final int PAGE = 500;
  private static final String WHOSE = "w";

  private final CounterNames counters;
  private final List<LimitRule> rules;
  private final List<LimitUse> used = new ArrayList<>();
  private final Set<String> others = new TreeSet<>();
  private int known;
  private int unreadable;

  private StoredUse(CounterNames counters, List<LimitRule> rules) {
    this.counters = counters;
    this.rules = rules;
  }

  /** Returns what is used of the limits. */
  public List<LimitUse> used() {
    return Collections.unmodifiableList(used);
  }

  /** Tells whether a counter of these limits is there, be it used or not. */
  public boolean isCounted() {
    return known > 0;
  }

  /** Returns how many counters another key made. */
  public int unreadable() {
    return unreadable;
  }

  /** Returns the names of limits that are counted there, under this key, and that are others. */
  public Set<String> others() {
    return Collections.unmodifiableSet(others);
  }

  /** Returns how the names of counters begin. */
  public static String prefix(LimitStore store) {
    return CounterNames.prefix(store.redis());
  }

  /**
   * Reads what is used of a policy's limits.
   *
   * @param store where it is
   * @param rules the limits; what others count is left out
   * @param now the time, in milliseconds since the epoch
   * @throws IOException when the store can't be asked
   */
  public static StoredUse read(LimitStore store, List<LimitRule> rules, long now)
      throws IOException {
    RedisSettings settings = store.redis();
    StoredUse all = new StoredUse(new CounterNames(settings), rules);
    try (RedisStore redis = RedisStore.open(settings)) {
      List<byte[]> names = redis.names(CounterNames.prefix(settings), MOST);
      for (int from = 0; from < names.size(); from += PAGE) {
        List<byte[]> page = names.subList(from, Math.min(names.size(), from + PAGE));
        List<Map<byte[], byte[]>> found = redis.read(page);
        for (int i = 0; i < page.size(); i++) {
          all.add(page.get(i), found.get(i), now);
        }
      }
    }
    return all;
  }

  private void add(byte[] name, Map<byte[], byte[]> hash, long now) {
    Map<String, byte[]> fields = new HashMap<>();
    for (Map.Entry<byte[], byte[]> field : hash.entrySet()) {
      fields.put(new String(field.getKey(), StandardCharsets.UTF_8), field.getValue());
    }
    byte[] sealed = fields.get(WHOSE);
    if (sealed == null || Arrays.equals(sealed, CounterNames.PROBE)) {
      return; // no counter
    }
    String whose = counters.opened(name, sealed);
    int end = whose == null ? -1 : whose.indexOf('\n');
    if (whose == null || end < 0) {
      unreadable++;
      return;
    }
    String identity = whose.substring(0, end);
    for (LimitRule rule : rules) {
      if (rule.identity().equals(identity)) {
        known++;
        long amount = used(rule, fields, now);
        if (amount != 0) {
          used.add(new LimitUse(rule, whose.substring(end + 1), amount, refill(rule, now)));
        }
        return;
      }
    }
    others.add(identity.substring(0, Math.max(0, identity.indexOf(' '))));
  }

  private static long used(LimitRule rule, Map<String, byte[]> fields, long now) {
    if (rule.of() == LimitRule.Of.AT_ONCE) {
      return sum(fields, 'l', now);
    }
    if (rule.isSliding()) {
      return sum(fields, 's', SlidingMeter.slice(rule, now) - LimitRule.SLICES);
    }
    long passed = Math.max(0, rule.period(now) - number(fields.get("p")));
    double left = number(fields.get("u")) - (double) passed * rule.amount();
    return Math.max(0, (long) left);
  }

  /** Counts leases that end later, or adds up slices that begin no earlier. */
  private static long sum(Map<String, byte[]> fields, char kind, long from) {
    long sum = 0;
    for (Map.Entry<String, byte[]> field : fields.entrySet()) {
      if (field.getKey().charAt(0) != kind) {
        continue;
      }
      long value = number(field.getValue());
      if (kind == 'l') {
        sum += value > from ? 1 : 0;
      } else {
        byte[] slice = field.getKey().substring(1).getBytes(StandardCharsets.UTF_8);
        sum += number(slice) >= from ? value : 0;
      }
    }
    return sum;
  }

  private static long number(byte @Nullable [] digits) {
    try {
      return digits == null ? 0 : Long.parseLong(new String(digits, StandardCharsets.US_ASCII));
    } catch (NumberFormatException e) {
      return 0; // somebody else's
    }
  }

  private static long refill(LimitRule rule, long now) {
    return rule.of() == LimitRule.Of.AT_ONCE
        ? 0
        : rule.isSliding() ? rule.seconds() : rule.secondsToNext(now);
  }
}
