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

  /** The headers that all were shown already. */
  private @Nullable HeaderSource shown;

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

  private boolean contains(HeaderName name) {
    boolean unwanted = (!sendsContext && name.isContext) || (!sendsBaggage && name.isBaggage);
    if (rules.skip().isEmpty() && rules.remove().isEmpty()) {
      return unwanted;
    }
    return rules.remove().contains(name.lower) || (unwanted && !rules.skip().contains(name.lower));
  }

  /** Returns which of these headers to remove: each name with an empty value. */
  public Map<String, String> removals(HeaderSource headers) {
    if (shown != headers) {
      headers.forEach(this);
    }
    return removals;
  }

  /** Tells that each of these headers was shown to {@link #takes}. */
  void shown(HeaderSource headers) {
    shown = headers;
  }

  @Override
  public void accept(String name, String value) {
    takes(HeaderName.of(name), name);
  }

  /** Takes note of a header and tells whether it doesn't leave. */
  boolean takes(HeaderName known, String name) {
    if (!contains(known)) {
      return false;
    }
    if (removals.isEmpty()) {
      removals = new LinkedHashMap<>();
    }
    removals.put(name, "");
    return true;
  }
}
