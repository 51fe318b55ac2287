package dev.cordon.engine.detect.national;

import static dev.cordon.engine.detect.Checksums.weighted;
import static dev.cordon.engine.detect.national.Checks.isDate;
import static dev.cordon.engine.detect.national.Checks.mod11And10;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;

/** The British Isles, Germany, Austria, Switzerland, the Low Countries. */
enum WesternCheck implements Check {
  UK_NHS,
  UK_NINO,
  UK_DRIVING_LICENCE,
  UK_DRIVING_LICENCE_REST,
  UK_UTR,
  IE_PPS,
  DE_TAX_ID,
  DE_SOCIAL_SECURITY,
  DE_DOCUMENT_FORM,
  DE_DOCUMENT_MIXED_FORM,
  DE_TAX_NUMBER_FORM,
  DE_LANR,
  DE_DRIVER_LICENSE_FORM,
  DE_REGISTER_FORM,
  DE_HEALTH_INSURANCE,
  DE_VAT_ID,
  AT_SOCIAL_SECURITY,
  CH_AHV,
  NL_BSN,
  BE_NATIONAL_NUMBER;

  /** A British driving licence's part before the shape: {@code MORGA 657054 SM9IJ}. */
  private static final int SURNAME = 6;

  private static final String IRISH = "WABCDEFGHIJKLMNOPQRSTUV";

  @Override
  public boolean passes(Shape s) {
    switch (this) {
      case UK_NHS:
        return !s.isUniform() && weighted(s, 0, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 11 == 0;
      case UK_NINO:
        return nino(s);
      case UK_DRIVING_LICENCE:
        return drivingLicence(s);
      case UK_DRIVING_LICENCE_REST:
        return isSurname(s) && drivingLicenceRest(s, 0);
      case UK_UTR:
        return "21987654321".charAt(weighted(s, 1, 6, 7, 8, 9, 10, 5, 4, 3, 2) % 11) == s.charAt(0)
            && !s.isUniform();
      case IE_PPS:
        return pps(s);
      case DE_TAX_ID:
        return s.digit(0) != 0 && repeatsOneDigit(s) && mod11And10(s, 11);
      case DE_SOCIAL_SECURITY:
        return germanPension(s);
      case DE_DOCUMENT_FORM:
        return germanDocument(s);
      case DE_DOCUMENT_MIXED_FORM:
        return hasInnerLetter(s) && germanDocument(s);
      case DE_TAX_NUMBER_FORM:
        return !s.isUniform() && s.separator() != '.';
      case DE_LANR:
        return !s.isUniform() && physician(s);
      case DE_DRIVER_LICENSE_FORM:
        return isMixed(s);
      case DE_REGISTER_FORM:
        return s.charAt(0) == 'H'
            && s.charAt(1) == 'R'
            && (s.charAt(2) == 'A' || s.charAt(2) == 'B');
      case DE_HEALTH_INSURANCE:
        return germanHealth(s);
      case DE_VAT_ID:
        return s.charAt(0) == 'D' && s.charAt(1) == 'E' && germanVat(s);
      case AT_SOCIAL_SECURITY:
        return austrian(s);
      case CH_AHV:
        return s.number(0, 3) == 756
            && weighted(s, 0, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1, 3, 1) % 10 == 0;
      case NL_BSN:
        return !s.isUniform() && weighted(s, 0, 9, 8, 7, 6, 5, 4, 3, 2, -1) % 11 == 0;
      case BE_NATIONAL_NUMBER:
        return belgian(s);
      default:
        throw new IllegalStateException(name());
    }
  }

  @Override
  public int before() {
    return this == UK_DRIVING_LICENCE_REST ? SURNAME : 0;
  }

  /** HMRC, NIM39110: letters that are not used, prefixes that are not allocated, suffix A to D. */
  private static boolean nino(Shape s) {
    char a = s.charAt(0);
    char b = s.charAt(1);
    if ("DFIQUV".indexOf(a) >= 0 || "DFIOQUV".indexOf(b) >= 0 || s.charAt(8) > 'D') {
      return false;
    }
    String unused = "BG GB KN NK NT TN ZZ";
    for (int i = 0; i < unused.length(); i += 3) {
      if (unused.charAt(i) == a && unused.charAt(i + 1) == b) {
        return false;
      }
    }
    return true;
  }

  /**
   * DVLA: five of the surname, decade, month (plus 50 for women), day, year, initials, and three
   * more.
   */
  private static boolean drivingLicence(Shape s) {
    boolean nines = false;
    for (int i = 0; i < 5; i++) {
      boolean letter = s.charAt(i) > '9';
      if ((!letter && s.charAt(i) != '9') || (letter && nines)) {
        return false;
      }
      nines = !letter;
    }
    return s.charAt(0) > '9' && drivingLicenceRest(s, 5);
  }

  private static boolean drivingLicenceRest(Shape s, int from) {
    int month = (int) s.number(from + 1, from + 3);
    return isDate(month > 50 ? month - 50 : month, (int) s.number(from + 3, from + 5))
        && (s.charAt(from + 6) > '9' || s.charAt(from + 6) == '9')
        && (s.charAt(from + 7) > '9' || s.charAt(from + 7) == '9');
  }

  /** Tells whether five capitals and a blank stand before: no shape holds them. */
  private static boolean isSurname(Shape s) {
    ScanText text = s.text();
    int start = s.start() - SURNAME;
    for (int i = start; i < start + 5; i++) {
      if (!Ascii.isUpper(text.at(i))) {
        return false;
      }
    }
    return text.at(s.start() - 1) == ' ' && text.beginsWord(start);
  }

  /**
   * Department of Social Protection: weights 8 to 2, a second letter counts nine times, modulo 23.
   */
  private static boolean pps(Shape s) {
    if (s.number(0, 7) < 10_000) {
      return false;
    }
    int sum = weighted(s, 0, 8, 7, 6, 5, 4, 3, 2);
    if (s.length() == 9) {
      char second = s.charAt(8);
      if (second > 'I' && second != 'W') {
        return false;
      }
      sum += second == 'W' ? 0 : (second - 'A' + 1) * 9;
    }
    return IRISH.charAt(sum % 23) == s.charAt(7);
  }

  /**
   * Bundeszentralamt für Steuern: of the first ten digits one stands twice or three times, the
   * others once at most.
   */
  private static boolean repeatsOneDigit(Shape s) {
    int repeated = 0;
    for (int digit = 0; digit < 10; digit++) {
      int count = 0;
      for (int i = 0; i < 10; i++) {
        count += s.digit(i) == digit ? 1 : 0;
      }
      if (count > 3) {
        return false;
      }
      repeated += count > 1 ? 1 : 0;
    }
    return repeated == 1;
  }

  /** Deutsche Rentenversicherung: area, birthday, letter, serial; cross sums of weighted digits. */
  private static boolean germanPension(Shape s) {
    int day = (int) s.number(2, 4);
    if (!isDate((int) s.number(4, 6), day > 50 ? day - 50 : day)) {
      return false;
    }
    int letter = s.charAt(8) - 'A' + 1;
    int[] weights = {2, 1, 2, 5, 7, 1, 2, 1};
    int sum = cross(letter / 10 * 2) + cross(letter % 10);
    for (int i = 0; i < 8; i++) {
      sum += cross(s.digit(i) * weights[i]);
    }
    sum += cross(s.digit(9) * 2) + s.digit(10);
    return sum % 10 == s.digit(11);
  }

  private static int cross(int n) {
    return n / 10 + n % 10;
  }

  /**
   * Serial numbers of cards and passports since 2007: letters that can't be misread, ICAO check
   * digit.
   */
  private static boolean germanDocument(Shape s) {
    boolean digits = false;
    for (int i = 0; i < 9; i++) {
      char c = s.charAt(i);
      digits |= c <= '9';
      if (c > '9' && "CFGHJKLMNPRTVWXYZ".indexOf(c) < 0) {
        return false;
      }
    }
    return digits && (s.length() == 9 || Checks.weighted731(s, 9) == s.digit(9));
  }

  /** Other countries' serial numbers have letters and then digits; German ones mix them. */
  private static boolean hasInnerLetter(Shape s) {
    for (int i = 2; i < 9; i++) {
      if (s.charAt(i) > '9' && s.charAt(i - 1) <= '9') {
        return true;
      }
    }
    return false;
  }

  /** KBV: six digits, a check digit, two for the field; weights 4 and 9. */
  private static boolean physician(Shape s) {
    return (10 - weighted(s, 0, 4, 9, 4, 9, 4, 9) % 10) % 10 == s.digit(6);
  }

  /** The authority's letter and digits, a serial number, a check and the number of the copy. */
  private static boolean isMixed(Shape s) {
    int digits = 0;
    for (int i = 1; i < 11; i++) {
      digits += s.charAt(i) <= '9' ? 1 : 0;
    }
    return digits >= 3 && (s.charAt(10) <= '9' || s.charAt(10) == 'X');
  }

  /** GKV: the letter as two digits, weights 1 and 2 in turn, cross sums. */
  private static boolean germanHealth(Shape s) {
    int letter = s.charAt(0) - 'A' + 1;
    int sum = letter / 10 + cross(letter % 10 * 2);
    for (int i = 1; i < 9; i++) {
      sum += cross(s.digit(i) * (i % 2 == 0 ? 2 : 1));
    }
    return sum % 10 == s.digit(9);
  }

  private static boolean germanVat(Shape s) {
    int product = 10;
    for (int i = 2; i < 10; i++) {
      int sum = (s.digit(i) + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return s.digit(2) != 0 && (11 - product) % 10 == s.digit(10);
  }

  /** The check digit stands fourth; the birthday's month may be 13 to 15 where it is not known. */
  private static boolean austrian(Shape s) {
    int month = (int) s.number(6, 8);
    int check = weighted(s, 0, 3, 7, 9, 0, 5, 8, 4, 2, 1, 6) % 11;
    return s.digit(0) != 0
        && month <= 15 // those behind December serve when a day has run out of numbers
        && isDate(Math.min(month, 12), (int) s.number(4, 6))
        && check == s.digit(3);
  }

  /** 97 minus the rest of the first nine digits, with a 2 before them from the year 2000 on. */
  private static boolean belgian(Shape s) {
    long first = s.number(0, 9);
    long check = s.number(9, 11);
    int month = (int) s.number(2, 4);
    int plain = month > 40 ? month - 40 : month > 20 ? month - 20 : month; // bis numbers
    boolean dated = plain == 0 || isDate(plain, Math.max(1, (int) s.number(4, 6)));
    return dated
        && !s.isUniform()
        && (97 - first % 97 == check || 97 - (2_000_000_000L + first) % 97 == check);
  }
}
