package dev.cordon.engine.head;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.policy.HeadRules;
import dev.cordon.engine.policy.HeaderOrders;
import dev.cordon.engine.policy.Policy;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Decides by their names which headers of a request don't leave: those that policy removes or sets,
 * and those of tracing systems where it doesn't let them go to this vendor. Used for one request.
 */
public final class UnsentHeaders implements BiConsumer<String, String> {
  private final HeadRules rules;
  private final HeaderOrders orders;
  private final boolean sendsContext;
  private final boolean sendsBaggage;
  private Map<String, String> removals = Collections.emptyMap();
  private boolean ordered;

  /** The headers that all were shown already. */
  private @Nullable HeaderSource shown;

  /**
   * Reads the policy.
   *
   * @param vendor who receives the call, null when not in the catalogue
   */
  public UnsentHeaders(Policy policy, @Nullable String vendor) {
    this.rules = policy.headers();
    this.orders = policy.requests().headers();
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

  /** Returns which of these headers to remove, each name with an empty value, or to set. */
  public Map<String, String> removals(HeaderSource headers) {
    if (shown != headers) {
      headers.forEach(this);
      shown = headers;
    }
    if (!orders.isEmpty() && headers != HeaderSource.NONE) {
      orders.set().forEach((name, value) -> set(headers, name, value));
    }
    return removals;
  }

  /** Tells whether {@link #removals} are policy's orders of headers, one of them at least. */
  public boolean followsOrders(HeaderSource headers) {
    return !orders.isEmpty() && !removals(headers).isEmpty() && ordered;
  }

  /** Tells that each of these headers was shown to {@link #takes}. */
  void shown(HeaderSource headers) {
    shown = headers;
  }

  /** Sets a header unless it is one line that says so already: a second look changes nothing. */
  private void set(HeaderSource headers, String name, String value) {
    int[] lines = new int[2];
    headers.forEach(
        (other, there) -> {
          if (other.equalsIgnoreCase(name)) {
            lines[there.equals(value) ? 0 : 1]++;
          }
        });
    if (lines[0] != 1 || lines[1] != 0) {
      change(name, value);
      ordered = true;
    }
  }

  private void change(String name, String value) {
    if (removals.isEmpty()) {
      removals = new LinkedHashMap<>();
    }
    removals.put(name, value);
  }

  @Override
  public void accept(String name, String value) {
    takes(HeaderName.of(name), name);
  }

  /** Takes note of a header and tells whether it doesn't leave. */
  boolean takes(HeaderName known, String name) {
    if (!orders.isEmpty() && orders.replaces(known.lower)) {
      if (orders.removes(known.lower)) {
        change(name, "");
        ordered = true;
      }
      return true; // what stands there doesn't leave either
    }
    if (!contains(known)) {
      return false;
    }
    change(name, "");
    return true;
  }
}
