package dev.cordon.agent.audit;

import org.jspecify.annotations.Nullable;

/** Reads where a vendor's host stands from its name. */
final class Region {
  private Region() {}

  /**
   * Returns the region that a host's name tells.
   *
   * @param host the host's name
   * @return such as {@code eu-west-1}, {@code us-central1}, {@code eu}; null when the name tells
   *     none
   */
  static @Nullable String of(@Nullable String host) {
    if (host == null) {
      return null;
    }
    String suffix = "-aiplatform.googleapis.com";
    if (host.endsWith(suffix)) {
      return host.substring(0, host.length() - suffix.length());
    }
    int start = 0;
    while (start < host.length()) {
      int dot = host.indexOf('.', start);
      int end = dot < 0 ? host.length() : dot;
      String label = host.substring(start, end);
      if (isRegion(label) || (start == 0 && isContinent(label))) {
        return label;
      }
      start = end + 1;
    }
    return null;
  }

  /** Two or three words and a number, as Amazon writes it: {@code us-gov-west-1}. */
  private static boolean isRegion(String label) {
    int length = label.length();
    if (length < 9 || length > 16 || label.charAt(2) != '-') {
      return false;
    }
    char last = label.charAt(length - 1);
    return last >= '1' && last <= '9' && label.charAt(length - 2) == '-';
  }

  private static boolean isContinent(String label) {
    return label.equals("eu") || label.equals("us");
  }
}
