package dev.cordon.engine.head;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.policy.HeadRules;
import dev.cordon.engine.policy.Policy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides by their names which headers of a request don't leave: those that policy removes, and
 * those of tracing systems where it doesn't let them go to this vendor. Used for one request.
 */
public final class UnsentHeaders implements BiConsumer<String, String> {
  private final HeadRules rules;
  private final boolean sendsContext;
  private final boolean sendsBaggage;
  private Map<String, String> removals = Collections.emptyMap();

  /**
   * Reads the policy.
   *
   * @param vendor who receives the call, null when not in the catalogue
   */
  public UnsentHeaders(Policy policy, @Nullable String vendor) {
    this.rules = policy.headers();
    this.sendsContext = policy.sendsTraceContext(vendor);
    this.sendsBaggage = policy.sendsBaggage(vendor);
  }

  boolean contains(HeaderName name) {
    boolean unwanted = (!sendsContext && name.isContext) || (!sendsBaggage && name.isBaggage);
    if (rules.skip().isEmpty() && rules.remove().isEmpty()) {
      return unwanted;
    }
    return rules.remove().contains(name.lower) || (unwanted && !rules.skip().contains(name.lower));
  }

  /** Returns which of these headers to remove: each name with an empty value. */
  public Map<String, String> removals(HeaderSource headers) {
    headers.forEach(this);
    return removals;
  }

  @Override
  public void accept(String name, String value) {
    if (contains(HeaderName.of(name))) {
      if (removals.isEmpty()) {
        removals = new LinkedHashMap<>();
      }
      removals.put(name, "");
    }
  }
}
