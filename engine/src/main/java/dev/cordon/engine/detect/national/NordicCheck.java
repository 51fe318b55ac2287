package dev.cordon.engine.detect.national;

import static dev.cordon.engine.detect.Checksums.luhn;
import static dev.cordon.engine.detect.Checksums.weighted;
import static dev.cordon.engine.detect.national.Checks.isDate;

import dev.cordon.engine.detect.Shape;

/** Norway, Sweden, Denmark, Finland, Iceland. */
enum NordicCheck implements Check {
  NO_FODSELSNUMMER,
  NO_D_NUMBER,
  NO_ORGANISATION,
  NO_ACCOUNT,
  SE_PERSONNUMMER,
  SE_ORGANISATION,
  DK_CPR,
  DK_CPR_CHECKED,
  DK_CVR,
  FI_HETU,
  FI_BUSINESS_ID,
  IS_KENNITALA;

  private static final String FINNISH = "0123456789ABCDEFHJKLMNPRSTUVWXY";

  @Override
  public boolean passes(Shape s) {
    switch (this) {
      case NO_FODSELSNUMMER:
        return s.digit(0) < 4 && norwegian(s, 0);
      case NO_D_NUMBER:
        return s.digit(0) >= 4 && s.digit(0) < 8 && norwegian(s, 40);
      case NO_ORGANISATION:
        return (s.digit(0) == 8 || s.digit(0) == 9)
            && !s.isUniform()
            && weighted(s, 0, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
      case NO_ACCOUNT:
        return !s.isUniform() && weighted(s, 0, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
      case SE_PERSONNUMMER:
        return swedishPerson(s);
      case SE_ORGANISATION:
        return !s.isUniform()
            && s.digit(s.length() - 8) >= 2
            && s.digit(s.length() - 10) != 4 // no kind of legal person
            && luhn(s, s.length() - 10, s.length());
      case DK_CPR: // since 2007 numbers are given that have no check digit
        return isDate((int) s.number(2, 4), (int) s.number(0, 2)) && !s.isUniform();
      case DK_CPR_CHECKED:
        return isDate((int) s.number(2, 4), (int) s.number(0, 2))
            && weighted(s, 0, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
      case DK_CVR:
        return s.digit(0) > 0 && !s.isUniform() && weighted(s, 0, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
      case FI_HETU:
        return finnishPerson(s);
      case FI_BUSINESS_ID:
        return !s.isUniform() && weighted(s, 0, 7, 9, 10, 5, 8, 4, 2, 1) % 11 == 0;
      case IS_KENNITALA:
        return isDate((int) s.number(2, 4), (int) s.number(0, 2) % 40)
            && (s.digit(9) == 0 || s.digit(9) >= 8)
            && weighted(s, 0, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
      default:
        throw new IllegalStateException(name());
    }
  }

  /**
   * Skatteetaten: day (plus 40 in a D number), month (plus 40, 65 or 80 in synthetic ones), two
   * check digits.
   */
  private static boolean norwegian(Shape s, int dayOffset) {
    int month = (int) s.number(2, 4);
    int shift = month > 80 ? 80 : month > 65 ? 65 : month > 40 ? 40 : 0;
    return isDate(month - shift, (int) s.number(0, 2) - dayOffset)
        && weighted(s, 0, 3, 7, 6, 1, 8, 9, 4, 5, 2, 1) % 11 == 0
        && weighted(s, 0, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
  }

  /**
   * Skatteverket: a date, with 60 added to the day in a coordination number; Luhn over the last
   * ten.
   */
  private static boolean swedishPerson(Shape s) {
    int from = s.length() - 10;
    if (s.separator() == '/' || s.separator() == '.') {
      return false;
    }
    if (from == 2 && (s.number(0, 2) < 18 || s.number(0, 2) > 20)) {
      return false;
    }
    int day = (int) s.number(from + 4, from + 6);
    return isDate((int) s.number(from + 2, from + 4), day > 60 ? day - 60 : day)
        && luhn(s, from, s.length());
  }

  /** DVV: date, a sign of the century, a number, and its check character modulo 31. */
  private static boolean finnishPerson(Shape s) {
    int at = s.length() - 4; // the sign of the century is a letter here, or was a dash
    if (!isDate((int) s.number(2, 4), (int) s.number(0, 2))) {
      return false;
    }
    if (s.length() == 11 && "ABCDEFYXWVU".indexOf(s.charAt(6)) < 0) {
      return false;
    }
    if (s.length() == 10 && s.separator() != '-') {
      return false;
    }
    long number = s.number(0, 6) * 1000 + s.number(at, at + 3);
    return FINNISH.charAt((int) (number % 31)) == s.charAt(s.length() - 1);
  }
}
