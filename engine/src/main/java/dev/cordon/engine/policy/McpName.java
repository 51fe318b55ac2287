package dev.cordon.engine.policy;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names of servers of the Model Context Protocol as policies and records write them: {@code
 * mcp:files}. A server names itself, so nothing of a name but these characters goes anywhere.
 * Stateless.
 */
final class McpName {
  private static final int LONGEST = 64;

  private McpName() {}

  /** Returns a name in lower case, other characters than letters, digits and {@code ._-} as _. */
  static String of(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      return VendorRules.UNKNOWN;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    StringBuilder clean = new StringBuilder();
    for (int i = 0; i < Math.min(lower.length(), LONGEST); i++) {
      char c = lower.charAt(i);
      clean.append(isPlain(c) ? c : '_');
    }
    return clean.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '_' || c == '-';
  }

  /**
   * Tells whether a policy may name a vendor.
   *
   * @param vendor the name in the policy
   * @param catalogue all names but those of MCP servers
   */
  static boolean isVendor(String vendor, Collection<String> catalogue) {
    if (catalogue.contains(vendor)) {
      return true;
    }
    String prefix = VendorRules.MCP;
    String name = vendor.startsWith(prefix) ? vendor.substring(prefix.length()) : "";
    return !name.isEmpty() && name.equals(of(name));
  }
}
