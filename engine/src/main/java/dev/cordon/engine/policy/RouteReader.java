package dev.cordon.engine.policy;

import dev.cordon.engine.NameSet;
import dev.cordon.engine.facts.Residency;
import dev.cordon.engine.policy.route.GatewayUrl;
import dev.cordon.engine.policy.route.Route;
import dev.cordon.engine.policy.route.Routes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where calls are sent instead. Read after all that may contradict it. Used once. */
final class RouteReader {
  private static final String FORM =
      "must be env:NAME, file:PATH, vault:PATH#FIELD or another store's; never the secret itself";

  private static final List<String> CREDENTIALS = Arrays.asList("remove", "keep");

  /** What frames a message, and what the client says of the connection. */
  private static final NameSet FRAMING =
      new NameSet(
          "connection",
          "content-encoding",
          "content-length",
          "content-type",
          "expect",
          "host",
          "http2-settings",
          "keep-alive",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  private final PolicyBuilder policy;
  private final Set<String> vendors;
  private final Secrets secrets;

  RouteReader(PolicyBuilder policy, Set<String> vendors, Secrets secrets) {
    this.policy = policy;
    this.vendors = vendors;
    this.secrets = secrets;
  }

  /** Returns the routes; null when there are none. */
  @Nullable Routes read(Section top) {
    Section routes = top.section("routes", null);
    if (routes == null) {
      return null;
    }
    List<Route> all = new ArrayList<>();
    Map<String, String> taken = new HashMap<>();
    for (String vendor : routes.names()) {
      Section section = routes.section(vendor, PolicyKeys.ROUTE);
      if (!vendors.contains(vendor) || vendor.equals(VendorRules.UNKNOWN)) {
        routes.wrongKey(vendor, "no such vendor" + Suggestion.text(vendor, vendors));
        continue;
      }
      Route route = section == null ? null : route(routes, section, vendor);
      if (route == null || section == null) {
        continue;
      }
      String other = taken.put(route.url().toString(), vendor);
      if (other != null) {
        String both = "is the address of " + other + "'s calls too; give each a path of its own";
        section.wrong("url", both);
      }
      contradictions(routes, section, route);
      all.add(route);
    }
    return all.isEmpty() ? null : new Routes(all);
  }

  private @Nullable Route route(Section routes, Section section, String vendor) {
    String address = section.text("url");
    GatewayUrl url = address == null ? null : GatewayUrl.parse(address);
    if (!section.has("url")) {
      routes.wrong(vendor, "url is missing");
    } else if (address != null && url == null) {
      // Perhaps with a password in it: it must not come back in a message.
      section.wrong(
          "url", "must be such as https://gateway.example.com/path, without user, query and ..");
    }
    String credentials = section.text("credentials");
    if (credentials != null && !CREDENTIALS.contains(credentials)) {
      section.wrong(
          "credentials", "must be remove or keep" + Suggestion.text(credentials, CREDENTIALS));
    }
    boolean keeps = "keep".equals(credentials);
    String region = PolicyReader.region(section);
    Map<String, String> hidden = secretHeaders(section, keeps);
    Map<String, String> headers = headers(section, hidden);
    List<String> removed = removed(section, headers, hidden);
    return url == null ? null : new Route(vendor, url, region, keeps, headers, hidden, removed);
  }

  private Map<String, String> secretHeaders(Section section, boolean keeps) {
    Map<String, String> hidden = new LinkedHashMap<>();
    String token = secret(section, "token");
    if (token != null) {
      hidden.put("authorization", "Bearer " + token);
    }
    if (section.has("token") && keeps) {
      section.wrong("token", "takes the place of the vendor's Authorization: credentials: keep");
    }
    Section named = section.section("secret_headers", null);
    for (String name : named == null ? Collections.<String>emptySet() : named.names()) {
      String value = named == null ? null : secret(named, name);
      if (named != null && isName(named, name) && value != null) {
        put(named, hidden, name, value);
      }
    }
    return hidden;
  }

  private @Nullable String secret(Section section, String key) {
    byte[] bytes = KeyReference.bytes(section, key, secrets, FORM);
    if (bytes == null) {
      return null;
    }
    String value = new String(bytes, StandardCharsets.UTF_8).trim();
    if (!ProtocolHeaders.isValue(value)) {
      section.wrong(key, "the secret is empty, or has signs that no header may hold");
      return null;
    }
    return value;
  }

  private static Map<String, String> headers(Section section, Map<String, String> hidden) {
    Map<String, String> headers = new LinkedHashMap<>();
    Section named = section.section("set_headers", null);
    for (String name : named == null ? Collections.<String>emptySet() : named.names()) {
      String value = named == null ? null : named.text(name);
      if (named == null || value == null || !isName(named, name)) {
        continue;
      }
      if (!ProtocolHeaders.isValue(value)) {
        named.wrong(name, "must be printable ASCII in one line");
      } else if (hidden.containsKey(name.toLowerCase(Locale.ROOT))) {
        named.wrongKey(name, "is set by token or secret_headers already");
      } else {
        put(named, headers, name, value);
      }
    }
    return headers;
  }

  private static void put(Section named, Map<String, String> headers, String name, String value) {
    if (headers.put(name.toLowerCase(Locale.ROOT), value) != null) {
      named.wrongKey(name, "is set already");
    }
  }

  private static List<String> removed(
      Section section, Map<String, String> headers, Map<String, String> hidden) {
    List<String> removed = new ArrayList<>();
    for (String name : section.texts("remove_headers")) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (!ProtocolHeaders.isName(name) || FRAMING.contains(name)) {
        section.wrong("remove_headers", "\"" + name + "\" is no header that can be changed");
      } else if (headers.containsKey(lower) || hidden.containsKey(lower)) {
        section.wrong("remove_headers", "\"" + name + "\" is set by this route");
      }
      removed.add(lower);
    }
    return removed;
  }

  private static boolean isName(Section section, String name) {
    boolean fits = ProtocolHeaders.isName(name) && !FRAMING.contains(name);
    if (!fits) {
      section.wrongKey(name, "is no header that can be changed");
    }
    return fits;
  }

  private void contradictions(Section routes, Section section, Route route) {
    VendorRules rules = policy.vendors;
    if (rules.deny.contains(route.vendor())) {
      routes.wrongKey(route.vendor(), "vendors.deny lets no call to this vendor out");
    } else if (!rules.allow.isEmpty() && !rules.allow.contains(route.vendor())) {
      routes.wrongKey(route.vendor(), "vendors.allow lets no call to this vendor out");
    }
    if (!hasHost(route.vendor())) {
      routes.wrongKey(
          route.vendor(), "no host of this vendor is known; name it under hosts (hosts.NAME)");
    }
    String host = route.url().host();
    if (VendorCatalogue.builtIn().with(policy.build()).isIgnored(host)) {
      section.wrong("url", "ignore_hosts keeps calls to this host from being governed");
    }
    Residency residency = policy.residency;
    if (residency == null || VendorCatalogue.isThisMachine(host)) {
      return;
    }
    String why = residency.objection(host, route.url().path() + "/", route.region());
    if (why != null) {
      section.wrong(
          "url",
          "residency keeps calls in "
              + residency
              + ", and "
              + why
              + (route.region() == null ? "; say region: where the gateway is" : ""));
    }
  }

  private boolean hasHost(String vendor) {
    for (HostRule rule : policy.hosts) {
      if (rule.vendor().equals(vendor)) {
        return true;
      }
    }
    return !VendorCatalogue.builtIn().hosts(vendor).isEmpty();
  }
}
