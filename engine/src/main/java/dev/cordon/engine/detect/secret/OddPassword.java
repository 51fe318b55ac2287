package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/**
 * Words that hold the marks of code and of markup where neither has them: {@code Gull(cliff)7},
 * {@code Moss'44}, {@code Fern/brook9}.
 */
final class OddPassword {
  private static final int LEAST = 8;
  private static final int MOST = 40;
  private static final int MOST_DIGITS = 6;

  /** What stands between angle brackets in markup. */
  private static final WordSet TAGS =
      new WordSet("br", "td", "tr", "th", "li", "div", "span", "code", "pre", "strong", "int");

  private OddPassword() {}

  /** Returns the end of such a word that begins at a place, or the place if none does. */
  static int end(ScanText text, int start) {
    if (!isPart(text.at(start))) {
      return start;
    }
    int end = start;
    int depth = 0;
    while (end - start <= MOST && text.at(end) > ' ') {
      int b = text.at(end);
      depth += "([{".indexOf(b) >= 0 ? 1 : ")]}".indexOf(b) >= 0 ? -1 : 0;
      if (depth < 0) {
        break; // it stands in brackets itself
      }
      end++;
    }
    if (end - start > MOST || (depth < 0 && isPart(text.at(end + 1)))) {
      return start;
    }
    end = text.at(start) < 0x80 ? PasswordRule.ascii(text, start, end) : end;
    while (end > start && ",;.:\"'`".indexOf(text.at(end - 1)) >= 0) {
      end--;
    }
    return end - start >= LEAST && isOdd(text, start, end) ? end : start;
  }

  private static boolean isOdd(ScanText text, int start, int end) {
    int letters = 0;
    int digits = 0;
    int slashes = 0;
    boolean backslash = false;
    boolean bracket = false;
    boolean mark = false;
    boolean odd = false;
    for (int i = start; i < end; i++) {
      int b = text.at(i);
      int next = i + 1 < end ? text.at(i + 1) : ' ';
      boolean inner = i > start && isPart(text.at(i - 1)) && isPart(next);
      letters += Ascii.isLetter(b) || b >= 0xc0 ? 1 : 0;
      digits += Ascii.isDigit(b) ? 1 : 0;
      slashes += b == '/' ? 1 : 0;
      backslash |= b == '\\';
      bracket |= b == '[' || b == '{';
      mark |= "!#$%&*~^?@+".indexOf(b) >= 0 && inner;
      odd |= ")]}".indexOf(b) >= 0 && isPart(next);
      odd |= (b == '\'' || b == '"' || b == '`') && inner && Ascii.isDigit(next);
      odd |= b == ';' && inner;
      odd |= b == '<' && inner && Ascii.isDigit(next);
      odd |= b == '>' && isPart(next) && Ascii.isAlnum(text.at(i - 1)) && !isTag(text, start, i);
      if (isCode(text, i, b, next)) {
        return false;
      }
    }
    boolean madeUp = PasswordText.isMadeUp(PasswordText.of(text, start, end));
    odd |= slashes > 0 && backslash;
    odd |= madeUp && bracket && mark;
    odd |= madeUp && slashes == 1 && !Ascii.isLower(text.at(start)) && !backslash;
    return odd && letters >= 3 && digits > 0 && digits <= MOST_DIGITS && slashes <= 1;
  }

  /** Tells members, calls, assignments, variables, escapes, the end of elements and files. */
  private static boolean isCode(ScanText text, int i, int b, int next) {
    switch (b) {
      case '.':
        return Ascii.isLetter(next) || FileEnding.isAt(text, i);
      case ',':
      case '=':
      case '|':
        return true;
      case ':':
        return next == '/' || next == '\\' || next == ':';
      case '(':
        return next == ')' || next == '\'' || next == '"';
      case '[':
        return next == ']' || next == '\'' || next == '"';
      case '{':
        return next == '}' || next == '{' || text.at(i - 1) == '$';
      case '<':
        return next == '/' || next == '%' || next == '?';
      case '\\':
        return "nrtux\"'`\\".indexOf(next) >= 0;
      default:
        return false;
    }
  }

  /** Tells the name of an element, or no beginning of it, before what ends it. */
  private static boolean isTag(ScanText text, int start, int end) {
    int i = end;
    while (i > start && text.at(i - 1) != '<') {
      i--;
    }
    return i == start || TAGS.holds(text, i, end);
  }

  private static boolean isPart(int b) {
    return Ascii.isAlnum(b) || b >= 0x80;
  }
}
