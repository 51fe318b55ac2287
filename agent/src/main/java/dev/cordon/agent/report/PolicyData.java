package dev.cordon.agent.report;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cordon.agent.audit.Clock;
import dev.cordon.engine.policy.Exemption;
import dev.cordon.engine.policy.Exemptions;
import dev.cordon.engine.policy.LimitRule;
import dev.cordon.engine.policy.Policy;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what a trail tells of a policy's limits and exceptions. */
final class PolicyData {
  private static final int ROWS = 50;

  private PolicyData() {}

  static void write(JsonGenerator json, Report report, @Nullable Policy policy) throws IOException {
    Map<String, Tally> used = new HashMap<>();
    for (Map.Entry<String, Tally> row : report.exceptions.largest(Integer.MAX_VALUE)) {
      used.put(row.getKey(), row.getValue());
    }
    json.writeBooleanField("policy", policy != null);
    json.writeArrayFieldStart("exceptions");
    if (policy != null) {
      Exemptions exemptions = policy.exemptions();
      for (Exemption exemption : exemptions.all()) {
        Exemptions.State state = exemptions.state(exemption, Exemptions.now());
        String ends = Clock.format(exemption.untilMillis());
        String said = state.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        exception(json, exemption.name(), said, ends, used.remove(exemption.name()));
        json.writeStringField("owner", exemption.owner());
        json.writeStringField("rules", String.join(", ", exemption.rules()));
        json.writeEndObject();
      }
    }
    for (Map.Entry<String, Tally> row : used.entrySet()) {
      exception(json, row.getKey(), policy == null ? "" : "not in the policy", "", row.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeArrayFieldStart("limits");
    ReplayLimits limits = report.limits;
    if (limits != null && report.total.calls > 0) {
      for (ReplayLimits.Used so : limits.fullest(report.total.last, ROWS)) {
        limit(json, so);
      }
    }
    json.writeEndArray();
  }

  private static void exception(
      JsonGenerator json, String name, String state, String ends, @Nullable Tally used)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("name", name);
    json.writeStringField("state", state);
    json.writeStringField("ends", ends);
    json.writeNumberField("calls", used == null ? 0 : used.calls);
    if (used != null) {
      json.writeNumberField("last", used.last);
    }
  }

  private static void limit(JsonGenerator json, ReplayLimits.Used so) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", so.rule.name());
    json.writeStringField("allow", so.rule.text());
    json.writeStringField("of", so.of);
    json.writeNumberField("used", so.amount);
    json.writeNumberField("amount", so.rule.amount());
    json.writeBooleanField("money", so.rule.of() == LimitRule.Of.MONEY);
    json.writeNumberField("percent", so.percent());
    json.writeEndObject();
  }
}
