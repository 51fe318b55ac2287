package dev.cordon.engine.connection;

import java.util.Locale;

/** A host, or {@code *.suffix} for every host below. Stateless. */
final class HostPattern {
  private HostPattern() {}

  static boolean matches(String pattern, String host) {
    String name = host.toLowerCase(Locale.ROOT);
    String wanted = pattern.toLowerCase(Locale.ROOT);
    return wanted.startsWith("*.") ? name.endsWith(wanted.substring(1)) : name.equals(wanted);
  }
}
