package dev.cordon.engine.detect.national;

import static dev.cordon.engine.detect.Checksums.luhn;
import static dev.cordon.engine.detect.Checksums.weighted;
import static dev.cordon.engine.detect.national.NationalChecks.isDate;

import dev.cordon.engine.detect.Shape;

/** Asia, Africa, Oceania, Israel. */
final class DistantChecks {
  /** Values of A to Z in identity numbers of Taiwan. */
  private static final int[] TAIWANESE = {
    10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30,
    31, 33
  };

  private static final String INDIAN_STATES =
      "AN AP AR AS BR BH CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY"
          + " RJ SK TN TR TS UK UP WB ";

  private DistantChecks() {}

  static boolean passes(String check, Shape s) {
    switch (check) {
      case "ilId":
        return s.number(0, 9) > 0 && !s.isUniform() && luhn(s, 0, 9);
      case "zaId":
        return isDate((int) s.number(2, 4), (int) s.number(4, 6))
            && s.digit(10) <= 2
            && luhn(s, 0, 13);
      case "zaIdUsual": // what stands before the check digit was the race, and is 8 or 9 since 1986
        return s.digit(10) <= 1 && s.digit(11) >= 8 && passes("zaId", s);
      case "zaPassportForm":
        return "ADMT".indexOf(s.charAt(0)) >= 0;
      case "zaTaxForm":
        return !s.isUniform() && (s.digit(0) <= 3 || s.digit(0) == 9);
      case "zaVatForm":
        return s.digit(0) == 4 && !s.isUniform();
      case "zaDriverLicenseForm":
        return southAfricanLicence(s);
      case "ngBvnForm":
        return s.number(0, 2) == 22 && !s.isUniform();
      case "keKraPinForm":
        return s.charAt(0) == 'A' || s.charAt(0) == 'P';
      case "inAadhaar":
        return s.digit(0) >= 2 && !s.isUniform() && NationalChecks.verhoeff(s);
      case "inPan":
        return pan(s, 0);
      case "inGstin":
        return gstin(s);
      case "inPassportForm":
        return "QXZ".indexOf(s.charAt(0)) < 0 && s.digit(1) != 0 && s.digit(7) != 0;
      case "phPassportForm":
        return s.charAt(0) == 'P' && s.charAt(8) <= 'E';
      case "inVehicleForm":
        return listed(INDIAN_STATES, s.charAt(0), s.charAt(1));
      case "sgUen":
        return SingaporeEntity.isValid(s);
      case "myNric":
        return isDate((int) s.number(2, 4), (int) s.number(4, 6)) && s.number(6, 8) > 0;
      case "idNikForm":
        return s.number(0, 2) >= 11
            && isDate((int) s.number(8, 10), (int) s.number(6, 8) - (s.digit(6) >= 4 ? 40 : 0))
            && s.number(12, 16) > 0;
      case "pkCnicForm":
        return s.digit(0) >= 1 && s.digit(0) <= 7 && !s.isUniform();
      case "sgNric":
        return nric(s);
      case "thId":
        return thai(s);
      case "krRrn":
        return (s.digit(6) < 5 || s.digit(6) > 8) && korean(s);
      case "krFrn":
        return s.digit(6) >= 5 && s.digit(6) <= 8 && korean(s);
      case "krPassportForm":
        return s.charAt(0) == 'M' || (s.charAt(4) > '9' && "SRODG".indexOf(s.charAt(0)) >= 0);
      case "krCrn":
        return !s.isUniform()
            && (10 - weighted(s, 0, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10) % 10 == s.digit(12);
      case "krBrn":
        return koreanBusiness(s);
      case "krDriverLicenseForm":
        return s.number(0, 2) >= 11 && s.number(0, 2) <= 28 && s.number(4, 10) > 0;
      case "jpMyNumber":
        return japanese(s);
      case "cnResidentId":
        return chinese(s);
      case "twId":
        return taiwanese(s);
      case "hkId":
        return hongKong(s);
      case "auTfn":
        return !s.isUniform()
            && (s.length() == 8
                ? weighted(s, 0, 10, 7, 8, 4, 6, 3, 5, 1) % 11 == 0
                : weighted(s, 0, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0);
      case "auAbn":
        return !s.isUniform()
            && s.digit(0) > 0
            && (weighted(s, 0, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;
      case "auAcn":
        return !s.isUniform()
            && (10 - weighted(s, 0, 8, 7, 6, 5, 4, 3, 2, 1) % 10) % 10 == s.digit(8);
      case "auMedicare":
        return s.digit(0) >= 2
            && s.digit(0) <= 6
            && !s.isUniform()
            && weighted(s, 0, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == s.digit(8);
      case "nzIrd":
        return newZealand(s);
      case "nzNhi":
        return nhi(s);
      default:
        throw new IllegalArgumentException(check);
    }
  }

  /** eNaTIS: six to ten digits, then two to five characters with a letter among them. */
  private static boolean southAfricanLicence(Shape s) {
    int digits = 0;
    while (digits < s.length() && s.charAt(digits) <= '9') {
      digits++;
    }
    int rest = s.length() - digits;
    return rest > 0 && rest <= 5;
  }

  /** Income Tax Department: the fourth letter is the kind of holder. */
  private static boolean pan(Shape s, int at) {
    return "ABCEFGHJLPT".indexOf(s.charAt(at + 3)) >= 0 && s.number(at + 5, at + 9) > 0;
  }

  /** GSTN: state, PAN, number, Z, and a check character in base 36. */
  private static boolean gstin(Shape s) {
    long state = s.number(0, 2);
    if (state < 1 || state > 38 || s.charAt(13) != 'Z' || !pan(s, 2)) {
      return false;
    }
    int sum = 0;
    for (int i = 0; i < 14; i++) {
      int product = s.digit(i) * (i % 2 == 0 ? 1 : 2);
      sum += product / 36 + product % 36;
    }
    return (36 - sum % 36) % 36 == s.digit(14);
  }

  private static boolean listed(String codes, char first, char second) {
    for (int i = 0; i < codes.length(); i += 3) {
      if (codes.charAt(i) == first && codes.charAt(i + 1) == second) {
        return true;
      }
    }
    return false;
  }

  private static boolean nric(Shape s) {
    int sum = weighted(s, 1, 2, 7, 6, 5, 4, 3, 2);
    switch (s.charAt(0)) {
      case 'S':
        return "JZIHGFEDCBA".charAt(sum % 11) == s.charAt(8);
      case 'T':
        return "JZIHGFEDCBA".charAt((sum + 4) % 11) == s.charAt(8);
      case 'F':
        return "XWUTRQPNMLK".charAt(sum % 11) == s.charAt(8);
      case 'G':
        return "XWUTRQPNMLK".charAt((sum + 4) % 11) == s.charAt(8);
      case 'M':
        return "XWUTRQPNJLK".charAt((sum + 3) % 11) == s.charAt(8);
      default:
        return false;
    }
  }

  private static boolean thai(Shape s) {
    int sum = weighted(s, 0, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2);
    return s.digit(0) > 0
        && s.digit(0) < 9
        && !s.isUniform()
        && (11 - sum % 11) % 10 == s.digit(12);
  }

  /**
   * Numbers given since October 2020 have no check digit; the seventh digit tells century and sex.
   */
  private static boolean korean(Shape s) {
    if (!isDate((int) s.number(2, 4), (int) s.number(4, 6))) {
      return false;
    }
    int sum = weighted(s, 0, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5);
    int check = (11 - sum % 11) % 10;
    boolean foreign = s.digit(6) >= 5 && s.digit(6) <= 8;
    boolean passes = s.digit(12) == check || (foreign && s.digit(12) == (check + 2) % 10);
    boolean recent = s.digit(6) % 4 == 3 || s.digit(6) % 4 == 0;
    return passes || (recent && s.number(0, 2) >= 20 && s.number(0, 2) < 40);
  }

  private static boolean koreanBusiness(Shape s) {
    int sum = weighted(s, 0, 1, 3, 7, 1, 3, 7, 1, 3, 5) + s.digit(8) * 5 / 10;
    return !s.isUniform() && s.number(0, 3) > 100 && (10 - sum % 10) % 10 == s.digit(9);
  }

  private static boolean japanese(Shape s) {
    int rest = weighted(s, 0, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return !s.isUniform() && s.digit(11) == (rest < 2 ? 0 : 11 - rest);
  }

  /** GB 11643-1999: place, date, number, and a check character of ISO/IEC 7064 MOD 11-2. */
  private static boolean chinese(Shape s) {
    long year = s.number(6, 10);
    if (s.digit(0) == 0 || year < 1850 || year > 2100) {
      return false;
    }
    int sum = weighted(s, 0, 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2);
    return isDate((int) s.number(10, 12), (int) s.number(12, 14))
        && "10X98765432".charAt(sum % 11) == s.charAt(17);
  }

  private static boolean taiwanese(Shape s) {
    int value = TAIWANESE[s.charAt(0) - 'A'];
    int second = s.digit(1);
    int sum = value / 10 + value % 10 * 9 + weighted(s, 1, 8, 7, 6, 5, 4, 3, 2, 1, 1);
    return (second == 1 || second == 2 || second == 8 || second == 9) && sum % 10 == 0;
  }

  /** Weights 9 to 2 towards the check character, a missing first letter counts as a blank: 36. */
  private static boolean hongKong(Shape s) {
    int last = s.length() - 1;
    int sum = s.length() == 8 ? 36 * 9 : 0;
    int weight = s.length();
    for (int i = 0; i < last; i++) {
      sum += s.digit(i) * weight--;
    }
    int check = (11 - sum % 11) % 11;
    return s.charAt(last) == (check == 10 ? 'A' : (char) ('0' + check));
  }

  /**
   * Inland Revenue: eight digits and a check digit; a second round of weights where the first gives
   * ten.
   */
  private static boolean newZealand(Shape s) {
    int skip = s.length() - 9;
    long number = s.number(0, s.length());
    if (number < 10_000_000L || number > 150_000_000L || s.isUniform()) {
      return false;
    }
    int check = ird(s, skip, new int[] {3, 2, 7, 6, 5, 4, 3, 2});
    if (check == 10) {
      check = ird(s, skip, new int[] {7, 4, 3, 2, 5, 2, 7, 6});
    }
    return check == s.digit(s.length() - 1);
  }

  private static int ird(Shape s, int skip, int[] weights) {
    int sum = 0;
    for (int i = 0; i < 8; i++) {
      sum += i + skip < 0 ? 0 : s.digit(i + skip) * weights[i];
    }
    return (11 - sum % 11) % 11;
  }

  /** HISO 10046: letters without I and O count 1 to 24. */
  private static boolean nhi(Shape s) {
    int sum = 0;
    for (int i = 0; i < 6; i++) {
      int value = i < 3 ? "ABCDEFGHJKLMNPQRSTUVWXYZ".indexOf(s.charAt(i)) + 1 : s.digit(i);
      if (i < 3 && value == 0) {
        return false;
      }
      sum += value * (7 - i);
    }
    int rest = sum % 11;
    return rest != 0 && (11 - rest) % 10 == s.digit(6);
  }
}
