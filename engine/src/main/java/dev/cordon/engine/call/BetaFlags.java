package dev.cordon.engine.call;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.policy.BetaHeaders;
import dev.cordon.engine.policy.Lifted;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Refusal;
import dev.cordon.engine.policy.RequestRules;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds flags of betas that a request asks for. Used by one thread at a time. */
final class BetaFlags {
  /** As Bedrock and Vertex AI take what is Anthropic's header; a text, perhaps, of several. */
  private static final String PLACE = "anthropic_beta";

  private static final String ITEMS = PLACE + "[]";

  private final RequestRules rules;
  private final Set<String> flags = new LinkedHashSet<>();

  BetaFlags(RequestRules rules) {
    this.rules = rules;
  }

  void begin() {
    flags.clear();
  }

  boolean wants(String place) {
    return place.equals(ITEMS) || place.equals(PLACE);
  }

  /** Sees a text of a body. */
  void string(String place, String text) {
    if (wants(place)) {
      flags.addAll(BetaHeaders.flags("anthropic-beta", text));
    }
  }

  /** Returns why a request with these flags in its body must not be sent, or null. */
  @Nullable Refusal judge(Lifted lifted) {
    for (String flag : flags) {
      String denial = rules.betaDenial(flag, lifted);
      if (denial != null) {
        return Refusal.beta(denial, flag);
      }
    }
    return null;
  }

  /** Returns why a request with these headers must not be sent, or null. */
  static @Nullable Refusal judge(Policy policy, HeaderSource headers, Lifted lifted) {
    RequestRules rules = policy.requests();
    if (rules.betas().isEmpty()) {
      return null;
    }
    BetaFlags asked = new BetaFlags(rules);
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          boolean leaves =
              !rules.headers().replaces(lower) && !policy.headers().remove().contains(lower);
          if (leaves) {
            asked.flags.addAll(BetaHeaders.flags(lower, value));
          }
        });
    return asked.judge(lifted);
  }
}
