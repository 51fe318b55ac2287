package dev.cordon.agent.report;

import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.LimitRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of a trail against limits, each process by itself and by whole periods. How many
 * calls there were at once no record tells, and money is what was recorded. Sliding periods count
 * as those of the clock, bursts and limits by type or label not at all. Not thread-safe.
 */
final class ReplayLimits {
  /** Those that were counted first are; a trail may have any number of users. */
  private static final int MOST = 100_000;

  /** What one value of what a limit is counted apart by has used. */
  static final class Used {
    final LimitRule rule;

    /** The value, such as a caller's name; empty where all are counted together. */
    final String of;

    long amount;
    private long period = -1;

    Used(LimitRule rule, String of) {
      this.rule = rule;
      this.of = of;
    }

    /** Returns how full the limit is, in percent. */
    long percent() {
      return Math.round(100.0 * amount / rule.amount());
    }
  }

  private final List<LimitRule> rules;
  private final Map<String, Used> used = new HashMap<>();

  ReplayLimits(List<LimitRule> rules) {
    this.rules = rules;
  }

  /** Counts a call; returns the key of a limit that would refuse it, or null. */
  @Nullable String refusal(TrailRecord record, @Nullable CallerRule known) {
    String caller = known == null ? callerClass(record) : known.name();
    for (LimitRule rule : rules) {
      if (isReplayed(rule) && rule.over() == LimitRule.Over.REFUSE) {
        Used so = used(rule, record, caller);
        if (so != null && so.amount + amount(rule.of(), record) > rule.amount()) {
          return rule.key();
        }
      }
    }
    for (LimitRule rule : rules) {
      Used so = isReplayed(rule) ? used(rule, record, caller) : null;
      if (so != null) {
        so.amount += amount(rule.of(), record);
      }
    }
    return null;
  }

  /** Counts a call that was let go, whatever a limit says of it. */
  void count(TrailRecord record) {
    String named = record.textOrNull("caller_rule");
    String caller = named == null ? callerClass(record) : named;
    for (LimitRule rule : rules) {
      Used so = isReplayed(rule) ? used(rule, record, caller) : null;
      if (so != null) {
        so.amount += amount(rule.of(), record);
      }
    }
  }

  /**
   * Returns what is used in the period of a time, the fullest first.
   *
   * @param most how many at most
   */
  List<Used> fullest(long millis, int most) {
    List<Used> now = new ArrayList<>();
    for (Used so : used.values()) {
      if (so.amount > 0 && so.period == so.rule.period(millis)) {
        now.add(so);
      }
    }
    now.sort(Comparator.comparingLong((Used so) -> -so.percent()).thenComparing(so -> so.of));
    return now.subList(0, Math.min(most, now.size()));
  }

  private static String callerClass(TrailRecord record) {
    String site = record.text("caller");
    return site.substring(0, Math.max(0, site.lastIndexOf('.')));
  }

  private static boolean isReplayed(LimitRule rule) {
    return rule.seconds() != 0
        && !rule.per().contains(LimitRule.Per.TYPE)
        && !rule.per().contains(LimitRule.Per.LABEL);
  }

  private @Nullable Used used(LimitRule rule, TrailRecord record, String caller) {
    StringBuilder key = new StringBuilder(rule.name());
    key.append('\n').append(record.text("machine")).append('\n').append(record.number("pid"));
    StringBuilder of = new StringBuilder();
    for (LimitRule.Per per : rule.per()) {
      of.append(of.length() == 0 ? "" : ", ").append(value(per, record, caller));
    }
    key.append('\n').append(of);
    String name = key.toString();
    Used known = used.get(name);
    if (known == null) {
      if (used.size() >= MOST) {
        return null;
      }
      known = new Used(rule, of.toString());
      used.put(name, known);
    }
    long period = rule.period(record.time());
    if (known.period != period) {
      known.period = period;
      known.amount = 0;
    }
    return known;
  }

  private static String value(LimitRule.Per per, TrailRecord record, String caller) {
    switch (per) {
      case CALLER:
        return caller;
      case USER:
        return record.text("user");
      case KEY:
        return record.text("key");
      case VENDOR:
        return record.text(TrailRecord.VENDOR);
      case MODEL:
        return record.text("model");
      default:
        return record.text(TrailRecord.SERVICE);
    }
  }

  private static long amount(LimitRule.Of of, TrailRecord record) {
    switch (of) {
      case TOKENS:
        return record.number("input_tokens") + record.number("output_tokens");
      case INPUT_TOKENS:
        return record.number("input_tokens");
      case OUTPUT_TOKENS:
        return record.number("output_tokens");
      case BYTES:
        return record.number("request_bytes");
      case MONEY:
        return (record.number(TrailRecord.COST) + 999) / 1000;
      default:
        return 1;
    }
  }
}
