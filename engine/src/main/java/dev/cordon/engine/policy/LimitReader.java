package dev.cordon.engine.policy;

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
      "must be an amount such as 60/m, 1M tokens/d, 500k input tokens/h, 10MiB bytes/h or 4 at once";

  private static final long LARGEST = 1_000_000_000_000L;
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
  }

  private LimitReader() {}

  /** Reads the section; empty when there is none. */
  static List<LimitRule> read(Section top, PolicyBuilder policy) {
    Section limits = top.section("limits", null);
    if (limits == null) {
      return Collections.emptyList();
    }
    List<LimitRule> rules = new ArrayList<>();
    for (String name : limits.names()) {
      if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
        limits.wrongKey(name, "must be letters, digits, _ and -, 64 at most");
      }
      Section limit = limits.section(name, PolicyKeys.LIMIT);
      LimitRule rule = limit == null ? null : rule(limits, name, limit, policy);
      if (rule != null) {
        rules.add(rule);
      }
    }
    return rules;
  }

  private static @Nullable LimitRule rule(
      Section limits, String name, Section limit, PolicyBuilder policy) {
    List<LimitRule.Per> per = new ArrayList<>();
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
    LimitRule rule = amount(name, text, per, over == null ? LimitRule.Over.REFUSE : over);
    if (rule == null) {
      limit.wrong("allow", FORM);
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

  /** Reads {@code NUMBER[k|M|G] [WHAT]/PERIOD} or {@code NUMBER at once}; null when it is none. */
  private static @Nullable LimitRule amount(
      String name, String text, List<LimitRule.Per> per, LimitRule.Over over) {
    int slash = text.indexOf('/');
    String left = (slash < 0 ? text : text.substring(0, slash)).trim();
    int space = left.indexOf(' ');
    long amount = number(space < 0 ? left : left.substring(0, space));
    LimitRule.Of of = space < 0 ? LimitRule.Of.REQUESTS : of(left.substring(space + 1).trim());
    Long seconds = slash < 0 ? Long.valueOf(0) : PERIODS.get(text.substring(slash + 1).trim());
    if (of == null
        || seconds == null
        || amount < 1
        || (of == LimitRule.Of.AT_ONCE) != (slash < 0)) {
      return null;
    }
    return new LimitRule(name, of, amount, seconds, text, per, over);
  }

  private static LimitRule.@Nullable Of of(String words) {
    for (LimitRule.Of of : LimitRule.Of.values()) {
      if (of.words().equals(words)) {
        return of;
      }
    }
    return null;
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
