package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.ScanText;

/** Addresses of the publishers of licences, which are nobody's. */
final class PublishedAddress {
  /**
   * Addresses of publishers in the heads of millions of source files, by their code's last digits.
   */
  private static final String[] PUBLISHED = {
    " 02110-1301", " 02110-1335", " 02111-1307", "Redwood Shores, CA 94065",
  };

  private PublishedAddress() {}

  /** Tells the address of a licence's publisher. */
  static boolean is(ScanText text, int start, int end) {
    for (String tail : PUBLISHED) {
      for (int at = end - tail.length(); at >= start && end - at < 40; at--) {
        int i = 0;
        while (i < tail.length() && text.at(at + i) == tail.charAt(i)) {
          i++;
        }
        if (i == tail.length()) {
          return true;
        }
      }
    }
    return false;
  }
}
