package dev.cordon.engine.policy;

import dev.cordon.engine.NameSet;
import dev.cordon.engine.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers without which a request doesn't arrive, or isn't let in. Stateless. */
public final class ProtocolHeaders {
  /** Headers of HTTP itself (RFC 9110) and of authentication: a change would break the call. */
  private static final String[] NAMES = {
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "authorization",
    "cache-control",
    "connection",
    "content-encoding",
    "content-length",
    "content-type",
    "date",
    "expect",
    "host",
    "http2-settings",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "keep-alive",
    "ocp-apim-subscription-key",
    "pragma",
    "proxy-authorization",
    "range",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token"
  };

  /** What gRPC, Google's gateways and MCP find the way by. */
  private static final String[] WAY = {
    "grpc-accept-encoding",
    "grpc-encoding",
    "grpc-timeout",
    "mcp-protocol-version",
    "mcp-session-id",
    "x-amz-target",
    "x-goog-request-params"
  };

  /** Some of those that are known by how they begin, for patterns to be tried on. */
  private static final String[] EXAMPLES = {
    ":path", "sec-websocket-key", "sec-websocket-protocol", "sec-websocket-version"
  };

  private static final NameSet SET = new NameSet(NAMES);
  private static final NameSet WAY_SET = new NameSet(WAY);

  private ProtocolHeaders() {}

  /**
   * Tells whether a header is HTTP's own or authenticates.
   *
   * @param header its name, in any case
   */
  public static boolean contains(String header) {
    return SET.contains(header)
        || VendorCatalogue.builtIn().names().isKeyHeader(header)
        || begins(header, "sec-")
        || header.startsWith(":");
  }

  /**
   * Tells whether policy can't take a header out or set it.
   *
   * @param header its name, in any case
   */
  static boolean isFixed(String header) {
    return contains(header)
        || WAY_SET.contains(header)
        || (begins(header, "x-amz-") && !begins(header, "x-amz-meta-"));
  }

  /** Returns a header that fits a pattern and that policy can't take out; null for none. */
  static @Nullable String fixed(String pattern) {
    List<String> all = new ArrayList<>(Arrays.asList(NAMES));
    all.addAll(Arrays.asList(WAY));
    all.addAll(Arrays.asList(EXAMPLES));
    all.addAll(VendorCatalogue.builtIn().names().keyHeaders());
    NamePattern names = new NamePattern(pattern);
    for (String name : all) {
      if (names.matches(name)) {
        return name;
      }
    }
    return isFixed(pattern) ? names.toString() : null;
  }

  /** Tells whether a text may be a header's name (RFC 9110, 5.6.2). */
  static boolean isName(String name) {
    return name.matches("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  }

  /** Tells whether a text may be a header's value in a policy. */
  static boolean isValue(String value) {
    return value.matches("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");
  }

  private static boolean begins(String name, String prefix) {
    return name.regionMatches(true, 0, prefix, 0, prefix.length());
  }
}
