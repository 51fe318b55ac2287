package dev.cordon.engine.detect.national;

import static dev.cordon.engine.detect.Checksums.weighted;
import static dev.cordon.engine.detect.national.Checks.isDate;

import dev.cordon.engine.detect.Checksums;
import dev.cordon.engine.detect.Shape;

/** France, Italy, Spain, Portugal, Romania. */
enum RomanceCheck implements Check {
  FR_NIR,
  IT_FISCAL_CODE,
  IT_VAT,
  IT_VAT_COUNTRY,
  ES_NIF,
  ES_NIE,
  ES_CIF,
  ES_SOCIAL_SECURITY,
  PT_NIF,
  PT_CITIZEN_CARD,
  RO_CNP;

  private static final String SPANISH = "TRWAGMYFPDXBNJZSQVHLCKE";

  /** Agenzia delle Entrate: values of 0–9 and A–Z at odd places of a fiscal code. */
  private static final int[] ITALIAN_ODD = {
    1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8,
    12, 14, 16, 10, 22, 25, 24, 23
  };

  /** Letters that stand for digits when two people would have the same code. */
  private static final String OMOCODIA = "LMNPQRSTUV";

  @Override
  public boolean passes(Shape s) {
    switch (this) {
      case FR_NIR:
        return nir(s);
      case IT_FISCAL_CODE:
        return fiscalCode(s);
      case IT_VAT:
        return italianVat(s, 0);
      case IT_VAT_COUNTRY:
        return s.charAt(0) == 'I' && s.charAt(1) == 'T' && italianVat(s, 2);
      case ES_NIF:
        return spanish(s, 0, s.length() - 1, 0);
      case ES_NIE:
        return "XYZ".indexOf(s.charAt(0)) >= 0
            && spanish(s, 1, 8, "XYZ".indexOf(s.charAt(0)) * 10_000_000L);
      case ES_CIF:
        return cif(s);
      case ES_SOCIAL_SECURITY:
        return spanishSocialSecurity(s);
      case PT_NIF:
        return s.digit(0) != 0 && (s.digit(0) != 4 || s.digit(1) == 5) && portuguese(s);
      case PT_CITIZEN_CARD:
        return citizenCard(s);
      case RO_CNP:
        return romanian(s);
      default:
        throw new IllegalStateException(name());
    }
  }

  /**
   * INSEE: sex, year, month, place, number, and 97 minus the rest of them; Corsica is 2A and 2B.
   */
  private static boolean nir(Shape s) {
    if (s.digit(0) < 1 || s.digit(0) > 8 || s.digit(0) == 5 || s.digit(0) == 6) {
      return false;
    }
    long number = 0;
    for (int i = 0; i < 13; i++) {
      char c = s.charAt(i);
      if (c > '9' && (i != 6 || s.charAt(5) != '2' || c > 'B')) {
        return false;
      }
      number = number * 10 + (c == 'A' ? 9 : c == 'B' ? 8 : c - '0'); // 2A counts as 19, 2B as 18
    }
    if (s.charAt(6) > '9') {
      number -= 10_000_000L;
    }
    int month = (int) s.number(3, 5);
    boolean dated = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
    return dated && 97 - number % 97 == s.number(13, 15);
  }

  private static boolean fiscalCode(Shape s) {
    int sum = 0;
    for (int i = 0; i < 15; i++) {
      int value = s.digit(i);
      sum += i % 2 == 0 ? ITALIAN_ODD[value] : value < 10 ? value : value - 10;
    }
    int day = number(s, 9) * 10 + number(s, 10);
    boolean form =
        "ABCDEHLMPRST".indexOf(s.charAt(8)) >= 0
            && number(s, 6) >= 0
            && number(s, 7) >= 0
            && number(s, 12) >= 0
            && number(s, 13) >= 0
            && number(s, 14) >= 0
            && day >= 1
            && day <= 71;
    return form && s.charAt(15) == 'A' + sum % 26;
  }

  /** Luhn, and the tax office's number: a province, or one of a few others. */
  private static boolean italianVat(Shape s, int from) {
    long office = s.number(from + 7, from + 10);
    boolean known =
        office <= 100 || office == 120 || office == 121 || office == 888 || office == 999;
    return office > 0 && known && !s.isUniform() && Checksums.luhn(s, from, from + 11);
  }

  private static int number(Shape s, int i) {
    return s.digit(i) < 10 ? s.digit(i) : OMOCODIA.indexOf(s.charAt(i));
  }

  private static boolean spanish(Shape s, int from, int to, long prefix) {
    long number = prefix + s.number(from, to);
    return number > 0 && SPANISH.charAt((int) (number % 23)) == s.charAt(to);
  }

  private static boolean cif(Shape s) {
    if ("ABCDEFGHJNPQRSUVW".indexOf(s.charAt(0)) < 0) {
      return false;
    }
    int sum = 0;
    for (int i = 1; i < 8; i++) {
      int value = i % 2 == 1 ? s.digit(i) * 2 : s.digit(i);
      sum += value / 10 + value % 10;
    }
    int check = (10 - sum % 10) % 10;
    char last = s.charAt(8);
    return last <= '9' ? last - '0' == check : last == "JABCDEFGHI".charAt(check);
  }

  private static boolean spanishSocialSecurity(Shape s) {
    long number = s.number(2, 10);
    long province = s.number(0, 2);
    long check = s.number(10, 12);
    boolean passes = s.number(0, 10) % 97 == check;
    if (number < 10_000_000) {
      passes |= (number + province * 10_000_000) % 97 == check; // written without the leading zero
    }
    return province > 0 && province <= 66 && !s.isUniform() && passes;
  }

  private static boolean portuguese(Shape s) {
    int rest = weighted(s, 0, 9, 8, 7, 6, 5, 4, 3, 2) % 11;
    return !s.isUniform() && s.digit(8) == (rest < 2 ? 0 : 11 - rest);
  }

  /** AMA: Luhn over twelve characters, letters as 10 to 35. */
  private static boolean citizenCard(Shape s) {
    int sum = 0;
    for (int i = 0; i < 12; i++) {
      int value = s.digit(i);
      if (i % 2 == 0) {
        value *= 2;
        value = value > 9 ? value - 9 : value;
      }
      sum += value;
    }
    return sum % 10 == 0;
  }

  private static boolean romanian(Shape s) {
    int rest = weighted(s, 0, 2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9) % 11;
    long county = s.number(7, 9);
    return s.digit(0) > 0
        && isDate((int) s.number(3, 5), (int) s.number(5, 7))
        && county >= 1
        && (county <= 52 || county == 70 || (county >= 80 && county <= 83))
        && s.digit(12) == (rest == 10 ? 1 : rest);
  }
}
