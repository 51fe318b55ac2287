package dev.cordon.engine.detect.national;

import static dev.cordon.engine.detect.Checksums.luhn;
import static dev.cordon.engine.detect.Checksums.weighted;
import static dev.cordon.engine.detect.national.Checks.isDate;

import dev.cordon.engine.detect.Shape;

/** Central and Eastern Europe, Greece, Turkey, Russia, the Baltic countries. */
enum EasternCheck implements Check {
  PL_PESEL,
  PL_NIP,
  PL_REGON,
  PL_ID_CARD,
  CZ_BIRTH_NUMBER,
  CZ_BIRTH_NUMBER_SHORT,
  BG_EGN,
  GR_AMKA,
  GR_AFM,
  HU_TAJ,
  LV_CODE,
  TR_TCKN,
  TR_VKN,
  RS_JMBG,
  RU_INN,
  RU_SNILS,
  BALTIC_CODE;

  @Override
  public boolean passes(Shape s) {
    switch (this) {
      case PL_PESEL:
        return pesel(s);
      case PL_NIP:
        return !s.isUniform() && weighted(s, 0, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == s.digit(9);
      case PL_REGON:
        return !s.isUniform() && weighted(s, 0, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == s.digit(8);
      case PL_ID_CARD:
        return weighted(s, 0, 7, 3, 1, 9, 7, 3, 1, 7, 3) % 10 == 0;
      case CZ_BIRTH_NUMBER:
        return czech(s) && modulo11(s);
      case CZ_BIRTH_NUMBER_SHORT:
        return czech(s) && s.number(6, 9) > 0 && s.number(0, 2) < 54;
      case BG_EGN:
        return bulgarian(s);
      case GR_AMKA:
        return isDate((int) s.number(2, 4), (int) s.number(0, 2)) && luhn(s, 0, 11);
      case GR_AFM:
        return !s.isUniform()
            && weighted(s, 0, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == s.digit(8);
      case HU_TAJ:
        return !s.isUniform() && weighted(s, 0, 3, 7, 3, 7, 3, 7, 3, 7) % 10 == s.digit(8);
      case LV_CODE:
        return latvian(s);
      case TR_TCKN:
        return turkish(s);
      case TR_VKN:
        return turkishTax(s);
      case RS_JMBG:
        return yugoslav(s);
      case RU_INN:
        return russianTax(s);
      case RU_SNILS:
        return snils(s);
      case BALTIC_CODE:
        return baltic(s);
      default:
        throw new IllegalStateException(name());
    }
  }

  /** GUS: the century is added to the month: 80 for 18xx, 0 for 19xx, 20 for 20xx. */
  private static boolean pesel(Shape s) {
    int month = (int) s.number(2, 4);
    return (month < 40 || month > 80)
        && isDate(month % 20, (int) s.number(4, 6))
        && weighted(s, 0, 1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1) % 10 == 0;
  }

  /** Women have 50 added to the month; 20 more where a day's numbers ran out. */
  private static boolean czech(Shape s) {
    int month = (int) s.number(2, 4);
    month = month > 70 ? month - 70 : month > 50 ? month - 50 : month > 20 ? month - 20 : month;
    return isDate(month, (int) s.number(4, 6)) && (!s.isGrouped() || s.separator() == '/');
  }

  /** Divisible by eleven; until 1985 a rest of ten was written as 0. */
  private static boolean modulo11(Shape s) {
    long whole = s.number(0, 10);
    return whole % 11 == 0 || (s.number(0, 9) % 11 == 10 && s.digit(9) == 0);
  }

  /** GRAO: 20 is added to the month for 18xx, 40 for 20xx. */
  private static boolean bulgarian(Shape s) {
    int month = (int) s.number(2, 4);
    return isDate(month > 40 ? month - 40 : month > 20 ? month - 20 : month, (int) s.number(4, 6))
        && weighted(s, 0, 2, 4, 8, 5, 10, 9, 7, 3, 6) % 11 % 10 == s.digit(9);
  }

  /** Latvia: date of birth and a check digit; since 2017 a number that begins with 32. */
  private static boolean latvian(Shape s) {
    if (s.number(0, 2) == 32) {
      return true;
    }
    int check = (1101 - weighted(s, 0, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)) % 11;
    return isDate((int) s.number(2, 4), (int) s.number(0, 2)) && check == s.digit(10);
  }

  /** Estonia and Lithuania: two rounds of weights. */
  private static boolean baltic(Shape s) {
    if (s.digit(0) < 1 || s.digit(0) > 8 || !isDate((int) s.number(3, 5), (int) s.number(5, 7))) {
      return false;
    }
    int rest = weighted(s, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1) % 11;
    if (rest == 10) {
      rest = weighted(s, 0, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3) % 11 % 10;
    }
    return rest == s.digit(10);
  }

  private static boolean turkish(Shape s) {
    int odd = s.digit(0) + s.digit(2) + s.digit(4) + s.digit(6) + s.digit(8);
    int even = s.digit(1) + s.digit(3) + s.digit(5) + s.digit(7);
    int tenth = Math.floorMod(odd * 7 - even, 10);
    return s.digit(0) != 0
        && !s.isUniform()
        && s.digit(9) == tenth
        && s.digit(10) == (odd + even + tenth) % 10;
  }

  /** Gelir İdaresi: each digit plus its place, times a power of two, modulo 9. */
  private static boolean turkishTax(Shape s) {
    int sum = 0;
    for (int i = 0; i < 9; i++) {
      int shifted = (s.digit(i) + 9 - i) % 10;
      int value = (shifted << (9 - i)) % 9;
      sum += shifted != 0 && value == 0 ? 9 : value;
    }
    return !s.isUniform() && (10 - sum % 10) % 10 == s.digit(9);
  }

  private static boolean yugoslav(Shape s) {
    int check = 11 - weighted(s, 0, 7, 6, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return isDate((int) s.number(2, 4), (int) s.number(0, 2)) && check % 11 % 10 == s.digit(12);
  }

  /** Federal Tax Service: one check digit for companies, two for people. */
  private static boolean russianTax(Shape s) {
    if (s.isUniform()) {
      return false;
    }
    if (s.length() == 10) {
      return weighted(s, 0, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == s.digit(9);
    }
    return weighted(s, 0, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == s.digit(10)
        && weighted(s, 0, 3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8) % 11 % 10 == s.digit(11);
  }

  private static boolean snils(Shape s) {
    int rest = weighted(s, 0, 9, 8, 7, 6, 5, 4, 3, 2, 1) % 101;
    return !s.isUniform() && rest % 100 == s.number(9, 11);
  }
}
