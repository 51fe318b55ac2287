package dev.cordon.engine.head;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.NameSet;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.policy.VendorNames;
import dev.cordon.engine.policy.route.Route;
import dev.cordon.engine.policy.route.Routes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changes in the head of a request that a route sends to a gateway: what authenticates at the
 * vendor is none of the gateway's business, and what authenticates there none of anybody else's.
 * Stateless.
 */
public final class RouteHeaders {
  private static final VendorNames VENDORS = VendorCatalogue.builtIn().names();

  /** What authenticates everywhere, beside the vendors' own headers. */
  private static final NameSet CREDENTIALS =
      new NameSet("authorization", "cookie", "ocp-apim-subscription-key", "x-amz-security-token");

  private static final String PROTOCOLS = "sec-websocket-protocol";

  /** What browsers send a key as, where they can't set a header. */
  private static final String KEY_PROTOCOL = "openai-insecure-api-key.";

  private RouteHeaders() {}

  /**
   * Returns the changes of headers, by name in lower case; an empty value removes a header.
   *
   * @param headers the request's, as they would leave
   */
  public static Map<String, String> edits(Route route, HeaderSource headers) {
    Map<String, String> edits = withheld(route, headers);
    edits.putAll(route.headers());
    edits.putAll(route.secrets());
    return edits;
  }

  /**
   * Returns the changes that keep from a gateway what it must not get, by name in lower case.
   *
   * @param headers the request's, as they would leave
   */
  public static Map<String, String> withheld(Route route, HeaderSource headers) {
    Map<String, String> edits = new LinkedHashMap<>();
    List<String> protocols = new ArrayList<>();
    headers.forEach(
        (name, value) -> {
          String lower = name.toLowerCase(Locale.ROOT);
          boolean vendors = CREDENTIALS.contains(lower) || VENDORS.isKeyHeader(lower);
          if (route.removed().contains(lower) || (vendors && !route.keepsCredentials())) {
            edits.put(lower, "");
          } else if (lower.equals(PROTOCOLS) && !route.keepsCredentials()) {
            protocols.add(value);
          }
        });
    String all = String.join(",", protocols);
    if (all.contains(KEY_PROTOCOL)) {
      edits.put(PROTOCOLS, withoutKey(all));
    }
    return edits;
  }

  /** An edit stands for all lines of a header (RFC 6455 11.3.4), so it is made of them all. */
  private static String withoutKey(String protocols) {
    StringBuilder kept = new StringBuilder();
    for (String protocol : protocols.split(",")) {
      if (!protocol.trim().startsWith(KEY_PROTOCOL)) {
        kept.append(kept.length() == 0 ? "" : ", ").append(protocol.trim());
      }
    }
    return kept.toString();
  }

  /** Returns a verdict that makes these changes too, and takes the vendor's key from the query. */
  public static Verdict in(Verdict verdict, Route route, RequestHead head) {
    String query = verdict.query() == null ? head.query() : verdict.query();
    String without = route.keepsCredentials() ? null : withoutKeys(query);
    return Verdict.forward(
        verdict.body(),
        without == null ? verdict.query() : without,
        merged(verdict.headers(), edits(route, head.headers())));
  }

  /** Returns changes with further ones, which come last and count where both name a header. */
  public static Map<String, String> merged(Map<String, String> edits, Map<String, String> last) {
    if (edits.isEmpty() || last.isEmpty()) {
      return edits.isEmpty() ? last : edits;
    }
    Map<String, String> all = new LinkedHashMap<>();
    edits.forEach(
        (name, value) -> {
          if (!last.containsKey(name.toLowerCase(Locale.ROOT))) {
            all.put(name, value);
          }
        });
    all.putAll(last);
    return all;
  }

  /** Returns a query without parameters that authenticate; null when it has none. */
  private static @Nullable String withoutKeys(@Nullable String query) {
    if (query == null || query.isEmpty()) {
      return null;
    }
    StringBuilder kept = new StringBuilder();
    boolean found = false;
    for (String parameter : query.split("&")) {
      int equals = parameter.indexOf('=');
      int end = equals < 0 ? parameter.length() : equals;
      String name = new String(Percent.decode(parameter, 0, end, true), StandardCharsets.UTF_8);
      if (HeadNames.isKeyParameter(name)) {
        found = true;
      } else {
        kept.append(kept.length() == 0 ? "" : "&").append(parameter);
      }
    }
    return found ? kept.toString() : null;
  }

  /**
   * Returns which headers to take out of a request because they hold what authenticates at another
   * host: a redirect carries on what was sent to a gateway.
   *
   * @param head the request as it would leave
   */
  public static Map<String, String> foreign(Routes routes, RequestHead head) {
    Map<String, String> edits = new LinkedHashMap<>();
    head.headers()
        .forEach(
            (name, value) -> {
              String lower = name.toLowerCase(Locale.ROOT);
              for (Route route : routes.all()) {
                if (value.equals(route.secrets().get(lower)) && !route.url().isOf(head)) {
                  edits.put(lower, "");
                }
              }
            });
    return edits;
  }
}
