package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.CharRun;
import dev.cordon.engine.detect.ScanText;

/**
 * The value that stands behind a label: {@code api_key = "…"}, {@code "apiKey": "…"}, {@code
 * --api-key …}, {@code <apiKey>…}, {@code the API key is …}. Scratch of a session; not thread-safe.
 */
final class LabelledValue {
  private static final int REACH = 80;
  static final int WORDS = 6;
  private static final int OPENERS = 14;
  private static final int LONG_WORD = 14;

  /** How long a value is looked at to learn what stands behind it. */
  private static final int VALUE = 256;

  /** Where the value begins. */
  int start;

  /** The quote before the value, 0 if there is none. */
  int quote;

  /** Whether no operator stands before the value, only words. */
  boolean prose;

  /** Whether {@code Bearer} or the like stands before the value. */
  boolean scheme;

  /**
   * Whether the label is {@code Authorization}: a scheme of any name may stand before the value.
   */
  private boolean header;

  /** The operator before the value, 0 if there is none. */
  int operator;

  /** Whether the value stands on a line of its own, or behind a closing parenthesis. */
  boolean apart;

  /** Where the label's last word begins and ends. */
  int wordStart;

  int wordEnd;

  /** How many words of the label stand behind the first. */
  int words;

  /** What was read last: detectors that share a keyword ask for the same in a row. */
  private int readFrom;

  private int readTo;
  private int readMost;
  private int readView = -1;
  private boolean readValue;

  /** The name that was read last. */
  private int nameFrom;

  private int nameEnd;
  private int nameView = -1;

  /**
   * Reads on from a word.
   *
   * @param text the text
   * @param from the word's first byte
   * @param to the byte after its last one
   * @param most how many words more the label may have
   * @return whether a value follows
   */
  boolean read(ScanText text, int from, int to, int most) {
    if (readView != text.view() || from != readFrom || to != readTo || most != readMost) {
      readView = text.view();
      readFrom = from;
      readTo = to;
      readMost = most;
      readValue = find(text, from, to, most);
    }
    return readValue;
  }

  private boolean find(ScanText text, int from, int to, int most) {
    boolean flag = isFlag(text, from);
    wordStart = from;
    wordEnd = name(text, to);
    if (text.at(from - 1) == ':'
        && text.at(wordEnd) == ':'
        && !Ascii.isBlank(text.at(wordEnd + 1))) {
      return false; // a part of a name such as arn:aws:secretsmanager:…:secret:name
    }
    header = isWord(text, from, "authorization");
    for (words = 0; words <= most && wordEnd - to < REACH; words++) {
      int closed = closers(text, wordEnd);
      int next = passed(text, blanks(text, closed));
      if (isOperator(text, next)) {
        prose = false;
        open(text, next);
        operator = text.at(next);
        apart |= text.at(closed - 1) == ')' || (operator == '|' && text.at(next + 1) == '|');
        return true;
      }
      if (next == closed && text.at(next) != '\n') {
        return false;
      }
      if (flag && words == 0) {
        prose = false;
        open(text, next);
        return true;
      }
      next = text.at(next) == '\n' ? blanks(text, next + 1) : next;
      boolean named = isWord(text, next, "value") || isWord(text, next, "content");
      if (((closed > wordEnd && text.at(closed - 1) != '*') || text.at(next - 1) == '\n')
          && !named) {
        return false;
      }
      int end = name(text, next);
      if (isLink(text, next, end)) {
        prose = true;
        open(text, end);
        return true;
      }
      boolean cut = text.at(end) == '/' || text.at(end) == '+' || text.at(end) == '=';
      if (end == next
          || end - next >= LONG_WORD
          || (cut && text.runEnd(CharRun.BASE64, end) - next >= 2 * LONG_WORD)) {
        prose = true;
        open(text, next);
        // Columns, such as those of C's macros, are no prose.
        return quote != 0 || (end > next && (next - closed <= 2 || text.at(next - 1) == '\n'));
      }
      wordStart = next;
      wordEnd = end;
    }
    return false;
  }

  /** Goes on if the value is itself a label: {@code key: {value: …}} or {@code key: String = …}. */
  boolean next(ScanText text) {
    int end = name(text, start);
    if (end == start || !Ascii.isLetter(text.at(start))) {
      return false;
    }
    int next = blanks(text, closers(text, end));
    int b = text.at(next);
    if ((b != ':' && b != '=')
        || text.at(next + 1) == b
        || (b == ':'
            && quote == 0
            && Ascii.isAlnum(text.at(next + 1))
            && !isWord(text, start, "base64"))) {
      return false; // such as arn:aws:…
    }
    readView = -1;
    wordStart = start;
    wordEnd = end;
    open(text, next);
    operator = b;
    return true;
  }

  /** Tells whether it reads as an assignment does, not as code or prose that goes on. */
  boolean isPlain(ScanText text) {
    return !apart
        && !(operator == '(' && quote == 0 && !endsAside(text))
        && !(operator == ',' && !endsList(text))
        && !(operator == '|' && !endsCell(text))
        && (quote == 0 || !Ascii.isBlank(text.at(start)));
  }

  /** Tells whether the value stands alone on its line, as behind {@code Password:} in a form. */
  boolean isLine(ScanText text) {
    int i = start;
    while (i - start < VALUE && text.at(i) > ' ' && text.at(i) != ':' && text.at(i) != '=') {
      i++;
    }
    int before = start - 1;
    while (Ascii.isBlank(text.at(before)) && text.at(before) != '\n') {
      before--;
    }
    return quote == 0 && text.at(before) == '\n' && (text.at(i) < 0 || text.at(i) == '\n');
  }

  /** Tells {@code put("password", "…")} from a list of words. */
  private boolean endsList(ScanText text) {
    int i = start;
    while (quote != 0 && i - start < VALUE && text.at(i) >= ' ' && text.at(i) != quote) {
      i++;
    }
    int next = blanks(text, i + 1);
    return quote != 0 && (text.at(next) == ')' || text.at(next) == '}' || text.at(next) == ']');
  }

  /** Tells {@code the password (…)} of prose from a call. */
  private boolean endsAside(ScanText text) {
    int i = start;
    while (i - start < VALUE && text.at(i) > ' ' && "()[]{}<>\"',;".indexOf(text.at(i)) < 0) {
      i++;
    }
    return Ascii.isAlnum(text.at(start))
        && text.at(start - 1) == '('
        && text.at(start - 2) == ' '
        && text.at(i) == ')';
  }

  /** Tells a table's cell from a choice in code. */
  private boolean endsCell(ScanText text) {
    int i = start;
    while (i - start < VALUE && text.at(i) >= ' ' && text.at(i) != '|') {
      i++;
    }
    return text.at(start - 1) != '|' && text.at(i) == '|' && text.at(i + 1) != '|';
  }

  /**
   * Passes what may stand between a label and its operator: C#'s <code>{ get; set; }</code>, what
   * ends a property list's key, and the beginning of a block whose first line is the value.
   */
  private static int passed(ScanText text, int at) {
    if (text.at(at) == '<' && stands(text, at, "</key>")) {
      int i = blanksAndLines(text, at + 6);
      return stands(text, i, "<string>") ? i + 7 : at;
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
    if (text.at(i - 1) != '{' && (isWord(text, i, "default") || isWord(text, i, "value"))) {
      i = blanks(text, i + (Ascii.lower(text.at(i)) == 'd' ? 7 : 5));
      return text.at(i) == '=' ? i : at;
    }
    return at;
  }

  private static int blanksAndLines(ScanText text, int from) {
    int i = from;
    while (i - from < 48 && Ascii.isBlank(text.at(i))) {
      i++;
    }
    return i;
  }

  private static boolean isFlag(ScanText text, int from) {
    int i = from;
    while (from - i < 32 && isName(text.at(i - 1))) {
      i--;
    }
    if (text.at(i) == '-' && (text.at(i + 1) == '-' || i + 1 == from)) {
      return true;
    }
    return text.at(i - 1) == ' '
        && (endsWith(text, i - 1, "ENV")
            || endsWith(text, i - 1, "setenv")
            || endsWith(text, i - 1, "set -x")
            || endsWith(text, i - 1, "set -gx"));
  }

  private static boolean endsWith(ScanText text, int end, String word) {
    int start = end - word.length();
    for (int i = 0; i < word.length(); i++) {
      if (text.at(start + i) != word.charAt(i)) {
        return false;
      }
    }
    return !Ascii.isWord(text.at(start - 1));
  }

  private static boolean isName(int b) {
    return Ascii.isWord(b) || b == '-' || b == '.';
  }

  private int name(ScanText text, int from) {
    int i = from;
    if (nameView == text.view() && from >= nameFrom && from <= nameEnd) {
      i = Math.min(nameEnd, from + REACH);
    } else {
      while (i - from < REACH && isName(text.at(i))) {
        i++;
      }
      if (i - from < REACH) {
        nameView = text.view();
        nameFrom = from;
        nameEnd = i;
      }
    }
    // The full stop or dash at the end of a sentence is none of the name's.
    while (i > from && !Ascii.isWord(text.at(i - 1))) {
      i--;
    }
    return i;
  }

  private static int closers(ScanText text, int from) {
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
      if (b == '*' && text.at(i + 1) != '*' && text.at(i - 1) != '*') {
        break;
      }
      i++;
    }
    return i;
  }

  private static int blanks(ScanText text, int from) {
    int i = from;
    while (i - from < 24 && (text.at(i) == ' ' || text.at(i) == '\t')) {
      i++;
    }
    return i;
  }

  private static boolean isOperator(ScanText text, int at) {
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

  private static boolean isLink(ScanText text, int from, int to) {
    return isWord(text, from, "is")
        || isWord(text, from, "was")
        || isWord(text, from, "are")
        || isWord(text, from, "to")
        || isWord(text, from, "as")
        || (to - from == 6 && isWord(text, from, "equals"));
  }

  private static boolean isWord(ScanText text, int at, String word) {
    return stands(text, at, word) && text.endsWord(at + word.length());
  }

  private static boolean stands(ScanText text, int at, String word) {
    for (int i = 0; i < word.length(); i++) {
      if (Ascii.lower(text.at(at + i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Passes operators, quotes and what opens a list, up to the value. */
  private void open(ScanText text, int from) {
    quote = 0;
    operator = 0;
    int lines = 0;
    int i = from;
    while (i - from < OPENERS || (text.at(i) == ' ' && i - from < 40)) {
      int b = text.at(i);
      if (b == '"' || b == '\'' || b == '`') {
        if (quote == b && isEmpty(text, i)) {
          quote = 0;
          lines = 2; // an empty text: what follows is something else
          break;
        }
        quote = b;
      } else if (b == '\n') {
        lines++;
      } else if (isPrefix(b) && (text.at(i + 1) == '"' || text.at(i + 1) == '\'')) {
        quote = text.at(++i);
      } else if (!isOpener(text, i, b)) {
        break;
      }
      if (lines > 1) {
        break;
      }
      i++;
    }
    apart = lines > 0;
    start = scheme(text, i);
  }

  /** Tells whether a text begins and ends with a quote at a place: it is not tripled either. */
  private static boolean isEmpty(ScanText text, int at) {
    int b = text.at(at);
    boolean escaped = text.at(at - 1) == '\\';
    boolean adjacent = text.at(at - 1) == b || (escaped && text.at(at - 2) == b);
    return adjacent && text.at(at + 1) != b && !Ascii.isWord(text.at(at + 1));
  }

  /** The letter of a string such as Python's {@code b"…"} or C#'s {@code @"…"}. */
  private static boolean isPrefix(int b) {
    return b == '@' || b == 'b' || b == 'r' || b == 'u' || b == 'f' || b == 'B' || b == 'R';
  }

  private static boolean isOpener(ScanText text, int i, int b) {
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
        return text.at(i + 1) == '*' || text.at(i - 1) == '*';
      case '\\':
        return text.at(i + 1) == '"' || text.at(i + 1) == '\'' || text.at(i + 1) == '\\';
      default:
        return false;
    }
  }

  private int scheme(ScanText text, int at) {
    int i = at;
    scheme = false;
    if (isWord(text, at, "bearer") || isWord(text, at, "apikey") || isWord(text, at, "api-key")) {
      i = at + (text.at(at + 3) == '-' ? 7 : 6);
    } else if (isWord(text, at, "basic") || isWord(text, at, "token")) {
      i = at + 5;
    }
    if (i == at && header) {
      while (i - at < 24 && isName(text.at(i))) {
        i++;
      }
    }
    if (i > at && text.at(i) == ' ' && text.at(i + 1) > ' ') {
      scheme = true;
      return i + 1;
    }
    return at;
  }
}
