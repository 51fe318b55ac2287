package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;
import java.nio.charset.StandardCharsets;

/** Reads dates around a month, in digits or by name. */
public final class MonthAndDay {
  /** How the months' names begin in the languages of Europe; an accented letter fits any. */
  private static final String MONTHS =
      "jan feb fev mar apr avr abr may mai maj mag jun giu jul lug aug aou ago sep set oct okt ott"
          + " out nov dec des dez dic ene gen mei maa tam hel huh tou kes hei elo syy lok mrz jui"
          + " iul iun ian sty lut kwi cze lip sie wrz paz lis gru led uno bre dub kve cer srp"
          + " zar rij pro sij vel ozu tra svi kol ruj stu oca sub nis haz tem agu eyl eki kas ara"
          + " sze ";

  /** The same in Cyrillic letters, of Russian, Bulgarian and Ukrainian; three letters each. */
  private static final byte[] CYRILLIC =
      ("янвфевмарапрмаймаяиюниюлавгсеноктноядексічлютберквітрачерлипсервержовлисгру")
          .getBytes(StandardCharsets.UTF_8);

  /** A year's, month's and day's sign in Chinese and Japanese, then in Korean. */
  private static final byte[] SIGNS = "年月日년월일".getBytes(StandardCharsets.UTF_8);

  /** The eras that Japan and Taiwan count years in, two characters each. */
  private static final byte[] ERAS = "昭和平成令和大正明治民國民国".getBytes(StandardCharsets.UTF_8);

  private MonthAndDay() {}

  /** Wakes a detector at what has the form of a date in digits. */
  public static void register(Registry registry, ShapeDetector detector) {
    registry.shapes(
        detector,
        "9999-99-99",
        "9999/99/99",
        "9999.99.99",
        "99/99/9999",
        "99-99-9999",
        "99.99.9999",
        "9/9/9999",
        "9/99/9999",
        "99/9/9999",
        "9.9.9999",
        "9.99.9999",
        "99.9.9999",
        "99/99/99",
        "9/9/99",
        "9/99/99",
        "99/9/99");
  }

  /** Tells whether digits are a day, a month and a year in any usual order. */
  public static boolean isDate(Shape shape) {
    ScanText text = shape.text();
    int a = 0;
    int b = 0;
    int c = 0;
    int part = 0;
    int digits = 0;
    for (int i = shape.start(); i < shape.end(); i++) {
      int d = text.at(i);
      if (!Ascii.isDigit(d)) {
        if (digits > 0) {
          part++;
          digits = 0;
        }
        continue;
      }
      digits++;
      if (part == 0) {
        a = a * 10 + d - '0';
      } else if (part == 1) {
        b = b * 10 + d - '0';
      } else {
        c = c * 10 + d - '0';
      }
    }
    if (!shape.isGrouped()) {
      return fits(a / 10000, a / 100 % 100, a % 100)
          || fits(a % 10000, a / 10000 % 100, a / 1000000);
    }
    return a > 1000 ? fits(a, b, c) : fits(c < 100 ? 1900 + c : c, a, b);
  }

  private static boolean fits(int year, int x, int y) {
    return year >= 1880
        && year <= 2039
        && x >= 1
        && y >= 1
        && x <= 31
        && y <= 31
        && (x <= 12 || y <= 12);
  }

  /**
   * Returns where a day begins that stands before a month: {@code 3. }, {@code 3rd of }; or the
   * month's place.
   */
  public static int dayBefore(ScanText text, int month) {
    int i = month;
    if (text.at(i - 1) == ' '
        && text.at(i - 2) == 'f'
        && text.at(i - 3) == 'o'
        && text.at(i - 4) == ' ') {
      i -= 3;
    } else if (text.at(i - 1) == ' '
        && text.at(i - 2) == 'e'
        && text.at(i - 3) == 'd'
        && text.at(i - 4) == ' ') {
      i -= 3;
    }
    if (text.at(i - 1) == ' ' || text.at(i - 1) == '-' || text.at(i - 1) == '/') {
      i--;
    }
    i -= text.at(i - 1) == '.' ? 1 : 0;
    if (Ascii.isLetter(text.at(i - 1))
        && Ascii.isLetter(text.at(i - 2))
        && Ascii.isDigit(text.at(i - 3))) {
      i -= 2;
    }
    int end = i;
    while (end - i < 2 && Ascii.isDigit(text.at(i - 1))) {
      i--;
    }
    return i < end && text.beginsWord(i) ? i : month;
  }

  /**
   * Returns where a date begins that ends in the year at a place, and has its month as a word; or
   * -1.
   */
  static int dateBefore(ScanText text, int year) {
    int i = skipFill(text, year);
    if (i == year) {
      return -1;
    }
    int word = wordStart(text, i);
    if (word < i && isMonth(text, word, i)) {
      int day = dayBefore(text, word);
      return day < word ? day : -1;
    }
    return monthBefore(text, word < i && i - word == 2 ? word : i);
  }

  /**
   * Returns the end of a date that begins with the year before a place, and has signs behind its
   * numbers: {@code 1985年3月14日}; or -1.
   */
  static int signedEnd(ScanText text, int year) {
    for (int signs = 0; signs < SIGNS.length; signs += 9) {
      int i = year;
      int part = 0;
      while (part < 3 && stands(text, i, SIGNS, signs + part * 3, 3)) {
        i += 3;
        part++;
        if (part < 3) {
          i += text.at(i) == ' ' ? 1 : 0;
          int digits = i;
          while (i - digits < 2 && Ascii.isDigit(text.at(i))) {
            i++;
          }
          if (i == digits) {
            break;
          }
        }
      }
      if (part == 3) {
        return i;
      }
    }
    return -1;
  }

  /** Returns where the era begins that stands before a year: {@code 昭和57年}; or -1. */
  static int eraBefore(ScanText text, int year) {
    for (int i = 0; i < ERAS.length; i += 6) {
      if (stands(text, year - 6, ERAS, i, 6)) {
        return year - 6;
      }
    }
    return -1;
  }

  private static boolean stands(ScanText text, int at, byte[] all, int from, int length) {
    for (int i = 0; i < length; i++) {
      if (text.at(at + i) != (all[from + i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  /** Reads {@code March 12} or {@code March 12th} backwards from behind the day's digits. */
  private static int monthBefore(ScanText text, int end) {
    int day = end;
    while (end - day < 2 && Ascii.isDigit(text.at(day - 1))) {
      day--;
    }
    int gap = day;
    while (day - gap < 2 && (text.at(gap - 1) == ' ' || text.at(gap - 1) == '.')) {
      gap--;
    }
    int month = wordStart(text, gap);
    return day < end && gap < day && month < gap && isMonth(text, month, gap) ? month : -1;
  }

  /** Steps back over blanks and marks, and over {@code of} or {@code de}. */
  private static int skipFill(ScanText text, int end) {
    int i = end;
    while (end - i < 3 && isFill(text, i - 1)) {
      i--;
    }
    boolean of = text.at(i - 1) == 'f' && text.at(i - 2) == 'o';
    boolean de = text.at(i - 1) == 'e' && text.at(i - 2) == 'd';
    return i < end && (of || de) && text.at(i - 3) == ' ' ? i - 3 : i;
  }

  private static boolean isFill(ScanText text, int i) {
    int b = text.at(i);
    return b == ' ' || b == ',' || b == '.' || b == '-' || b == '/';
  }

  private static int wordStart(ScanText text, int end) {
    int i = end;
    while (end - i < 18 && (Ascii.isLetter(text.at(i - 1)) || text.at(i - 1) >= 0x80)) {
      i--;
    }
    return i;
  }

  private static boolean isMonth(ScanText text, int start, int end) {
    if (text.at(start) == 0xd0 || text.at(start) == 0xd1) {
      for (int i = 0; i < CYRILLIC.length; i += 6) {
        if (stands(text, start, CYRILLIC, i, 6)) {
          return true;
        }
      }
    }
    int second = start + size(text, start);
    int third = second + size(text, second);
    if (third >= end) {
      return false;
    }
    for (int i = 0; i < MONTHS.length(); i += 4) {
      if (fits(text, start, MONTHS.charAt(i))
          && fits(text, second, MONTHS.charAt(i + 1))
          && fits(text, third, MONTHS.charAt(i + 2))) {
        return true;
      }
    }
    return false;
  }

  private static int size(ScanText text, int at) {
    return text.at(at) < 0x80 ? 1 : 2;
  }

  private static boolean fits(ScanText text, int at, int letter) {
    int b = text.at(at);
    return Ascii.lower(b) == letter || (b >= 0xc3 && b <= 0xc5);
  }
}
