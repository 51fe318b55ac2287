package dev.cordon.agent.audit;

import dev.cordon.engine.limit.LimitUse;
import dev.cordon.engine.policy.LimitRule;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is used of limits, one JSON object a line: what one JVM answers and a command prints. */
public final class LimitLines {
  private LimitLines() {}

  /** Returns the lines, ordered by limit and by who. */
  public static String of(List<LimitUse> all) {
    List<LimitUse> sorted = new ArrayList<>(all);
    sorted.sort(
        Comparator.comparing((LimitUse use) -> use.rule().name()).thenComparing(LimitUse::who));
    StringBuilder lines = new StringBuilder();
    JsonLine json = new JsonLine();
    for (LimitUse use : sorted) {
      LimitRule rule = use.rule();
      json.begin()
          .field("limit", rule.name())
          .field("allow", rule.text())
          .field("who", use.who().isEmpty() ? "all" : use.who())
          .field("used", use.used())
          .field("amount", rule.amount())
          .field("unit", rule.of() == LimitRule.Of.MONEY ? "millionths of USD" : rule.of().words())
          .field("refills_in_seconds", use.refillSeconds())
          .end();
      lines
          .append(new String(json.buffer(), 0, json.length(), StandardCharsets.UTF_8))
          .append('\n');
    }
    return lines.toString();
  }
}
