package dev.cordon.agent.telemetry;

import dev.cordon.engine.policy.ParsedPolicy;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.PolicyContext;
import dev.cordon.engine.policy.PolicyParser;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** Policies from text. */
final class Policies {
  private Policies() {}

  static Policy of(String yaml) {
    ParsedPolicy parsed =
        PolicyParser.parse(
            "cordon.yaml",
            yaml.getBytes(StandardCharsets.UTF_8),
            new PolicyContext(Map.of(), Set.of(), Set.of()));
    if (parsed.policy() == null) {
      throw new AssertionError(parsed.problems());
    }
    return parsed.policy();
  }
}
