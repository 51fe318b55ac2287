package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Shape;
import java.util.Locale;

/** The checks that rows name, and arithmetic that several of them share. */
final class Checks {
  private static final int REGIONS = 7;

  private Checks() {}

  /**
   * Returns a check by the name that rows give it: the constant's in small letters.
   *
   * @throws IllegalStateException if there is no such check
   */
  static Check of(String name) {
    String constant = name.toUpperCase(Locale.ROOT);
    for (int region = 0; region < REGIONS; region++) {
      for (Check check : region(region)) {
        if (((Enum<?>) check).name().equals(constant)) {
          return check;
        }
      }
    }
    throw new IllegalStateException("identifiers.txt names no check: " + name);
  }

  /** Returns the checks of a part of the world; a class is loaded when it is looked into. */
  private static Check[] region(int number) {
    switch (number) {
      case 0:
        return CommonCheck.values();
      case 1:
        return NordicCheck.values();
      case 2:
        return WesternCheck.values();
      case 3:
        return RomanceCheck.values();
      case 4:
        return EasternCheck.values();
      case 5:
        return AmericanCheck.values();
      default:
        return DistantCheck.values();
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
