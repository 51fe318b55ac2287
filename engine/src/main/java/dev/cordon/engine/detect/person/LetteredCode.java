package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Shape;

/** Postal codes with letters: of the Royal Mail, and of Canada Post. */
final class LetteredCode {
  /** The two-letter areas of the Royal Mail. */
  private static final String AREAS =
      "ABALBABBBDBHBLBNBRBSBTCACBCFCHCMCOCRCTCVCWDADDDEDGDHDLDNDTDYECEHENEXFKFYGLGUGYHAHDHGHPHRHSHUHXIG"
          + "IMIPIVJEKAKTKWKYLALDLELLLNLSLUMEMKMLNENGNNNPNRNWOLOXPAPEPHPLPOPRRGRHRMSASESGSKSLSMSNSOSPSRSSSTSW"
          + "SYTATDTFTNTQTRTSTWUBWAWCWDWFWNWRWSWVYOZE";

  /** The areas of one letter. */
  private static final String SHORT_AREAS = "BEGLMNSW";

  /** The letters that a Canadian code begins with: its provinces and regions. */
  private static final String PROVINCES = "ABCEGHJKLMNPRSTVXY";

  /** Letters that no Canadian code has. */
  private static final String NOT_CANADIAN = "DFIOQU";

  /** Letters that the inward part of a British code doesn't have. */
  private static final String NOT_INWARD = "CIKMOV";

  private LetteredCode() {}

  /** Tells whether a text of the right shape is a code that can be given. */
  static boolean isValid(Shape s) {
    int last = s.length() - 1;
    return s.charAt(last) <= '9' ? isCanadian(s) : isBritish(s, last);
  }

  private static boolean isCanadian(Shape s) {
    return PROVINCES.indexOf(s.charAt(0)) >= 0
        && NOT_CANADIAN.indexOf(s.charAt(2)) < 0
        && NOT_CANADIAN.indexOf(s.charAt(4)) < 0;
  }

  private static boolean isBritish(Shape s, int last) {
    if (NOT_INWARD.indexOf(s.charAt(last)) >= 0 || NOT_INWARD.indexOf(s.charAt(last - 1)) >= 0) {
      return false;
    }
    if (s.charAt(1) <= '9') {
      return SHORT_AREAS.indexOf(s.charAt(0)) >= 0;
    }
    for (int i = 0; i < AREAS.length(); i += 2) {
      if (AREAS.charAt(i) == s.charAt(0) && AREAS.charAt(i + 1) == s.charAt(1)) {
        return true;
      }
    }
    return false;
  }
}
