package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Shape;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The checks that rows name, and arithmetic that several of them share. */
final class Checks {
  private static final Check[][] ALL = {
    CommonCheck.values(),
    AmericanCheck.values(),
    NordicCheck.values(),
    WesternCheck.values(),
    RomanceCheck.values(),
    EasternCheck.values(),
    DistantCheck.values()
  };

  private Checks() {}

  /** Returns all checks by the names that rows give them: the constants' in small letters. */
  static Map<String, Check> byName() {
    Map<String, Check> checks = new HashMap<String, Check>(256);
    for (Check[] region : ALL) {
      for (Check check : region) {
        checks.put(((Enum<?>) check).name().toLowerCase(Locale.ROOT), check);
      }
    }
    return checks;
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
