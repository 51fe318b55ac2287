package dev.cordon.engine.detect.national;

import static dev.cordon.engine.detect.Checksums.luhn;
import static dev.cordon.engine.detect.Checksums.weighted;
import static dev.cordon.engine.detect.national.Checks.isDate;

import dev.cordon.engine.detect.Shape;

/** The Americas. */
enum AmericanCheck implements Check {
  US_ITIN_FORM,
  US_EIN_FORM,
  US_DRIVER_LICENSE_FORM,
  US_WASHINGTON_FORM,
  US_MBI,
  US_NPI,
  CA_SIN,
  CA_SIN_ANY,
  CA_BUSINESS_NUMBER,
  US_CLIA_FORM,
  CA_OHIP,
  MX_CURP,
  MX_RFC,
  MX_RFC_FORM,
  MX_CLABE,
  BR_CPF,
  BR_CNPJ,
  BR_CNPJ_MAIN,
  AR_CUIT,
  CL_RUT,
  CO_NIT;

  private static final String CURP = "0123456789ABCDEFGHIJKLMNÑOPQRSTUVWXYZ";
  private static final String RFC_OLD = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ ";
  private static final String RFC = "0123456789ABCDEFGHIJKLMN&OPQRSTUVWXYZ Ñ";

  /** Entities of Mexico in a CURP (RENAPO). */
  private static final String MEXICAN_STATES =
      "AS BC BS CC CL CM CS CH DF DG GT GR HG JC MC MN MS NT NL OC PL QT QR SP SL SR TC TS TL VZ YN"
          + " ZS NE ";

  @Override
  public boolean passes(Shape s) {
    switch (this) {
      case US_ITIN_FORM:
        return itin(s);
      case US_EIN_FORM:
        return ein(s);
      case US_DRIVER_LICENSE_FORM:
        return !s.isUniform();
      case US_WASHINGTON_FORM:
        return washington(s);
      case US_MBI:
        return mbi(s);
      case US_NPI:
        return npi(s);
      case CA_SIN:
        return s.digit(0) != 0 && s.digit(0) != 8 && !s.isUniform() && luhn(s, 0, 9);
      case CA_SIN_ANY:
        return !s.isUniform() && luhn(s, 0, 9);
      case CA_BUSINESS_NUMBER:
        return isProgram(s.charAt(9), s.charAt(10)) && luhn(s, 0, 9);
      case US_CLIA_FORM:
        return s.charAt(2) == 'D' && s.number(3, 10) > 0;
      case CA_OHIP:
        return s.digit(0) != 0 && !s.isUniform() && luhn(s, 0, 10);
      case MX_CURP:
        return curp(s);
      case MX_RFC:
        return rfcDate(s) && (rfc(s, RFC) || rfc(s, RFC_OLD));
      case MX_RFC_FORM:
        return rfcDate(s);
      case MX_CLABE:
        return clabe(s);
      case BR_CPF:
        return !s.isUniform() && brazilian(s, 9, 11) && brazilian(s, 10, 11);
      case BR_CNPJ:
        return !s.isUniform() && brazilian(s, 12, 9) && brazilian(s, 13, 9);
      case BR_CNPJ_MAIN: // of the first branches: else dates with a time pass too often
        return s.number(8, 12) < 100 && brazilian(s, 12, 9) && brazilian(s, 13, 9);
      case AR_CUIT:
        return cuit(s);
      case CL_RUT:
        return rut(s);
      case CO_NIT:
        return colombian(s);
      default:
        throw new IllegalStateException(name());
    }
  }

  /** IRS: 9xx, the fourth and fifth digit 50–65, 70–88, 90–92 or 94–99. */
  private static boolean itin(Shape s) {
    long group = s.number(3, 5);
    return s.digit(0) == 9
        && s.separator() != '/'
        && !s.isUniform()
        && ((group >= 50 && group <= 65)
            || (group >= 70 && group <= 99 && group != 89 && group != 93));
  }

  /** IRS: prefixes that no campus gives. */
  private static boolean ein(Shape s) {
    String unused = "00 07 08 09 17 18 19 28 29 49 69 70 78 79 89 96 97";
    for (int i = 0; i < unused.length(); i += 3) {
      if (unused.charAt(i) == s.charAt(0) && unused.charAt(i + 1) == s.charAt(1)) {
        return false;
      }
    }
    return s.number(2, 9) > 0;
  }

  /** Department of Licensing: WDL and a number, or seven letters of the name, three digits. */
  private static boolean washington(Shape s) {
    if (s.charAt(0) == 'W' && s.charAt(1) == 'D' && s.charAt(2) == 'L') {
      return true;
    }
    for (int i = 3; i < 10; i++) {
      if (s.charAt(i) > '9' != i < 7) {
        return false;
      }
    }
    return true;
  }

  /** CMS, "Understanding the MBI": eleven characters, letters without S, L, O, I, B, Z. */
  private static boolean mbi(Shape s) {
    if (s.digit(0) == 0) {
      return false;
    }
    for (int i = 0; i < 11; i++) {
      char c = s.charAt(i);
      boolean letter = c > '9';
      if (letter && "SLOIBZ".indexOf(c) >= 0) {
        return false;
      }
      boolean letterOnly = i == 1 || i == 4 || i == 7 || i == 8;
      boolean either = i == 2 || i == 5;
      if (!either && letter != letterOnly) {
        return false;
      }
    }
    return true;
  }

  /** CMS: Luhn over the number with the prefix 80840, which adds 24. */
  private static boolean npi(Shape s) {
    int sum = 24;
    for (int i = 0; i < 10; i++) {
      int digit = s.digit(i);
      sum += i % 2 == 0 ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
    }
    return (s.digit(0) == 1 || s.digit(0) == 2) && sum % 10 == 0;
  }

  /** Canada Revenue Agency: the account's kind: corporate tax, payroll, import, GST, charity. */
  private static boolean isProgram(char first, char second) {
    return first == 'R' && "CPMTRZ".indexOf(second) >= 0;
  }

  private static boolean curp(Shape s) {
    if (!isDate((int) s.number(6, 8), (int) s.number(8, 10)) || "HMX".indexOf(s.charAt(10)) < 0) {
      return false;
    }
    for (int at = 0; at < MEXICAN_STATES.length(); at += 3) {
      if (MEXICAN_STATES.charAt(at) == s.charAt(11)
          && MEXICAN_STATES.charAt(at + 1) == s.charAt(12)) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
          sum += CURP.indexOf(s.charAt(i)) * (18 - i);
        }
        return (10 - sum % 10) % 10 == s.digit(17);
      }
    }
    return false;
  }

  private static boolean rfcDate(Shape s) {
    int date = s.length() - 9;
    return isDate((int) s.number(date + 2, date + 4), (int) s.number(date + 4, date + 6));
  }

  /** SAT: name, date of birth or foundation, and a check character modulo 11. */
  private static boolean rfc(Shape s, String values) {
    int sum =
        s.length() == 12
            ? values.indexOf(' ') * 13
            : 0; // a company's code is read with a blank before it
    int weight = s.length() == 12 ? 12 : 13;
    for (int i = 0; i < s.length() - 1; i++) {
      sum += values.indexOf(s.charAt(i)) * weight--;
    }
    int expected = 11 - sum % 11;
    char last = s.charAt(s.length() - 1);
    return expected == 11 ? last == '0' : expected == 10 ? last == 'A' : last == '0' + expected;
  }

  private static boolean clabe(Shape s) {
    int sum = 0;
    for (int i = 0; i < 17; i++) {
      sum += s.digit(i) * (i % 3 == 0 ? 3 : i % 3 == 1 ? 7 : 1) % 10;
    }
    return !s.isUniform() && (10 - sum % 10) % 10 == s.digit(17);
  }

  /**
   * Receita Federal: weights fall to 2 towards the check digit, and begin again at {@code most}.
   */
  private static boolean brazilian(Shape s, int check, int most) {
    int sum = 0;
    int weight = 2;
    for (int i = check - 1; i >= 0; i--) {
      sum += (s.charAt(i) - '0') * weight; // letters of the newer CNPJ count by their ASCII code
      weight = weight == most ? 2 : weight + 1;
    }
    int rest = sum % 11;
    return s.charAt(check) == (rest < 2 ? '0' : '0' + 11 - rest);
  }

  private static boolean cuit(Shape s) {
    int kind = (int) s.number(0, 2);
    boolean known =
        kind == 20
            || kind == 23
            || kind == 24
            || kind == 25
            || kind == 26
            || kind == 27
            || kind == 30
            || kind == 33
            || kind == 34
            || kind == 50
            || kind == 51
            || kind == 55;
    int check = 11 - weighted(s, 0, 5, 4, 3, 2, 7, 6, 5, 4, 3, 2) % 11;
    return known && s.digit(10) == (check == 11 ? 0 : check == 10 ? 9 : check);
  }

  private static boolean colombian(Shape s) {
    int rest = weighted(s, 0, 41, 37, 29, 23, 19, 17, 13, 7, 3) % 11;
    return !s.isUniform() && s.digit(9) == (rest < 2 ? rest : 11 - rest);
  }

  private static boolean rut(Shape s) {
    int last = s.length() - 1;
    int sum = 0;
    int weight = 2;
    for (int i = last - 1; i >= 0; i--) {
      sum += s.digit(i) * weight;
      weight = weight == 7 ? 2 : weight + 1;
    }
    int expected = 11 - sum % 11;
    char check = s.charAt(last);
    return !s.isUniform()
        && check == (expected == 11 ? '0' : expected == 10 ? 'K' : (char) ('0' + expected));
  }
}
