package dev.cordon.agent.audit;

import dev.cordon.engine.HeaderSource;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Names an API key without telling it, so that a leaked or unsanctioned key can be found in the
 * trail: the first bytes of a hash, keyed with the trail's key where there is one. An API key has
 * enough entropy that a hash of it can't be guessed back.
 */
final class KeyFingerprint {
  private static final String[] HEADERS = {
    "authorization", "api-key", "x-api-key", "x-goog-api-key"
  };
  private static final byte[] LABEL = "cordon key fingerprint".getBytes(StandardCharsets.US_ASCII);
  private static final int BYTES = 8;

  private KeyFingerprint() {}

  /**
   * Returns the fingerprint of the key that a request carries.
   *
   * @param headers the request's headers
   * @param query the request's query, percent-encoded, or null
   * @param chain the hash to use; used by this thread alone
   * @return 16 hexadecimal digits, or null when the request carries no key
   */
  static @Nullable String of(HeaderSource headers, @Nullable String query, HashChain chain) {
    String key = key(headers, query);
    if (key == null) {
      return null;
    }
    byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
    return Hex.of(Arrays.copyOf(chain.next(LABEL, bytes, bytes.length), BYTES));
  }

  private static @Nullable String key(HeaderSource headers, @Nullable String query) {
    for (String name : HEADERS) {
      String value = headers.first(name);
      if (value != null && !value.isEmpty()) {
        return withoutScheme(value);
      }
    }
    if (query != null) {
      int at = query.startsWith("key=") ? 0 : query.indexOf("&key=") + 1;
      if (query.startsWith("key=", at)) {
        int end = query.indexOf('&', at);
        return query.substring(at + 4, end < 0 ? query.length() : end);
      }
    }
    return null;
  }

  private static String withoutScheme(String value) {
    if (value.startsWith("AWS4-HMAC-SHA256")) {
      int from = value.indexOf("Credential=");
      int to = from < 0 ? -1 : value.indexOf('/', from);
      return to < 0
          ? value
          : value.substring(from + 11, to); // the rest is the signature of one call
    }
    int space = value.indexOf(' ');
    return space < 0 ? value : value.substring(space + 1);
  }
}
