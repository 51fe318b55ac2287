package dev.cordon.engine.policy;

import dev.cordon.engine.text.UrlPath;
import org.jspecify.annotations.Nullable;

/**
 * A host pattern split at its {@code *}: what stands before, what stands after. Of a plain host all
 * stands after.
 */
final class HostEntry {
  final String before;
  final String after;
  final boolean wild;
  final @Nullable Vendor vendor;
  final @Nullable String region;
  private final String[] paths;

  /**
   * Makes an entry.
   *
   * @param vendor who answers there; null for a host that is never governed
   */
  HostEntry(String pattern, @Nullable Vendor vendor, String[] paths) {
    this(pattern, vendor, paths, null);
  }

  /**
   * Makes an entry of a host whose place is known.
   *
   * @param region where it is, a region or a country
   */
  HostEntry(String pattern, @Nullable Vendor vendor, String[] paths, @Nullable String region) {
    int star = pattern.indexOf('*');
    this.wild = star >= 0;
    this.before = wild ? pattern.substring(0, star) : "";
    this.after = pattern.substring(star + 1);
    this.vendor = vendor;
    this.paths = paths;
    this.region = region;
  }

  /**
   * Tells whether the entry is for a host of which {@code after} is known to match at {@code at}.
   */
  boolean fitsBefore(String host, int at) {
    if (!wild) {
      return at == 0;
    }
    return at > before.length() && host.regionMatches(true, 0, before, 0, before.length());
  }

  boolean fitsPath(String path) {
    return paths.length == 0
        || isBelowOne(path)
        || (!UrlPath.isNormal(path) && isBelowOne(UrlPath.normal(path)));
  }

  private boolean isBelowOne(String path) {
    for (String prefix : paths) {
      if (isBelow(path, prefix)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a path begins with whole segments of a prefix, in which * is one segment. */
  private static boolean isBelow(String path, String prefix) {
    int p = 0;
    for (int i = 0; i < prefix.length(); i++) {
      if (prefix.charAt(i) == '*') {
        int begin = p;
        while (p < path.length() && path.charAt(p) != '/') {
          p++;
        }
        if (p == begin) {
          return false;
        }
      } else if (p == path.length() || lower(path.charAt(p++)) != lower(prefix.charAt(i))) {
        return false;
      }
    }
    return p == path.length() || path.charAt(p) == '/' || prefix.endsWith("/");
  }

  /** Returns the host, perhaps with its {@code *}. */
  String pattern() {
    return before + (wild ? "*" : "") + after;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(pattern());
    for (String path : paths) {
      text.append(' ').append(path);
    }
    return text.toString();
  }

  private static char lower(char c) {
    return c >= 'A' && c <= 'Z' ? (char) (c + 32) : c;
  }
}
