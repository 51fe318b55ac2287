package dev.cordon.engine.detect.national;

import static dev.cordon.engine.detect.Checksums.weighted;

import dev.cordon.engine.detect.Shape;

/**
 * Unique entity numbers of Singapore (ACRA): of businesses, of local companies, and of others with
 * the century, the year and the kind of entity. Each has a check letter of its own kind.
 */
final class SingaporeEntity {
  private static final String BUSINESS = "XMKECAWLJDB";
  private static final String COMPANY = "ZKCMDNERGWH";
  private static final String OTHER = "ABCDEFGHJKLMNPQRSTUVWX0123456789";
  private static final int[] WEIGHTS = {4, 3, 5, 3, 10, 2, 2, 5, 7};

  private SingaporeEntity() {}

  static boolean isValid(Shape s) {
    char last = s.charAt(s.length() - 1);
    if (s.charAt(0) > '9') {
      return "RST".indexOf(s.charAt(0)) >= 0 && other(s) == last;
    }
    if (s.length() == 9) {
      return BUSINESS.charAt(weighted(s, 0, 10, 4, 9, 3, 8, 2, 7, 1) % 11) == last;
    }
    return COMPANY.charAt(weighted(s, 0, 10, 8, 6, 4, 9, 7, 5, 3, 1) % 11) == last;
  }

  private static char other(Shape s) {
    int sum = 6;
    for (int i = 0; i < 9; i++) {
      int value = OTHER.indexOf(s.charAt(i));
      if (value < 0) {
        return 0;
      }
      sum += value * WEIGHTS[i];
    }
    return OTHER.charAt(sum % 11);
  }
}
