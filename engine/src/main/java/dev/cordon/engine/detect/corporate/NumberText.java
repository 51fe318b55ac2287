package dev.cordon.engine.detect.corporate;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/** Reads what stands behind a label as a number of any prefix. */
public final class NumberText {
  private static final WordSet LINKS = CorporateWords.list("number.links");
  private static final WordSet OTHERS = CorporateWords.list("number.others");
  private static final String BETWEEN = " \t:=#\"'`*|>(\\.";
  private static final int FARTHEST = 16;
  private static final int LONGEST = 40;
  private static final int MOST_LINKS = 3;

  /** A line that is a label alone has no more bytes, and no more stand before a label's colon. */
  private static final int LABEL = 40;

  private NumberText() {}

  /** Returns where the value behind a label begins, or -1 if nothing parts the two. */
  public static int afterLabel(ScanText text, int label) {
    int at = separators(text, label);
    boolean joined = text.at(label - 1) == '#' || text.at(label - 1) >= 0x80; // 住院号0048291
    if (at == label && !joined && text.at(label) < 0x80) {
      return -1;
    }
    for (int links = 0; links < MOST_LINKS; links++) {
      int link = LINKS.end(text, at);
      if (link < 0 || !Ascii.isBlank(text.at(link))) {
        break;
      }
      at = separators(text, link);
    }
    if (text.at(at) == '-' && Ascii.isDigit(text.at(at + 1))) {
      at++;
    }
    return at;
  }

  /**
   * Returns where the value begins behind the colon of a label that has more words: {@code
   * Kundennummer Strom: 448219}; or -1.
   */
  public static int afterColon(ScanText text, int label) {
    int at = label;
    while (at - label < LABEL && isOfLabel(text.at(at))) {
      at++;
    }
    return at > label && text.at(at) == ':' ? separators(text, at) : -1;
  }

  private static boolean isOfLabel(int b) {
    return Ascii.isLetter(b) || b >= 0x80 || b == ' ' || b == '(' || b == ')' || b == '\'';
  }

  /** Returns the end of a label that may be in the plural: {@code SSNs}, {@code Nummern}. */
  public static int plural(ScanText text, int end) {
    int b = Ascii.lower(text.at(end));
    return (b == 's' || b == 'n') && text.endsWord(end + 1) && text.at(end + 1) < 0x80
        ? end + 1
        : end;
  }

  private static int separators(ScanText text, int from) {
    int at = from;
    while (at - from < FARTHEST) {
      if (at < text.to() && BETWEEN.indexOf(text.at(at)) >= 0) {
        at++;
      } else if (text.at(at) == 0xef && text.at(at + 1) == 0xbc && text.at(at + 2) == 0x9a) {
        at += 3; // a full-width colon
      } else if (text.at(at) == '\n' || text.at(at) == '\r') {
        return isLine(text, at) ? lineBelow(text, at) : at;
      } else {
        break;
      }
    }
    return at;
  }

  /** Tells a line that is short enough to be the label of what stands below. */
  private static boolean isLine(ScanText text, int end) {
    int start = end;
    while (end - start <= LABEL && text.at(start - 1) != '\n' && text.at(start - 1) >= 0) {
      start--;
    }
    return end - start <= LABEL;
  }

  private static int lineBelow(ScanText text, int from) {
    int at = from;
    while (at - from < FARTHEST && Ascii.isBlank(text.at(at))) {
      at++;
    }
    return at;
  }

  /** Returns the end of a number: groups with marks between, short ones with a blank. */
  public static int end(ScanText text, int start) {
    int group = start;
    int at = groupEnd(text, start, start);
    while (text.at(at) == ' ' && at - group <= 4 && at > group) {
      int next = groupEnd(text, at + 1, start);
      boolean letter = next == at + 2 && Ascii.isUpper(text.at(at + 1));
      boolean more = letter && text.at(next) == ' ' && Ascii.isDigit(text.at(next + 1));
      if (!more && !(next - at > 2 && Ascii.isDigit(text.at(at + 1)))) {
        break;
      }
      group = at + 1;
      at = next;
    }
    return at;
  }

  private static int groupEnd(ScanText text, int from, int start) {
    int at = from;
    while (at - start < LONGEST && (Ascii.isAlnum(text.at(at)) || isJoint(text, at, from))) {
      at++;
    }
    return at;
  }

  private static boolean isJoint(ScanText text, int at, int from) {
    int b = text.at(at);
    return (b == '-' || b == '/' || b == '_' || b == '.')
        && at > from
        && Ascii.isAlnum(text.at(at + 1));
  }

  /** Tells whether a span can be a number that a label names. */
  public static boolean isNumber(ScanText text, int start, int end) {
    int digits = digits(text, start, end);
    int count = 0;
    for (int i = start; i < end; i++) {
      count += Ascii.isAlnum(text.at(i)) ? 1 : 0;
      if (Ascii.isLower(text.at(i)) && Ascii.isLower(text.at(i + 1)) && digits < 3) {
        return false;
      }
    }
    return digits > 0 && (digits >= 3 || count >= 5) && !isContinued(text, end);
  }

  /** Tells whether a span begins with capitals and goes on with digits: {@code EMP-20417}. */
  static boolean isPrefixed(ScanText text, int start, int end) {
    int at = start;
    while (Ascii.isUpper(text.at(at))) {
      at++;
    }
    int letters = at - start;
    if (letters == 0 || letters > 6 || OTHERS.holds(text, start, at) || isContinued(text, end)) {
      return false;
    }
    at += text.at(at) == '-' || text.at(at) == ' ' || text.at(at) == '/' ? 1 : 0;
    return Ascii.isDigit(text.at(at)) && digits(text, at, end) >= 4;
  }

  private static boolean isContinued(ScanText text, int end) {
    int b = text.at(end);
    return b == '(' || b == '%' || b == '_' || b == '@' || (b >= 0x80 && b != 0xe2 && b != 0xe3);
  }

  private static int digits(ScanText text, int start, int end) {
    int digits = 0;
    for (int i = start; i < end; i++) {
      digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
    }
    return digits;
  }
}
