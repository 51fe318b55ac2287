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

  /** So many backslashes stand before a quote in JSON within JSON within JSON. */
  private static final int MARKS = 7;

  /** Begins a text of XML, here in small letters. */
  private static final String CDATA = "<![cdata[";

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
    boolean flag = LabelSyntax.isFlag(text, from);
    wordStart = from;
    wordEnd = name(text, to);
    if (text.at(from - 1) == ':'
        && text.at(wordEnd) == ':'
        && !Ascii.isBlank(text.at(wordEnd + 1))) {
      return false; // a part of a name such as arn:aws:secretsmanager:…:secret:name
    }
    header = LabelSyntax.isWord(text, from, "authorization");
    for (words = 0; words <= most && wordEnd - to < REACH; words++) {
      int closed = LabelSyntax.closers(text, wordEnd);
      int next = LabelSyntax.passed(text, LabelSyntax.blanks(text, closed));
      if (LabelSyntax.isOperator(text, next)) {
        prose = false;
        open(text, next);
        operator = text.at(next);
        apart |= text.at(closed - 1) == ')' || (operator == '|' && text.at(next + 1) == '|');
        return true;
      }
      int linked = LinkWords.particle(text, next);
      linked = linked == next && next > closed ? LinkWords.end(text, next) : linked;
      if (linked > next) {
        prose = true;
        open(text, linked);
        return true;
      }
      if (next == closed && text.at(next) != '\n') {
        prose = true;
        open(text, next); // 密码Meihua
        return words == 0 && text.at(to - 1) >= 0x80 && to == next && Ascii.isAlnum(text.at(to));
      }
      int dash = LabelSyntax.dash(text, next);
      if (dash > next) {
        prose = true;
        open(text, dash);
        return true;
      }
      if (flag && words == 0) {
        prose = false;
        open(text, next);
        return true;
      }
      next = text.at(next) == '\n' ? LabelSyntax.blanks(text, next + 1) : next;
      boolean named =
          LabelSyntax.isWord(text, next, "value") || LabelSyntax.isWord(text, next, "content");
      if (((closed > wordEnd && text.at(closed - 1) != '*') || text.at(next - 1) == '\n')
          && !named) {
        return false;
      }
      int end = name(text, next);
      if (LabelSyntax.isLink(text, next, end)) {
        prose = true;
        open(text, end);
        return true;
      }
      boolean cut = text.at(end) == '/' || text.at(end) == '+' || text.at(end) == '=';
      if (end == next
          || characters(text, next, end) >= LONG_WORD
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
    int next = LabelSyntax.blanks(text, LabelSyntax.closers(text, end));
    int b = text.at(next);
    if ((b != ':' && b != '=')
        || text.at(next + 1) == b
        || (b == ':'
            && quote == 0
            && Ascii.isAlnum(text.at(next + 1))
            && !LabelSyntax.isWord(text, start, "base64"))) {
      return false; // such as arn:aws:…
    }
    readView = -1;
    wordStart = start;
    wordEnd = end;
    open(text, next);
    operator = b;
    return true;
  }

  /** Goes on to the next text of a list: {@code ["…", "…"]}. */
  boolean item(ScanText text) {
    int i = start;
    while (i - start < VALUE && text.at(i) > ' ' && text.at(i) != quote) {
      i++;
    }
    int next = LabelSyntax.blanks(text, i + 2);
    if (text.at(i) != quote || text.at(i + 1) != ',' || text.at(next) != quote) {
      return false;
    }
    readView = -1;
    start = next + 1;
    return true;
  }

  /** Goes on to a text in quotes. */
  void quoted(ScanText text, int at) {
    readView = -1;
    quote = text.at(at);
    start = at + 1;
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
    int next = LabelSyntax.blanks(text, i + 1);
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
   * Tells whether the value's quote closes at a place, or the backslashes before it begin. One
   * escaped more often than the one that opens stands in the value, and so does a doubled one.
   */
  boolean closes(ScanText text, int at) {
    int i = at;
    while (i - at < MARKS && text.at(i) == '\\') {
      i++;
    }
    if (text.at(i) != quote || (at > start && text.at(at - 1) == '\\')) {
      return false;
    }
    int marks = i - at;
    int level = 0;
    while (level < MARKS && text.at(start - 2 - level) == '\\') {
      level++;
    }
    for (; level > 0; level >>= 1) {
      if (marks % 2 == 0) {
        return true; // quotes that were escaped otherwise
      }
      marks >>= 1;
    }
    boolean twice =
        marks == 0 && text.at(i + 1) == quote && Ascii.isAlnum(text.at(i + 2)) && i > start;
    boolean second = marks == 0 && i - 1 > start && text.at(i - 1) == quote;
    return marks % 2 == 0 && !twice && !(second && Ascii.isAlnum(text.at(i + 1)));
  }

  private int name(ScanText text, int from) {
    int i = from;
    if (nameView == text.view() && from >= nameFrom && from <= nameEnd) {
      i = Math.min(nameEnd, from + REACH);
    } else {
      while (i - from < REACH && (LabelSyntax.isName(text.at(i)) || isForeign(text, i))) {
        i++;
      }
      if (text.at(i) == '\'' && text.at(i + 1) == 't' && text.at(i - 1) == 'n') {
        i += 2; // hasn't
      }
      if (i - from < REACH) {
        nameView = text.view();
        nameFrom = from;
        nameEnd = i;
      }
    }
    // The full stop or dash at the end of a sentence is none of the name's.
    while (i > from && !Ascii.isWord(text.at(i - 1)) && text.at(i - 1) < 0x80) {
      i--;
    }
    return i;
  }

  /** Tells a letter of an alphabet, or its second byte, from marks and from East Asia's signs. */
  private static boolean isForeign(ScanText text, int i) {
    int b = text.at(i);
    int lead = b;
    for (int k = i; lead >= 0x80 && lead < 0xc0 && i - k < 2; ) {
      lead = text.at(--k);
    }
    return (lead >= 0xc3 && lead <= 0xdf) || lead == 0xe1;
  }

  /** Returns how many characters stand in a span. */
  private static int characters(ScanText text, int from, int to) {
    int n = 0;
    for (int i = from; i < to; i++) {
      n += (text.at(i) & 0xc0) == 0x80 ? 0 : 1;
    }
    return n;
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
        if (quote == b && LabelSyntax.isEmpty(text, i)) {
          quote = 0;
          lines = 2; // an empty text: what follows is something else
          break;
        }
        quote = b;
      } else if (b == '\n') {
        lines++;
      } else if (LabelSyntax.isPrefix(b) && (text.at(i + 1) == '"' || text.at(i + 1) == '\'')) {
        quote = text.at(++i);
      } else if (b == '<' && LabelSyntax.stands(text, i, CDATA)) {
        i += CDATA.length();
        break;
      } else if (!LabelSyntax.isOpener(text, i, b)) {
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

  private int scheme(ScanText text, int at) {
    int i = at;
    scheme = false;
    if (LabelSyntax.isWord(text, at, "bearer")
        || LabelSyntax.isWord(text, at, "apikey")
        || LabelSyntax.isWord(text, at, "api-key")) {
      i = at + (text.at(at + 3) == '-' ? 7 : 6);
    } else if (LabelSyntax.isWord(text, at, "basic") || LabelSyntax.isWord(text, at, "token")) {
      i = at + 5;
    }
    if (i == at && header) {
      while (i - at < 24 && LabelSyntax.isName(text.at(i))) {
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
