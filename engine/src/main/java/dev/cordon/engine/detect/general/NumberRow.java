package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;

/** Tells groups of digits that are a cut from a longer row, such as a table of code points. */
public final class NumberRow {
  private static final int SHORT = 3;

  /** At most so many marks stand between two numbers of a column. */
  private static final int BETWEEN = 6;

  private NumberRow() {}

  /**
   * Tells whether another group of hexadecimal digits, as long as the text's own groups, stands
   * right before or behind. Only for texts whose groups have blanks between.
   */
  public static boolean isCut(Shape shape) {
    if (shape.separator() != ' ') {
      return false;
    }
    ScanText text = shape.text();
    int group = 0;
    while (Ascii.isAlnum(text.at(shape.start() + group))) {
      group++;
    }
    boolean before =
        isGap(text.at(shape.start() - 1)) && isGroup(text, shape.start() - 1 - group, group);
    boolean behind = isGap(text.at(shape.end())) && isGroup(text, shape.end() + 1, group);
    return group > 2 && (before || behind);
  }

  /**
   * Tells whether digits and a blank stand before: {@code 86 017 597 956}. Only for texts whose
   * groups have blanks between.
   */
  public static boolean isTail(Shape shape) {
    ScanText text = shape.text();
    int start = shape.start();
    return shape.separator() == ' '
        && text.at(start - 1) == ' '
        && Ascii.isDigit(text.at(start - 2));
  }

  /**
   * Tells whether a blank and digits stand behind. Only for texts whose groups have blanks between.
   */
  public static boolean isHead(Shape shape) {
    ScanText text = shape.text();
    int end = shape.end();
    return shape.separator() == ' ' && text.at(end) == ' ' && Ascii.isDigit(text.at(end + 1));
  }

  /**
   * Tells whether a number of the same form stands right before or behind, as in a column, and is
   * no number with a Luhn check: then passing it says little.
   */
  public static boolean hasUnlikeNeighbour(Shape shape) {
    ScanText text = shape.text();
    int length = shape.end() - shape.start();
    int before = shape.start();
    while (shape.start() - before < BETWEEN && isDelimiter(text.at(before - 1))) {
      before--;
    }
    int behind = shape.end();
    while (behind - shape.end() < BETWEEN && isDelimiter(text.at(behind))) {
      behind++;
    }
    return (before < shape.start() && isUnlike(shape, before - length))
        || (behind > shape.end() && isUnlike(shape, behind));
  }

  /** Tells whether the same form stands at a place and fails the Luhn check. */
  private static boolean isUnlike(Shape shape, int start) {
    ScanText text = shape.text();
    int length = shape.end() - shape.start();
    int sum = 0;
    boolean twice = false;
    for (int i = length - 1; i >= 0; i--) {
      int b = text.at(start + i);
      int own = text.at(shape.start() + i);
      if (Ascii.isDigit(own)) {
        if (!Ascii.isDigit(b)) {
          return false;
        }
        int digit = twice ? (b - '0') * 2 : b - '0';
        sum += digit > 9 ? digit - 9 : digit;
        twice = !twice;
      } else if (b != own) {
        return false;
      }
    }
    return sum % 10 != 0 && text.beginsWord(start) && text.endsWord(start + length);
  }

  private static boolean isDelimiter(int b) {
    return Ascii.isBlank(b) || b == ',' || b == ';' || b == '|' || b == '"' || b == '\'';
  }

  /**
   * Tells whether a short group of digits follows: {@code 771113 2741 08 1}. Only for texts whose
   * groups have blanks between.
   */
  public static boolean goesOn(Shape shape) {
    ScanText text = shape.text();
    int at = shape.end();
    if (shape.separator() != ' ' || text.at(at) != ' ') {
      return false;
    }
    int digits = at + 1;
    while (digits - at <= SHORT + 1 && Ascii.isDigit(text.at(digits))) {
      digits++;
    }
    int length = digits - at - 1;
    return length > 0 && length <= SHORT && text.endsWord(digits);
  }

  private static boolean isGap(int b) {
    return b == ' ';
  }

  private static boolean isGroup(ScanText text, int start, int length) {
    boolean digit = false;
    for (int i = start; i < start + length; i++) {
      if (!Ascii.isHex(text.at(i))) {
        return false;
      }
      digit |= Ascii.isDigit(text.at(i));
    }
    return digit && text.beginsWord(start) && text.endsWord(start + length);
  }
}
