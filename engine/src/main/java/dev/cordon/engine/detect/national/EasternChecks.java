package dev.cordon.engine.detect.national;

import static dev.cordon.engine.detect.Checksums.luhn;
import static dev.cordon.engine.detect.Checksums.weighted;
import static dev.cordon.engine.detect.national.NationalChecks.isDate;

import dev.cordon.engine.detect.Shape;

/** Central and Eastern Europe, Greece, the Baltic countries. */
final class EasternChecks {
  private EasternChecks() {}

  static boolean passes(String check, Shape s) {
    switch (check) {
      case "plPesel":
        return pesel(s);
      case "plNip":
        return !s.isUniform() && weighted(s, 0, 6, 5, 7, 2, 3, 4, 5, 6, 7) % 11 == s.digit(9);
      case "plRegon":
        return !s.isUniform() && weighted(s, 0, 8, 9, 2, 3, 4, 5, 6, 7) % 11 % 10 == s.digit(8);
      case "plIdCard":
        return weighted(s, 0, 7, 3, 1, 9, 7, 3, 1, 7, 3) % 10 == 0;
      case "czBirthNumber":
        return czech(s) && modulo11(s);
      case "czBirthNumberShort":
        return czech(s) && s.number(6, 9) > 0 && s.number(0, 2) < 54;
      case "bgEgn":
        return bulgarian(s);
      case "grAmka":
        return isDate((int) s.number(2, 4), (int) s.number(0, 2)) && luhn(s, 0, 11);
      case "grAfm":
        return !s.isUniform()
            && weighted(s, 0, 256, 128, 64, 32, 16, 8, 4, 2) % 11 % 10 == s.digit(8);
      case "huTaj":
        return !s.isUniform() && weighted(s, 0, 3, 7, 3, 7, 3, 7, 3, 7) % 10 == s.digit(8);
      case "balticCode":
        return baltic(s);
      default:
        throw new IllegalArgumentException(check);
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
}
