package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/** What stands between a label and its value, in code, in files of settings and in prose. */
final class LabelSyntax {
  private LabelSyntax() {}

  /**
   * Passes what may stand between a label and its operator: C#'s <code>{ get; set; }</code>, what
   * ends a property list's key, and the beginning of a block whose first line is the value.
   */
  static int passed(ScanText text, int at) {
    if (text.at(at) == '<' && stands(text, at, "</key>")) {
      int i = blanksAndLines(text, at + 6);
      return stands(text, i, "<string>") ? i + 7 : at;
    }
    if (text.at(at - 1) == ' ' && Ascii.isAlnum(text.at(at - 2)) && Ascii.isLetter(text.at(at))) {
      return attributeEnd(text, at);
    }
    if (text.at(at) != '{') {
      return at;
    }
    int i = blanksAndLines(text, at + 1);
    if (stands(text, i, "get;")) {
      while (i - at < 32 && text.at(i) != '}') {
        i++;
      }
      i = blanks(text, i + 1);
      return text.at(i) == '=' ? i : at;
    }
    for (int lines = 0; lines < 4 && isAbout(text, i); lines++) {
      int line = i;
      while (i - line < 128 && text.at(i) >= ' ') {
        i++;
      }
      i = blanksAndLines(text, i);
    }
    if (text.at(i - 1) != '{' && (isWord(text, i, "default") || isWord(text, i, "value"))) {
      i = blanks(text, i + (Ascii.lower(text.at(i)) == 'd' ? 7 : 5));
      return text.at(i) == '=' ? i : at;
    }
    return at;
  }

  /** Tells a line of a block that says of what kind its value is. */
  private static boolean isAbout(ScanText text, int at) {
    return isWord(text, at, "type")
        || isWord(text, at, "sensitive")
        || isWord(text, at, "description")
        || isWord(text, at, "nullable");
  }

  /** Passes an attribute of an element, {@code Type="text">}, up to what ends the tag. */
  private static int attributeEnd(ScanText text, int at) {
    int i = at;
    while (i - at < 24 && isName(text.at(i))) {
      i++;
    }
    if (text.at(i) != '=' || text.at(i + 1) != '"') {
      return at;
    }
    int from = i + 2;
    i = from;
    while (i - from < 128 && text.at(i) >= ' ' && text.at(i) != '"') {
      i++;
    }
    return text.at(i) == '"' && text.at(i + 1) == '>' ? i + 1 : at;
  }

  /** Returns the end of an aside such as that of {@code password (temporary):}, or the place. */
  static int asideEnd(ScanText text, int at) {
    if (text.at(at) != ' ' || text.at(at + 1) != '(') {
      return at;
    }
    int i = at + 2;
    while (i - at < 24 && (Ascii.isLetter(text.at(i)) || text.at(i) == ' ')) {
      i++;
    }
    return text.at(i) == ')' && text.at(i + 1) == ':' ? i + 1 : at;
  }

  static int blanksAndLines(ScanText text, int from) {
    int i = from;
    while (i - from < 48 && Ascii.isBlank(text.at(i))) {
      i++;
    }
    return i;
  }

  static boolean isFlag(ScanText text, int from) {
    int i = from;
    while (from - i < 32 && isName(text.at(i - 1))) {
      i--;
    }
    if (text.at(i) == '-' && (text.at(i + 1) == '-' || i + 1 == from)) {
      return true;
    }
    return text.at(i - 1) == ' '
        && (endsWith(text, i - 1, "ENV")
            || endsWith(text, i - 1, "setx")
            || endsWith(text, i - 1, "setenv")
            || endsWith(text, i - 1, "set -x")
            || endsWith(text, i - 1, "set -gx"));
  }

  static boolean endsWith(ScanText text, int end, String word) {
    int start = end - word.length();
    for (int i = 0; i < word.length(); i++) {
      if (text.at(start + i) != word.charAt(i)) {
        return false;
      }
    }
    return !Ascii.isWord(text.at(start - 1));
  }

  static boolean isName(int b) {
    return Ascii.isWord(b) || b == '-' || b == '.';
  }

  static int closers(ScanText text, int from) {
    int i = from;
    while (i - from < 6) {
      int b = text.at(i);
      if ("\"'`])}*\\[".indexOf(b) < 0) {
        break;
      }
      if (b == '\\' && text.at(i + 1) != '"' && text.at(i + 1) != '\\') {
        break;
      }
      if (b == '[' && text.at(i + 1) != ']') {
        break;
      }
      if (b == '*' && text.at(i + 1) != '*' && text.at(i - 1) != '*' && text.at(i + 1) != ':') {
        break;
      }
      i++;
    }
    return i;
  }

  static int blanks(ScanText text, int from) {
    int i = from;
    while (i - from < 24 && (text.at(i) == ' ' || text.at(i) == '\t')) {
      i++;
    }
    return i;
  }

  static boolean isOperator(ScanText text, int at) {
    switch (text.at(at)) {
      case '=':
      case '>':
      case ',':
      case '|':
      case '(':
        return true;
      case ':':
        // In C++ and the like a pair of colons joins names; make's ::= assigns.
        return text.at(at + 1) != ':' || text.at(at + 2) == '=' || text.at(at + 2) == ':';
      case '?':
        return text.at(at + 1) == '=' || text.at(at + 1) == ':';
      case '+':
      case '.':
        return text.at(at + 1) == '=';
      case '<':
        return text.at(at + 1) == '-';
      case '{':
        return text.at(at + 1) == '"' || text.at(at + 1) == '\'';
      case '-':
        return text.at(at + 1) == '>';
      default:
        return false;
    }
  }

  /** Tells whether a span is capitals of ASCII alone. */
  static boolean isUpper(ScanText text, int start, int end) {
    for (int i = start; i < end; i++) {
      if (!Ascii.isUpper(text.at(i))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Returns the end of a dash or an arrow between blanks, or the place where none stands: {@code
   * API key - …}.
   */
  static int dash(ScanText text, int at) {
    int end = at;
    if (text.at(at) == '-') {
      end = at + 1;
    } else if (text.at(at) == 0xe2) {
      int b = text.at(at + 1);
      int c = text.at(at + 2);
      boolean dash = b == 0x80 && (c == 0x93 || c == 0x94);
      end = dash || (b == 0x86 && c == 0x92) ? at + 3 : at;
    }
    return end > at && text.at(at - 1) == ' ' && text.at(end) == ' ' ? end : at;
  }

  static boolean isLink(ScanText text, int from, int to) {
    return isWord(text, from, "is")
        || isWord(text, from, "was")
        || isWord(text, from, "are")
        || isWord(text, from, "be")
        || (isWord(text, from, "to") && !isWord(text, from + 3, "be"))
        || isWord(text, from, "as")
        || isWord(text, from, "from")
        || isWord(text, from, "von")
        || isWord(text, from, "fra")
        || (to - from == 6 && isWord(text, from, "equals"));
  }

  static boolean isWord(ScanText text, int at, String word) {
    return stands(text, at, word) && text.endsWord(at + word.length());
  }

  static boolean stands(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.lower(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether a text begins and ends with a quote at a place: it is not tripled either. */
  static boolean isEmpty(ScanText text, int at) {
    int b = text.at(at);
    boolean escaped = text.at(at - 1) == '\\';
    boolean adjacent = text.at(at - 1) == b || (escaped && text.at(at - 2) == b);
    return adjacent && text.at(at + 1) != b && !Ascii.isWord(text.at(at + 1));
  }

  /**
   * The letter of a string such as Python's {@code b"…"}, C#'s {@code @"…"}, SQL's {@code N'…'}.
   */
  static boolean isPrefix(int b) {
    return b == '@' || b == 'b' || b == 'r' || b == 'u' || b == 'f' || b == 'B' || b == 'R'
        || b == 'N';
  }

  static boolean isOpener(ScanText text, int i, int b) {
    switch (b) {
      case '=':
      case ':':
      case '>':
      case ',':
      case '|':
      case '(':
      case '[':
      case '{':
      case '?':
      case ' ':
      case '\t':
      case '\r':
        return true;
      case '+':
      case '.':
        return text.at(i + 1) == '=';
      case '-':
        return text.at(i + 1) == '>'
            || text.at(i - 1) == ':'
            || text.at(i - 1) == '<'
            || (text.at(i - 1) == '>' && text.at(i + 1) == '\n');
      case '<':
        return text.at(i + 1) == '-';
      case '&':
        return Ascii.isLetter(text.at(i + 1));
      case '*':
        return text.at(i + 1) == '*'
            || text.at(i - 1) == '*'
            || (text.at(i - 1) == ':' && text.at(i + 1) == ' ');
      case '\\':
        return text.at(i + 1) == '"' || text.at(i + 1) == '\'' || text.at(i + 1) == '\\';
      default:
        return false;
    }
  }
}
