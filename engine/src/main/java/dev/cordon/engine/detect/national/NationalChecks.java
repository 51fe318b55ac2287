package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Checksums;
import dev.cordon.engine.detect.Shape;

/**
 * Finds a row's check. The checks stand in a class a region, so that only what is needed is loaded.
 */
final class NationalChecks {
  private NationalChecks() {}

  /**
   * Tells whether a text of the right shape passes a check.
   *
   * @param check the name that a row gives
   * @param s the text
   */
  static boolean passes(String check, Shape s) {
    if (check.length() < 2) {
      return !s.isUniform();
    }
    switch (check.charAt(0) * 128 + check.charAt(1)) {
      case 'u' * 128 + 's':
      case 'c' * 128 + 'a':
      case 'm' * 128 + 'x':
      case 'b' * 128 + 'r':
      case 'a' * 128 + 'r':
      case 'c' * 128 + 'l':
      case 'c' * 128 + 'o':
        return AmericanChecks.passes(check, s);
      case 'n' * 128 + 'o':
        return check.equals("notUniform") ? !s.isUniform() : NordicChecks.passes(check, s);
      case 's' * 128 + 'e':
      case 'd' * 128 + 'k':
      case 'f' * 128 + 'i':
      case 'i' * 128 + 's':
        return check.equals("iso7064Mod11")
            ? mod11And10(s, s.length())
            : NordicChecks.passes(check, s);
      case 'l' * 128 + 'u':
        return !s.isUniform() && Checksums.luhn(s, 0, s.length());
      case 'u' * 128 + 'k':
      case 'i' * 128 + 'e':
      case 'd' * 128 + 'e':
      case 'a' * 128 + 't':
      case 'c' * 128 + 'h':
      case 'n' * 128 + 'l':
      case 'b' * 128 + 'e':
        return WesternChecks.passes(check, s);
      case 'f' * 128 + 'r':
      case 'i' * 128 + 't':
      case 'e' * 128 + 's':
      case 'p' * 128 + 't':
      case 'r' * 128 + 'o':
        return RomanceChecks.passes(check, s);
      case 'p' * 128 + 'l':
      case 'c' * 128 + 'z':
      case 'b' * 128 + 'g':
      case 'g' * 128 + 'r':
      case 'h' * 128 + 'u':
      case 'b' * 128 + 'a':
      case 'l' * 128 + 'v':
      case 't' * 128 + 'r':
      case 'r' * 128 + 'u':
      case 'r' * 128 + 's':
        return EasternChecks.passes(check, s);
      default:
        return DistantChecks.passes(check, s);
    }
  }

  /** Days that a month can have; February has 29, since not every form tells the century. */
  static boolean isDate(int month, int day) {
    if (month < 1 || month > 12 || day < 1) {
      return false;
    }
    return day
        <= (month == 2 ? 29 : month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31);
  }

  /** ISO/IEC 7064 MOD 11,10 over digits, the last one the check digit. */
  static boolean mod11And10(Shape s, int length) {
    int product = 10;
    for (int i = 0; i < length - 1; i++) {
      int sum = (s.digit(i) + product) % 10;
      product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return !s.isUniform() && (11 - product) % 10 == s.digit(length - 1);
  }

  /** Verhoeff's check (J. Verhoeff, 1969) over all digits. */
  static boolean verhoeff(Shape s) {
    int check = 0;
    for (int i = 0; i < s.length(); i++) {
      check = dihedral(check, permuted(i % 8, s.digit(s.length() - 1 - i)));
    }
    return check == 0;
  }

  /** Multiplication in the dihedral group of order ten. */
  private static int dihedral(int a, int b) {
    if (a < 5) {
      return b < 5 ? (a + b) % 5 : 5 + (a + b - 5) % 5;
    }
    return b < 5 ? 5 + (a - 5 - b + 5) % 5 : (a - b + 5) % 5;
  }

  private static int permuted(int times, int digit) {
    int d = digit;
    for (int i = 0; i < times; i++) {
      d = "1576283094".charAt(d) - '0';
    }
    return d;
  }

  /** 731 weights of ICAO Doc 9303 over the first {@code length} characters. */
  static int weighted731(Shape s, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += s.digit(i) * (i % 3 == 0 ? 7 : i % 3 == 1 ? 3 : 1);
    }
    return sum % 10;
  }
}
