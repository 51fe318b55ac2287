package dev.cordon.engine.call;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.engine.activation.ActivePolicy;
import dev.cordon.engine.facts.Residency;
import dev.cordon.engine.head.RouteHeaders;
import dev.cordon.engine.policy.Vendor;
import dev.cordon.engine.policy.route.Route;
import dev.cordon.engine.policy.route.Routes;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells where policy sends a request in place of where it goes. Stateless. */
final class Routing {
  private static final String REGIONAL = "residency.use_regional_host";

  private Routing() {}

  /** Tells whether calls are sent elsewhere: policy says so, and its mode does what it says. */
  static boolean isAny(ActivePolicy active) {
    Residency residency = active.policy.residency();
    if (active.policy.routes() == null && (residency == null || !residency.usesRegionalHosts())) {
      return false;
    }
    Enforcement enforcement = Enforcement.of(active);
    return enforcement.opensCalls() && !enforcement.isDryRun();
  }

  /** Returns where; null when it stays as it is, also when it was sent elsewhere before. */
  static @Nullable Target of(ActivePolicy active, RequestHead head) {
    Routes routes = active.policy.routes();
    Residency residency = active.policy.residency();
    boolean regional = residency != null && residency.usesRegionalHosts();
    String host = head.host();
    if ((routes == null && !regional)
        || host == null
        || head.target() != null
        || HeadFacts.isMcp(head)
        || active.vendors.isIgnored(host)) {
      return null;
    }
    Vendor vendor = active.vendors.find(host, head.path());
    Route route = routes == null || vendor == null ? null : routes.of(vendor.id());
    if (route != null) {
      return route.target(head);
    }
    return residency == null || !regional || vendor == null
        ? null
        : regional(residency, active.vendors.region(host, head.path()), host, head);
  }

  private static @Nullable Target regional(
      Residency residency, @Nullable String said, String host, RequestHead head) {
    if (said != null || residency.objection(host, head.path(), null) == null) {
      return null;
    }
    String instead = residency.regionalHost(host);
    int port = head.port() == (head.scheme().equals("http") ? 80 : 443) ? -1 : head.port();
    return instead == null
        ? null
        : new Target(
            REGIONAL,
            head,
            head.scheme(),
            instead,
            port,
            "",
            residency.region(instead, head.path()));
  }

  /**
   * Tells whether a request goes where another policy sent it: the policy changed in between, and
   * who may see what is in the request is no longer who gets it.
   */
  static boolean isOvertaken(ActivePolicy active, RequestHead sent) {
    Target target = sent.target();
    return target != null && !(isAny(active) && target.isSame(of(active, sent.asked())));
  }

  /** Returns the route that sent a request where it goes; null for none. */
  static @Nullable Route route(ActivePolicy active, @Nullable Target sent) {
    Routes routes = active.policy.routes();
    if (sent == null || routes == null) {
      return null;
    }
    for (Route route : routes.all()) {
      if (route.sends(sent)) {
        return route;
      }
    }
    return null;
  }

  /**
   * Returns the last changes of headers: of a request to a gateway those of its route, of any other
   * that nothing leaves with it which is a gateway's. Where a gateway redirects a call to, what it
   * must not get doesn't go either: clients carry on the application's own headers.
   *
   * @param sent where policy sent the call, null when nowhere
   * @param head the request as it would leave
   * @param edits what changes besides
   */
  static Map<String, String> leaving(
      ActivePolicy active, @Nullable Target sent, RequestHead head, Map<String, String> edits) {
    Routes routes = active.policy.routes();
    if (routes == null || Enforcement.of(active).isDryRun()) {
      return edits;
    }
    Route route = route(active, sent);
    if (sent != null && route != null && sent.isOf(head)) {
      return RouteHeaders.merged(edits, RouteHeaders.edits(route, head.headers()));
    }
    Map<String, String> withheld =
        route == null
            ? Collections.<String, String>emptyMap()
            : RouteHeaders.withheld(route, head.headers());
    return RouteHeaders.merged(
        edits, RouteHeaders.merged(withheld, RouteHeaders.foreign(routes, head)));
  }
}
