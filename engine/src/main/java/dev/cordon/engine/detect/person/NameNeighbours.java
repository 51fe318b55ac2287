package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.NameWord.form;
import static dev.cordon.engine.detect.person.NameWord.is;
import static dev.cordon.engine.detect.person.NameWord.isCapital;
import static dev.cordon.engine.detect.person.NameWord.isPlainName;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * What stands beside a name tells whether it is a person's: verbs, articles, other capitals, code.
 */
final class NameNeighbours {
  private NameNeighbours() {}

  /** Tells whether a byte before a name belongs to code, a path or an address. */
  static boolean isCode(ScanText text, int i) {
    int b = text.at(i);
    return b == '.'
        || (b == '/' && !isAlternative(text, i))
        || b == '\\'
        || (b == '@' && !isMention(text, i))
        || b == '#'
        || b == '$'
        || b == '_'
        || (b == '&' && !Ascii.isAlnum(text.at(i - 1)))
        || (b >= 0x80 && !isSymbolBefore(text, i + 1))
        || (b == '-' && !Ascii.isBlank(text.at(i - 1)) && text.at(i - 1) != '-');
  }

  /** Tells {@code Anna/Omar} from a path: a name stands before the slash, and no other slash. */
  private static boolean isAlternative(ScanText text, int slash) {
    int start = NameWord.startBefore(text, slash);
    long word = start < 0 ? 0 : NameWord.read(text, start);
    int before = text.at(start - 1);
    return start >= 0
        && isPlainName(word)
        && isCapital(word)
        && (before < 0 || Ascii.isBlank(before) || before == '(' || before == '/' || before == ':');
  }

  /**
   * Tells whether the character beyond ASCII that ends before a place is a mark, an arrow or a
   * picture, none of a word's letters.
   */
  static boolean isSymbolBefore(ScanText text, int end) {
    int lead = end - 1;
    while (end - lead < 4 && text.at(lead) >= 0x80 && text.at(lead) < 0xc0) {
      lead--;
    }
    return isSymbol(text, lead);
  }

  /** Tells whether a mark, an arrow or a picture beyond ASCII begins at a place. */
  static boolean isSymbol(ScanText text, int at) {
    int b = text.at(at);
    int c = text.at(at + 1);
    if (b == 0xc2) {
      return c != 0xaa && c != 0xba && c != 0xb5;
    }
    if (b == 0xe2) {
      return (c >= 0x80 && c != 0xb0 && c != 0xb1) && c <= 0xbb;
    }
    return b == 0xf0 || (b == 0xe3 && c == 0x80) || (b == 0xef && c >= 0xb8);
  }

  /** Tells {@code @Anna can you look} from an annotation, whose line ends or goes on as code. */
  private static boolean isMention(ScanText text, int at) {
    int before = text.at(at - 1);
    long word = NameWord.read(text, at + 1);
    int end = NameWord.end(word);
    boolean opened = before < 0 || Ascii.isBlank(before) || before == '(' || before == ',';
    boolean surname = text.at(end) == ' ' && isCapital(NameWord.read(text, end + 1));
    return opened
        && isPlainName(word)
        && is(word, Lexicon.GIVEN)
        && (surname || text.at(end) == ',' || text.at(end) == '?' || isMentioned(text, end));
  }

  private static boolean isMentioned(ScanText text, int end) {
    return text.at(end) == ' ' && Ascii.isLower(text.at(end + 1));
  }

  /** Tells whether what ends at a place goes on as code, a path or an address. */
  static boolean continues(ScanText text, int end) {
    int b = text.at(end);
    int next = text.at(end + 1);
    return Ascii.isWord(b)
        || b == '@'
        || b == '['
        || (b == '\\' && next != 'n' && next != '"' && next != 't' && next != 'r')
        || (b == '(' && next != ' ' && next != '+' && !Ascii.isDigit(next))
        || (b == '/' && Ascii.isLower(next))
        || (b == '-' && Ascii.isAlnum(next))
        || (b == '=' && next == '=')
        || (b == ' ' && next == '&')
        || ((b == '.' || b == ':') && (Ascii.isAlnum(next) || next == ':'));
  }

  /** Tells whether a word stands as in prose: between blanks, quotes and punctuation. */
  static boolean isProse(ScanText text, int start, int end) {
    int before = text.at(start - 1);
    int behind = text.at(end);
    int next = text.at(end + 1);
    boolean opened =
        before < 0
            || (Ascii.isBlank(before) && text.at(start - 2) != '&')
            || before == '('
            || before == '@'
            || before == '"'
            || (before == '[' && behind == ']')
            || before == '-'
            || before == '*'
            || before == '/'
            || (before == '&' && Ascii.isLower(text.at(start - 2)))
            || isSymbolBefore(text, start);
    boolean closed =
        behind < 0
            || Ascii.isBlank(behind)
            || behind == ','
            || behind == '.'
            || behind == '!'
            || behind == '?'
            || behind == ';'
            || behind == ':'
            || behind == ')'
            || behind == ']'
            || behind == '"'
            || behind == '/'
            || behind == '*'
            || (behind == '&' && Ascii.isUpper(next))
            || isSymbol(text, end)
            || (behind == '\''
                && (next == 's' || !Ascii.isAlnum(next) || caseEnd(text, end) > end));
    if (behind == ' ' && Ascii.isDigit(next)) {
      return false; // Jan 28
    }
    return opened && closed && !(behind == ' ' && (next == '=' || next == '{'));
  }

  private static final String CASES =
      " e a i u ye ya yi yu de da te ta den dan ten tan in un nin nun le la yle yla ler lar "
          + "\u0131 \u00fc y\u0131 y\u00fc \u0131n \u00fcn n\u0131n n\u00fcn ";

  /** Returns the end of a Turkish case ending, as in {@code Ayşe'nin}, or the name's end. */
  static int caseEnd(ScanText text, int end) {
    int from = end + 1;
    int to = from;
    while (to - from < 5 && (Ascii.isLower(text.at(to)) || text.at(to) >= 0x80)) {
      to++;
    }
    if (text.at(end) != '\'' || to == from || !text.endsWord(to)) {
      return end;
    }
    for (int at = 0; (at = CASES.indexOf(' ', at)) >= 0 && at + 2 < CASES.length(); at++) {
      int i = from;
      int k = at + 1;
      while (i < to && ScriptWord.codePoint(text, i) == CASES.charAt(k)) {
        i += CASES.charAt(k) < 0x80 ? 1 : 2;
        k++;
      }
      if (i == to && CASES.charAt(k) == ' ') {
        return to;
      }
    }
    return end;
  }

  /** Tells {@code class Martin}: a word of code before a name. */
  static boolean isKeyword(long before) {
    return NameWord.end(before) > 0
        && is(before, Lexicon.ORGANISATION)
        && is(before, Lexicon.BEFORE)
        && form(before) != NameWord.CAPITAL;
  }

  /** Reads the word before a place on the same line; its end is not positive if there is none. */
  static long before(ScanText text, int start) {
    return text.at(start - 1) == ' ' && text.at(start - 2) != '.'
        ? NameWord.readBefore(text, start - 1)
        : -1L << 32;
  }

  /** Tells {@code San Jose}, {@code Lake Victoria}, {@code Hotel Anna Maria}. */
  static boolean isPrefix(ScanText text, int start, long before) {
    if (NameWord.end(before) <= 0) {
      return isSaint(text, start);
    }
    return isCapital(before)
        && is(before, Lexicon.ORGANISATION)
        && !is(before, Lexicon.BEFORE | Lexicon.DEED);
  }

  /** Tells {@code King's College}, {@code Robert's Rules}, {@code Lloyd's of London}. */
  static boolean ownsHeading(ScanText text, int end) {
    return text.at(end) == '\''
        && text.at(end + 1) == 's'
        && text.at(end + 2) == ' '
        && (Ascii.isUpper(text.at(end + 3))
            || (text.at(end + 3) == 'o' && text.at(end + 4) == 'f'));
  }

  static boolean isSaint(ScanText text, int start) {
    return text.at(start - 2) == '.' && text.at(start - 3) == 't' && text.at(start - 4) == 'S';
  }

  static boolean isBrand(ScanText text, int start, int end) {
    int flags = Lexicon.names().lookup(Lexicon.hash(text, start, end));
    return is(flags, Lexicon.ORGANISATION) && !is(flags, Lexicon.NAME);
  }

  /** Tells whether a verb of persons follows. */
  static boolean deedBehind(ScanText text, int end) {
    if (text.at(end) != ' ' || !Ascii.isLower(text.at(end + 1))) {
      return false;
    }
    return is(NameWord.read(text, end + 1), Lexicon.DEED);
  }

  /** Tells {@code then Mark the box}, {@code to Bill it} from {@code with Mark}. */
  static boolean isVerb(ScanText text, int start) {
    int end = NameWord.end(NameWord.read(text, start));
    if (text.at(end) != ' ' || !Ascii.isLower(text.at(end + 1))) {
      return false;
    }
    int next = NameWord.end(NameWord.read(text, end + 1));
    return isArticle(text, next - 1)
        || (next - end == 3 && text.at(end + 1) == 'i')
        || (next - end == 3 && text.at(end + 1) == 'a' && text.at(end + 2) == 's');
  }

  /** Tells whether {@code the}, {@code a} or {@code an} ends at a place: no name follows these. */
  static boolean isArticle(ScanText text, int last) {
    int b = text.at(last);
    return (b == 'e' && text.at(last - 1) == 'h' && (text.at(last - 2) | 0x20) == 't')
        || ((b | 0x20) == 'a' && !Ascii.isLetter(text.at(last - 1)))
        || (b == 'n' && text.at(last - 1) == 'a' && !Ascii.isLetter(text.at(last - 2)));
  }

  /** Tells {@code the James Webb Space Telescope}: the name tells which thing is meant. */
  static boolean isAttribute(ScanText text, int start, int end) {
    if (text.at(start - 1) != ' ' || !isArticle(text, start - 2) || text.at(end) != ' ') {
      return false;
    }
    long behind = NameWord.read(text, end + 1);
    return isCapital(behind) && !is(behind, Lexicon.NAME | Lexicon.BEFORE);
  }

  /** Tells {@code spoke with} and {@code met with} from what stands before things, too. */
  static boolean isSpoken(ScanText text, int start) {
    long before = before(text, start);
    if (form(before) != NameWord.LOWER || !is(before, Lexicon.BEFORE)) {
      return false;
    }
    int word = NameWord.startBefore(text, start - 1);
    int second = text.at(word + 1);
    if (start - word == 3 && second != 'o' && second != 'y') {
      return false; // at, in, on, of, as
    }
    return text.at(word - 1) == ' ' && is(NameWord.readBefore(text, word - 1), Lexicon.DEED);
  }

  /** Tells {@code in Victoria}, {@code to Paris}: a name that is a place where one may stand. */
  static boolean isPlace(ScanText text, int start, int flags) {
    if (!is(flags, Lexicon.PLACE) || text.at(start - 1) != ' ') {
      return false;
    }
    int last = text.at(start - 2);
    int first = text.at(start - 3);
    return (first == 'i' && last == 'n')
        || (first == 'a' && last == 't')
        || (first == 't' && last == 'o')
        || (first == 'o' && last == 'f')
        || (first == 'o' && last == 'm')
        || (first == 'a' && last == 'r');
  }

  /** Returns the end of {@code -san} and the like, or -1. */
  static int honorific(ScanText text, int end) {
    if (text.at(end) != '-' || (text.at(end + 1) != 's' && text.at(end + 1) != 'k')) {
      return -1;
    }
    for (String word : HONORIFICS) {
      int i = 0;
      while (i < word.length() && text.at(end + 1 + i) == word.charAt(i)) {
        i++;
      }
      if (i == word.length() && text.endsWord(end + 1 + i)) {
        return end + 1 + i;
      }
    }
    return -1;
  }

  private static final String[] HONORIFICS = {"san", "sama", "sensei", "kun"};

  /** Returns the end of {@code K.} behind a given name, or -1. */
  static int initialBehind(ScanText text, int end) {
    boolean initial =
        text.at(end) == ' ' && Ascii.isUpper(text.at(end + 1)) && text.at(end + 2) == '.';
    return initial && !Ascii.isAlnum(text.at(end + 3)) ? end + 3 : -1;
  }
}
