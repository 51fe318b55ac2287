package dev.cordon.agent.telemetry.otel;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every name of the part of the GenAI conventions that is about guardrails, which is a proposal and
 * still moves: here and nowhere else. Who needs names that don't, opts for ours, as the conventions
 * do it for other changes: {@code OTEL_SEMCONV_STABILITY_OPT_IN=cordon_security}.
 */
final class SecurityNames {
  private static final String OPT_IN = "cordon_security";
  private static final String PREFIX =
      prefix(
          System.getProperty("otel.semconv-stability.opt-in"),
          System.getenv("OTEL_SEMCONV_STABILITY_OPT_IN"));

  static final String FINDING = PREFIX + "security.finding";

  static final AttributeKey<String> GUARDIAN_NAME = text("guardian.name");
  static final AttributeKey<String> TARGET_TYPE = text("security.target.type");
  static final AttributeKey<String> DECISION_TYPE = text("security.decision.type");
  static final AttributeKey<String> DECISION_REASON = text("security.decision.reason");
  static final AttributeKey<String> POLICY_ID = text("security.policy.id");
  static final AttributeKey<String> POLICY_NAME = text("security.policy.name");
  static final AttributeKey<String> POLICY_VERSION = text("security.policy.version");
  static final AttributeKey<Boolean> CONTENT_REDACTED =
      AttributeKey.booleanKey(PREFIX + "security.content.redacted");
  static final AttributeKey<String> INPUT_HASH = text("security.content.input.hash");
  static final AttributeKey<List<String>> RISK_METADATA =
      AttributeKey.stringArrayKey(PREFIX + "security.risk.metadata");
  static final AttributeKey<String> RISK_CATEGORY = text("security.risk.category");
  static final AttributeKey<String> RISK_SEVERITY = text("security.risk.severity");

  private SecurityNames() {}

  private static AttributeKey<String> text(String name) {
    return AttributeKey.stringKey(PREFIX + name);
  }

  /** Returns what names begin with: the first setting that is there counts. */
  static String prefix(@Nullable String... settings) {
    for (String setting : settings) {
      if (setting != null && !setting.trim().isEmpty()) {
        for (String option : setting.split(",", -1)) {
          if (option.trim().equals(OPT_IN)) {
            return "cordon.";
          }
        }
        return "gen_ai.";
      }
    }
    return "gen_ai.";
  }
}
