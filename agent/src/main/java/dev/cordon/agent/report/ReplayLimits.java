package dev.cordon.agent.report;

import dev.cordon.engine.policy.CallerRule;
import dev.cordon.engine.policy.LimitRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of a trail against limits, each process by itself and by whole periods. How many
 * calls there were at once no record tells. Not thread-safe.
 */
final class ReplayLimits {
  /** Those that were counted first are; a trail may have any number of users. */
  private static final int MOST = 100_000;

  private static final class Used {
    long period = -1;
    long amount;
  }

  private final List<LimitRule> rules;
  private final Map<String, Used> used = new HashMap<>();

  ReplayLimits(List<LimitRule> rules) {
    this.rules = rules;
  }

  /** Counts a call; returns the key of a limit that would refuse it, or null. */
  @Nullable String refusal(TrailRecord record, @Nullable CallerRule caller) {
    for (LimitRule rule : rules) {
      if (rule.seconds() > 0 && rule.over() == LimitRule.Over.REFUSE) {
        Used so = used(rule, record, caller);
        if (so != null && so.amount + amount(rule.of(), record) > rule.amount()) {
          return rule.key();
        }
      }
    }
    for (LimitRule rule : rules) {
      Used so = rule.seconds() > 0 ? used(rule, record, caller) : null;
      if (so != null) {
        so.amount += amount(rule.of(), record);
      }
    }
    return null;
  }

  private @Nullable Used used(LimitRule rule, TrailRecord record, @Nullable CallerRule caller) {
    StringBuilder key = new StringBuilder(rule.name());
    key.append('\n').append(record.text("machine")).append('\n').append(record.number("pid"));
    for (LimitRule.Per per : rule.per()) {
      key.append('\n').append(value(per, record, caller));
    }
    String name = key.toString();
    Used known = used.get(name);
    if (known == null) {
      if (used.size() >= MOST) {
        return null;
      }
      known = new Used();
      used.put(name, known);
    }
    long period = record.time() / 1000 / rule.seconds();
    if (known.period != period) {
      known.period = period;
      known.amount = 0;
    }
    return known;
  }

  private static String value(LimitRule.Per per, TrailRecord record, @Nullable CallerRule caller) {
    switch (per) {
      case CALLER:
        String site = record.text("caller");
        return caller == null
            ? site.substring(0, Math.max(0, site.lastIndexOf('.')))
            : caller.name();
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
      default:
        return 1;
    }
  }
}
