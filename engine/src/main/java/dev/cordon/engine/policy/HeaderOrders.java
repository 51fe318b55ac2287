package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which headers policy takes out of every request, and which it sets. Immutable. */
public final class HeaderOrders {
  /** Leaves headers as they are. */
  static final HeaderOrders NONE =
      new HeaderOrders(Collections.<String>emptyList(), Collections.<String, String>emptyMap());

  private final List<NamePattern> remove = new ArrayList<>();
  private final Map<String, String> set;

  /**
   * Makes orders.
   *
   * @param remove names, perhaps with asterisks
   * @param set values by names in lower case
   */
  HeaderOrders(List<String> remove, Map<String, String> set) {
    for (String name : remove) {
      this.remove.add(new NamePattern(name));
    }
    this.set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
  }

  /** Tells whether headers are left as they are. */
  public boolean isEmpty() {
    return remove.isEmpty() && set.isEmpty();
  }

  /** Tells whether what the application says in a header, by its name, does not leave. */
  public boolean replaces(String lower) {
    return set.containsKey(lower) || removes(lower);
  }

  /** Tells whether a header, by its name in lower case, does not leave. */
  public boolean removes(String lower) {
    for (NamePattern name : remove) {
      if (name.matches(lower)) {
        return !ProtocolHeaders.isFixed(lower); // a new vendor's key may fit an old pattern
      }
    }
    return false;
  }

  /** Returns the values to set, by names in lower case. */
  public Map<String, String> set() {
    return set;
  }

  /** Returns what is taken out: names in lower case, perhaps with asterisks. */
  public List<String> removed() {
    List<String> names = new ArrayList<>();
    for (NamePattern name : remove) {
      names.add(name.toString());
    }
    return names;
  }
}
