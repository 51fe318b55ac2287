package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;

/**
 * The short code that opens a door, a safe or an account, behind what names it: {@code door code
 * 4471B}, {@code kod do bramy: 4471}, {@code 验证码482910}; and the rows of codes that an account is
 * restored with. Thread-safe.
 */
final class AccessCode implements LiteralDetector {
  private static final int WORDS = 4;
  private static final int LONGEST_WORD = 24;
  private static final int MOST = 10;
  private static final int LEAST_DIGITS = 4;

  /** How far behind its label a key may begin, and how long it is, bytes. */
  private static final int LEAD = 64;

  private static final int KEY = 55;

  /** A row of codes has so many. */
  private static final int ROW = 16;

  private static final int SURE = 75;

  private final DataType type;
  private final Kind kind;

  /** What a label announces. */
  private enum Kind {
    CODE,
    ROW,
    KEY
  }

  private AccessCode(DataType type, Kind kind) {
    this.type = type;
    this.kind = kind;
  }

  static void register(Registry registry, DataType type) {
    registry.literals(new AccessCode(type, Kind.CODE), SecretWords.words("access_code.labels"));
    registry.wholeLiterals(new AccessCode(type, Kind.ROW), SecretWords.words("access_code.rows"));
    registry.wholeLiterals(new AccessCode(type, Kind.KEY), SecretWords.words("recovery_key"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (kind == Kind.ROW) {
      row(text, end);
      return;
    }
    if (kind == Kind.KEY) {
      key(text, end);
      return;
    }
    if (Ascii.isLetter(text.at(end)) || text.at(end) == '_') {
      return;
    }
    int at = end;
    for (int words = 0; words <= WORDS; words++) {
      int value = direct(text, at);
      boolean far = words > 0 && isYear(text, value);
      if (value < at || far || report(text, value)) {
        return;
      }
      at = wordEnd(text, value);
      if (at == value) {
        return;
      }
    }
  }

  /** Passes a word such as those of {@code code of the back door is}. */
  private static int wordEnd(ScanText text, int from) {
    int i = from;
    while (i - from < LONGEST_WORD
        && (Ascii.isLetter(text.at(i)) || text.at(i) >= 0x80 || text.at(i) == '\'')) {
      i++;
    }
    boolean ends = text.at(i) == ' ' || text.at(i) == ':' || text.at(i) == ',';
    return ends && i - from < LONGEST_WORD ? i : from;
  }

  private static boolean isYear(ScanText text, int at) {
    int century = text.at(at) * 256 + text.at(at + 1);
    boolean year = century == '1' * 256 + '9' || century == '2' * 256 + '0';
    return year && Ascii.isDigit(text.at(at + 3)) && !Ascii.isAlnum(text.at(at + 4));
  }

  /** Passes marks and blanks between a label and its code. */
  private static int direct(ScanText text, int end) {
    int i = end;
    while (i - end < 6 && (" \t:=\"'(.,[".indexOf(text.at(i)) >= 0)) {
      i++;
    }
    i = LinkWords.particle(text, i);
    if (text.at(i) == 0xef && text.at(i + 1) == 0xbc && text.at(i + 2) == 0x9a) {
      i += 3; // a full-width colon
    }
    return i;
  }

  private boolean report(ScanText text, int from) {
    int to = end(text, from);
    if (to > from) {
      text.report(type, from, to, SURE);
    }
    return to > from;
  }

  /** Returns the end of a code: digits with a capital letter, {@code #} or {@code *}, or groups. */
  private static int end(ScanText text, int from) {
    int i = from;
    int digits = 0;
    int letters = 0;
    while (i - from <= MOST) {
      int b = text.at(i);
      boolean gap = (b == ' ' || b == '-') && digits > 1 && isGroup(text, i, from);
      if (Ascii.isDigit(b)) {
        digits++;
      } else if (Ascii.isUpper(b)) {
        letters++;
      } else if (b != '#' && b != '*' && !gap) {
        break;
      }
      i++;
    }
    int b = text.at(i);
    boolean more =
        Ascii.isWord(b)
            || b == '%'
            || b == '@'
            || b == 0xc2
            || ((b == '.' || b == ':' || b == '/' || b == '-') && Ascii.isAlnum(text.at(i + 1)));
    return digits >= LEAST_DIGITS && letters <= 2 && i - from <= MOST && !more ? i : from;
  }

  /** Tells whether a group of as many digits follows as stand before a gap. */
  private static boolean isGroup(ScanText text, int gap, int from) {
    int size = 0;
    while (gap - size > from && Ascii.isDigit(text.at(gap - size - 1))) {
      size++;
    }
    int i = gap + 1;
    while (i - gap <= size && Ascii.isDigit(text.at(i))) {
      i++;
    }
    return i - gap - 1 == size && size > 1 && !Ascii.isAlnum(text.at(i));
  }

  /** Eight groups of six digits, the key that opens an encrypted disk of Windows. */
  private void key(ScanText text, int end) {
    for (int i = end; i - end < LEAD && text.at(i) >= 0; i++) {
      if (Ascii.isDigit(text.at(i)) && !Ascii.isAlnum(text.at(i - 1))) {
        int at = i;
        while (at - i < KEY && (Ascii.isDigit(text.at(at)) || text.at(at) == '-')) {
          at++;
        }
        if (at - i == KEY && text.at(i + 6) == '-' && text.at(i + 13) == '-') {
          text.report(type, i, at, SURE);
          return;
        }
      }
    }
  }

  private void row(ScanText text, int end) {
    int at = direct(text, end);
    while (at - end < 8 && "\r\n -*1.".indexOf(text.at(at)) >= 0 && at > end) {
      at++; // what begins an item of a list
    }
    if (at == end) {
      return;
    }
    for (int n = 0; n < ROW; n++) {
      int i = at;
      int digits = 0;
      while (i - at < 24 && (Ascii.isAlnum(text.at(i)) || isJoint(text, i))) {
        digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
        i++;
      }
      int group = end(text, at);
      if (group > i) {
        i = group; // two groups of digits
        digits = LEAST_DIGITS;
      }
      if (digits < 3 || i - at < 6 || !text.endsWord(i)) {
        return;
      }
      text.report(type, at, i, SURE);
      at = i;
      while (at - i < 4 && " ,;\n\r-*".indexOf(text.at(at)) >= 0) {
        at++;
      }
      if (at == i) {
        return;
      }
    }
  }

  private static boolean isJoint(ScanText text, int i) {
    return text.at(i) == '-' && Ascii.isAlnum(text.at(i + 1)) && Ascii.isAlnum(text.at(i - 1));
  }
}
