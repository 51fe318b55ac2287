package dev.cordon.engine.detect.national;

import static dev.cordon.engine.detect.Checksums.luhn;
import static dev.cordon.engine.detect.Checksums.weighted;
import static dev.cordon.engine.detect.national.Checks.isDate;

import dev.cordon.engine.detect.Shape;

/** Asia, Africa, Oceania, Israel. */
enum DistantCheck implements Check {
  IL_ID,
  ZA_ID,
  ZA_ID_USUAL,
  ZA_PASSPORT_FORM,
  ZA_TAX_FORM,
  ZA_VAT_FORM,
  ZA_DRIVER_LICENSE_FORM,
  NG_BVN_FORM,
  KE_KRA_PIN_FORM,
  IN_AADHAAR,
  IN_PAN,
  IN_GSTIN,
  IN_PASSPORT_FORM,
  PH_PASSPORT_FORM,
  IN_VEHICLE_FORM,
  SG_UEN,
  MY_NRIC,
  ID_NIK_FORM,
  PK_CNIC_FORM,
  SG_NRIC,
  TH_ID,
  KR_RRN,
  KR_FRN,
  KR_PASSPORT_FORM,
  KR_CRN,
  KR_BRN,
  KR_DRIVER_LICENSE_FORM,
  JP_MY_NUMBER,
  CN_RESIDENT_ID,
  TW_ID,
  HK_ID,
  AU_TFN,
  AU_ABN,
  AU_ACN,
  AU_MEDICARE,
  NZ_IRD,
  NZ_NHI;

  /** Values of A to Z in identity numbers of Taiwan. */
  private static final int[] TAIWANESE = {
    10, 11, 12, 13, 14, 15, 16, 17, 34, 18, 19, 20, 21, 22, 35, 23, 24, 25, 26, 27, 28, 29, 32, 30,
    31, 33
  };

  private static final String INDIAN_STATES =
      "AN AP AR AS BR BH CG CH DD DL DN GA GJ HP HR JH JK KA KL LA LD MH ML MN MP MZ NL OD OR PB PY"
          + " RJ SK TN TR TS UK UP WB ";

  @Override
  public boolean passes(Shape s) {
    switch (this) {
      case IL_ID:
        return s.number(0, 9) > 0 && !s.isUniform() && luhn(s, 0, 9);
      case ZA_ID:
        return isDate((int) s.number(2, 4), (int) s.number(4, 6))
            && s.digit(10) <= 2
            && luhn(s, 0, 13);
      case ZA_ID_USUAL: // what stands before the check digit was the race, and is 8 or 9 since 1986
        return s.digit(10) <= 1 && s.digit(11) >= 8 && ZA_ID.passes(s);
      case ZA_PASSPORT_FORM:
        return "ADMT".indexOf(s.charAt(0)) >= 0;
      case ZA_TAX_FORM:
        return !s.isUniform() && (s.digit(0) <= 3 || s.digit(0) == 9);
      case ZA_VAT_FORM:
        return s.digit(0) == 4 && !s.isUniform();
      case ZA_DRIVER_LICENSE_FORM:
        return southAfricanLicence(s);
      case NG_BVN_FORM:
        return s.number(0, 2) == 22 && !s.isUniform();
      case KE_KRA_PIN_FORM:
        return s.charAt(0) == 'A' || s.charAt(0) == 'P';
      case IN_AADHAAR:
        return s.digit(0) >= 2 && !s.isUniform() && Checks.verhoeff(s);
      case IN_PAN:
        return pan(s, 0);
      case IN_GSTIN:
        return gstin(s);
      case IN_PASSPORT_FORM:
        return "QXZ".indexOf(s.charAt(0)) < 0 && s.digit(1) != 0 && s.digit(7) != 0;
      case PH_PASSPORT_FORM:
        return s.charAt(0) == 'P' && s.charAt(8) <= 'E';
      case IN_VEHICLE_FORM:
        return listed(INDIAN_STATES, s.charAt(0), s.charAt(1));
      case SG_UEN:
        return SingaporeEntity.isValid(s);
      case MY_NRIC:
        return isDate((int) s.number(2, 4), (int) s.number(4, 6)) && s.number(6, 8) > 0;
      case ID_NIK_FORM:
        return s.number(0, 2) >= 11
            && isDate((int) s.number(8, 10), (int) s.number(6, 8) - (s.digit(6) >= 4 ? 40 : 0))
            && s.number(12, 16) > 0;
      case PK_CNIC_FORM:
        return s.digit(0) >= 1 && s.digit(0) <= 7 && !s.isUniform();
      case SG_NRIC:
        return nric(s);
      case TH_ID:
        return thai(s);
      case KR_RRN:
        return (s.digit(6) < 5 || s.digit(6) > 8) && korean(s);
      case KR_FRN:
        return s.digit(6) >= 5 && s.digit(6) <= 8 && korean(s);
      case KR_PASSPORT_FORM:
        return s.charAt(0) == 'M' || (s.charAt(4) > '9' && "SRODG".indexOf(s.charAt(0)) >= 0);
      case KR_CRN:
        return !s.isUniform()
            && (10 - weighted(s, 0, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2) % 10) % 10 == s.digit(12);
      case KR_BRN:
        return koreanBusiness(s);
      case KR_DRIVER_LICENSE_FORM:
        return s.number(0, 2) >= 11 && s.number(0, 2) <= 28 && s.number(4, 10) > 0;
      case JP_MY_NUMBER:
        return japanese(s);
      case CN_RESIDENT_ID:
        return chinese(s);
      case TW_ID:
        return taiwanese(s);
      case HK_ID:
        return hongKong(s);
      case AU_TFN:
        return !s.isUniform()
            && (s.length() == 8
                ? weighted(s, 0, 10, 7, 8, 4, 6, 3, 5, 1) % 11 == 0
                : weighted(s, 0, 1, 4, 3, 7, 5, 8, 6, 9, 10) % 11 == 0);
      case AU_ABN:
        return !s.isUniform()
            && s.digit(0) > 0
            && (weighted(s, 0, 10, 1, 3, 5, 7, 9, 11, 13, 15, 17, 19) - 10) % 89 == 0;
      case AU_ACN:
        return !s.isUniform()
            && (10 - weighted(s, 0, 8, 7, 6, 5, 4, 3, 2, 1) % 10) % 10 == s.digit(8);
      case AU_MEDICARE:
        return s.digit(0) >= 2
            && s.digit(0) <= 6
            && !s.isUniform()
            && weighted(s, 0, 1, 3, 7, 9, 1, 3, 7, 9) % 10 == s.digit(8);
      case NZ_IRD:
        return newZealand(s);
      case NZ_NHI:
        return nhi(s);
      default:
        throw new IllegalStateException(name());
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
