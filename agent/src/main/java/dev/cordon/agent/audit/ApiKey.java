package dev.cordon.agent.audit;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.policy.VendorCatalogue;
import dev.cordon.engine.policy.VendorNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds the API key that a request carries, in whichever header or parameter it stands. */
final class ApiKey {
  private static final VendorNames VENDORS = VendorCatalogue.builtIn().names();

  /** What authenticates at the vendor first, then what gateways in between ask for. */
  private static final String[] HEADERS =
      joined(
          Collections.singletonList("authorization"),
          VENDORS.keyHeaders(),
          Arrays.asList(
              "ocp-apim-subscription-key",
              "x-api-token",
              "x-auth-token",
              "x-functions-key",
              "apikey",
              "api_key"));

  private static final String[] PARAMETERS =
      joined(
          VENDORS.keyParameters(),
          Arrays.asList(
              "api-key",
              "api_key",
              "apikey",
              "access_token",
              "access-token",
              "token",
              "subscription-key",
              "code"),
          Collections.singletonList("X-Amz-Credential"));

  private ApiKey() {}

  private static String[] joined(List<String> first, List<String> second, List<String> third) {
    List<String> all = new ArrayList<>(first);
    all.addAll(second);
    all.addAll(third);
    return all.toArray(new String[0]);
  }

  /** Returns the key, without the scheme before it; null when the request carries none. */
  static @Nullable String of(RequestHead head) {
    HeaderSource headers = head.headers();
    for (String name : HEADERS) {
      String value = headers.first(name);
      if (value != null && !value.isEmpty()) {
        return withoutScheme(value);
      }
    }
    String query = head.query();
    return query == null ? null : parameter(query);
  }

  private static String withoutScheme(String value) {
    if (value.startsWith("AWS4-")) {
      int from = value.indexOf("Credential=");
      return from < 0 ? value : beforeSlash(value.substring(from + 11));
    }
    int space = value.indexOf(' ');
    return space < 0 ? value : value.substring(space + 1).trim();
  }

  /** AWS names the key, then day, region and service; the rest is the signature of one call. */
  private static String beforeSlash(String credential) {
    int slash = credential.indexOf('/');
    int encoded = credential.indexOf("%2F");
    int end = slash < 0 ? encoded : slash;
    return end < 0 ? credential : credential.substring(0, end);
  }

  private static @Nullable String parameter(String query) {
    int at = 0;
    while (at < query.length()) {
      int and = query.indexOf('&', at);
      int end = and < 0 ? query.length() : and;
      int equals = query.indexOf('=', at);
      if (equals > at && equals + 1 < end) {
        for (String name : PARAMETERS) {
          if (name.length() == equals - at
              && query.regionMatches(true, at, name, 0, name.length())) {
            return beforeSlash(query.substring(equals + 1, end));
          }
        }
      }
      at = end + 1;
    }
    return null;
  }
}
