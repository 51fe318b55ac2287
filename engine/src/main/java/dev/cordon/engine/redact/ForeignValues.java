package dev.cordon.engine.redact;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.Threat;
import dev.cordon.engine.policy.ToolRules;
import org.jspecify.annotations.Nullable;

/**
 * Notices values of other people's texts in the arguments of an answer's tool calls. Serves one
 * answer; not thread-safe.
 */
final class ForeignValues {
  private final ExchangeRecord record;
  private final boolean withholds;

  private ForeignValues(ExchangeRecord record, boolean withholds) {
    this.record = record;
    this.withholds = withholds;
  }

  /** Returns what notices them; null when nobody asked for it. */
  static @Nullable ForeignValues of(@Nullable ToolRules rules, @Nullable ExchangeRecord record) {
    return rules == null || record == null || rules.foreignValues() == ToolRules.ForeignValues.ALLOW
        ? null
        : new ForeignValues(record, rules.foreignValues() == ToolRules.ForeignValues.WITHHOLD);
  }

  /** Takes note of a value, once; tells whether it must not be restored. */
  boolean isWithheld(Issued issued) {
    if (!issued.foreignCounted) {
      issued.foreignCounted = true;
      record.countThreat(Threat.TOOL_FOREIGN_VALUE, "tool_call", withholds ? "withhold" : "report");
    }
    return withholds;
  }
}
