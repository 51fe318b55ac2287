package dev.cordon.engine.policy.route;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All routes of a policy. Immutable. */
public final class Routes {
  private final Map<String, Route> byVendor = new LinkedHashMap<>();

  /** Holds routes, one a vendor. */
  public Routes(Collection<Route> routes) {
    for (Route route : routes) {
      byVendor.put(route.vendor(), route);
    }
  }

  /** Returns the route of a vendor's calls, or null. */
  public @Nullable Route of(String vendor) {
    return byVendor.get(vendor);
  }

  /** Returns all, in the policy's order. */
  public Collection<Route> all() {
    return Collections.unmodifiableCollection(byVendor.values());
  }

  /** Returns all, those with longer paths first, so that the first that fits is the right one. */
  public List<Route> longestFirst() {
    List<Route> sorted = new ArrayList<>(byVendor.values());
    sorted.sort((one, other) -> other.url().path().length() - one.url().path().length());
    return sorted;
  }
}
