package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;

/** Reads dates around a month, in digits or by name. */
final class MonthAndDay {
  private MonthAndDay() {}

  /** Tells whether digits are a day, a month and a year in any usual order. */
  static boolean isDate(Shape shape) {
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
  static int dayBefore(ScanText text, int month) {
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

  /** Returns the end of a year that stands behind a month, or -1. */
  static int year(ScanText text, int place) {
    int i = place;
    while (i - place < 5 && isFill(text, i)) {
      i++;
    }
    if (text.at(i) == 'd' && text.at(i + 1) == 'e' && text.at(i + 2) == ' ') {
      i += 3;
    }
    int start = i;
    while (i - start < 5 && Ascii.isDigit(text.at(i))) {
      i++;
    }
    boolean four = i - start == 4 && (text.at(start) == '1' || text.at(start) == '2');
    return four || (i - start == 2 && text.at(start - 1) == '-') ? i : -1;
  }

  private static boolean isFill(ScanText text, int i) {
    int b = text.at(i);
    return b == ' ' || b == ',' || b == '.' || b == '-' || b == '/';
  }

  /** Returns the end of {@code 3, 1985} or {@code 3rd, 1985} behind a month, or -1. */
  static int dayAndYear(ScanText text, int place) {
    int i = place;
    while (i - place < 3 && isFill(text, i)) {
      i++;
    }
    int start = i;
    while (i - start < 2 && Ascii.isDigit(text.at(i))) {
      i++;
    }
    if (i == start) {
      return -1;
    }
    if (Ascii.isDigit(text.at(i))) {
      return year(text, start);
    }
    if (Ascii.isLower(text.at(i))
        && Ascii.isLower(text.at(i + 1))
        && !Ascii.isLetter(text.at(i + 2))) {
      i += 2;
    }
    return year(text, i);
  }
}
