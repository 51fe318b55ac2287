package dev.cordon.engine.policy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how much may be used. Stateless. */
final class LimitReader {
  private static final String FORM =
      "must be an amount such as 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h,"
          + " 50/1h sliding, 50 USD/month or 4 at once";

  private static final long LARGEST = 1_000_000_000_000L;

  /** Money is counted in millionths of a dollar. */
  private static final int DECIMALS = 6;

  private static final BigDecimal MOST_MONEY = BigDecimal.valueOf(LARGEST * 1000);

  /** Buckets are not filled faster than by one a nanosecond. */
  private static final long NANOS_A_SECOND = 1_000_000_000L;

  private static final String SLIDING = " sliding";

  /** A year. */
  private static final long LONGEST = 366 * 86_400L;

  private static final Map<String, Long> FACTORS = new LinkedHashMap<>();
  private static final Map<String, Long> PERIODS = new LinkedHashMap<>();

  static {
    FACTORS.put("", 1L);
    FACTORS.put("k", 1000L);
    FACTORS.put("M", 1_000_000L);
    FACTORS.put("G", 1_000_000_000L);
    FACTORS.put("KiB", 1L << 10);
    FACTORS.put("MiB", 1L << 20);
    FACTORS.put("GiB", 1L << 30);
    PERIODS.put("s", 1L);
    PERIODS.put("m", 60L);
    PERIODS.put("h", 3600L);
    PERIODS.put("d", 86_400L);
    PERIODS.put("month", LimitRule.MONTH);
  }

  private LimitReader() {}

  /** Reads the section; leaves what it doesn't say. */
  static void read(Section top, PolicyBuilder policy) {
    Section limits = top.section("limits", null);
    if (limits == null) {
      return;
    }
    List<LimitRule> rules = new ArrayList<>();
    for (String name : limits.names()) {
      if (PolicyKeys.LIMITS.contains(name)) {
        continue;
      }
      if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
        limits.wrongKey(name, "must be letters, digits, _ and -, 64 at most");
      }
      Section limit = limits.section(name, PolicyKeys.LIMIT);
      LimitRule rule = limit == null ? null : rule(limits, name, limit, policy);
      if (rule != null) {
        rules.add(rule);
      }
    }
    LimitRule.arrange(rules);
    policy.limits = rules;
    policy.limitStore = store(limits, policy);
    if (rules.isEmpty() && policy.limitStore != null) {
      limits.wrong("store", "there is no limit: name one, such as calls: {allow: 60/m}");
    }
  }

  private static @Nullable LimitStore store(Section limits, PolicyBuilder policy) {
    Where where = limits.choice("store", Where.values());
    LimitStore.OnFailure failure = limits.choice("on_store_failure", LimitStore.OnFailure.values());
    if (where != Where.REDIS) {
      if (failure != null && failure != LimitStore.OnFailure.LOCAL) {
        limits.wrong("on_store_failure", "is for store: redis");
      }
      return null;
    }
    RedisSettings redis = policy.redis;
    if (redis == null) {
      limits.wrong("store", "redis is the vault's: say under vault.redis where it is");
      return null;
    }
    return new LimitStore(redis, failure == null ? LimitStore.OnFailure.LOCAL : failure);
  }

  private enum Where {
    MEMORY,
    REDIS
  }

  private static @Nullable LimitRule rule(
      Section limits, String name, Section limit, PolicyBuilder policy) {
    List<LimitRule.Per> per = new ArrayList<>();
    if (limit.has("per") && limit.texts("per").isEmpty()) {
      limit.wrong("per", "is empty; leave it out to count all calls together");
    }
    for (String text : limit.texts("per")) {
      LimitRule.Per known = per(text);
      if (known == null) {
        limit.wrong(
            "per", "must be of " + String.join(", ", names()) + Suggestion.text(text, names()));
      } else if (!per.contains(known)) {
        per.add(known);
      }
      if (known == LimitRule.Per.USER && policy.users() == null) {
        limit.wrong("per", "counts by user; callers.user_from must say where users are learnt");
      }
    }
    Collections.sort(per);
    LimitRule.Over over = limit.choice("over", LimitRule.Over.values());
    String text = limit.text("allow");
    if (text == null) {
      if (!limit.has("allow")) {
        limits.wrong(name, "allow is missing: say how much, such as 60/m");
      }
      return null;
    }
    LimitRule rule = amount(name, text, 0, per, over == null ? LimitRule.Over.REFUSE : over);
    if (rule == null) {
      limit.wrong("allow", FORM);
    }
    return rule == null || !limit.has("burst") ? rule : burst(limit, rule, text);
  }

  private static @Nullable LimitRule burst(Section limit, LimitRule rule, String text) {
    String many = limit.text("burst");
    if (many == null) {
      return rule;
    }
    long burst = rule.of() == LimitRule.Of.MONEY ? dollars(many) : number(many);
    if (rule.seconds() <= 0) {
      limit.wrong("burst", "is for amounts by second, minute, hour or day");
    } else if (burst < 1 || burst >= rule.amount()) {
      limit.wrong("burst", "must be a number of what allow counts, and less than it allows");
    } else {
      return amount(rule.name(), text, burst, rule.per(), rule.over());
    }
    return rule;
  }

  private static LimitRule.@Nullable Per per(String text) {
    for (LimitRule.Per per : LimitRule.Per.values()) {
      if (per.name().toLowerCase(Locale.ROOT).equals(text)) {
        return per;
      }
    }
    return null;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (LimitRule.Per per : LimitRule.Per.values()) {
      names.add(per.name().toLowerCase(Locale.ROOT));
    }
    return names;
  }

  /** Reads an amount of money in a period; null when it is none. */
  static @Nullable LimitRule money(String name, String text) {
    LimitRule rule =
        amount(name, text, 0, Collections.<LimitRule.Per>emptyList(), LimitRule.Over.WARN);
    return rule == null || rule.of() != LimitRule.Of.MONEY ? null : rule;
  }

  /**
   * Reads {@code NUMBER[k|M|G] [WHAT]/[MANY]PERIOD [sliding]} or {@code NUMBER at once}; null when
   * it is none.
   */
  private static @Nullable LimitRule amount(
      String name, String text, long burst, List<LimitRule.Per> per, LimitRule.Over over) {
    int slash = text.indexOf('/');
    String left = (slash < 0 ? text : text.substring(0, slash)).trim();
    int space = left.indexOf(' ');
    LimitRule.Of of = space < 0 ? LimitRule.Of.REQUESTS : of(left.substring(space + 1).trim());
    String many = space < 0 ? left : left.substring(0, space);
    long amount = of == LimitRule.Of.MONEY ? dollars(many) : number(many);
    String period = slash < 0 ? "" : text.substring(slash + 1).trim();
    boolean sliding = period.endsWith(SLIDING);
    period = sliding ? period.substring(0, period.length() - SLIDING.length()).trim() : period;
    Long seconds = slash < 0 ? Long.valueOf(0) : seconds(period);
    if (of == null
        || seconds == null
        || (sliding && seconds <= 0)
        || amount < 1
        || (seconds > 0 && amount > seconds * NANOS_A_SECOND)
        || (of == LimitRule.Of.AT_ONCE) != (slash < 0)) {
      return null;
    }
    return new LimitRule(name, of, amount, seconds, text, sliding, burst, per, over);
  }

  /** Reads a period such as {@code h} or {@code 15m}; null when it is none. */
  private static @Nullable Long seconds(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    Long unit = PERIODS.get(text.substring(digits));
    if (unit == null || digits == 0) {
      return unit;
    }
    long many = digits > 9 ? 0 : Long.parseLong(text.substring(0, digits));
    return many < 1 || unit < 0 || many * unit > LONGEST ? null : Long.valueOf(many * unit);
  }

  private static LimitRule.@Nullable Of of(String words) {
    for (LimitRule.Of of : LimitRule.Of.values()) {
      if (of.words().equals(words)) {
        return of;
      }
    }
    return null;
  }

  /** Returns millionths of a dollar, or -1. */
  private static long dollars(String text) {
    if (!text.matches("[0-9]{1,9}(\\.[0-9]{1,6})?[kM]?")) {
      return -1;
    }
    int last = text.length() - 1;
    int more = text.charAt(last) == 'k' ? 3 : text.charAt(last) == 'M' ? 6 : 0;
    BigDecimal amount = new BigDecimal(more == 0 ? text : text.substring(0, last));
    BigDecimal millionths = amount.movePointRight(DECIMALS + more);
    return millionths.compareTo(MOST_MONEY) > 0 ? -1 : millionths.longValue();
  }

  private static long number(String text) {
    int digits = 0;
    while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
      digits++;
    }
    Long factor = FACTORS.get(text.substring(digits));
    if (digits == 0 || digits > 12 || factor == null) {
      return -1;
    }
    long number = Long.parseLong(text.substring(0, digits));
    return number > LARGEST / factor ? -1 : number * factor;
  }
}
