package dev.cordon.engine.redact;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.wire.json.ByteSearch;
import java.util.Arrays;
import java.util.List;

/**
 * A surrogate and the forms in which models write it again: a number in other groups, or in none,
 * words with another blank, a line's end or emphasis between, an address with its sign escaped. A
 * number that goes on is another. Not thread-safe.
 */
final class BentSurrogate {
  /** So many digits are one number however they are grouped. */
  private static final int FEWEST_DIGITS = 8;

  /** More between two groups or words parts them. */
  private static final int LONGEST_GAP = 8;

  static final byte[][] BETWEEN_DIGITS =
      Separator.orUnseen(" ,-,.,/,(,),%20,\u00a0,\u202f,\u2009,\u2010,\u2011,\u2013".split(","));

  private static final byte[][] BETWEEN_WORDS =
      Separator.orUnseen(" ", "\n", "\r\n", "*", "%20", "\u00a0", "\u202f");

  /** What stands for the sign of an address in a URL, in HTML and behind Markdown's backslash. */
  private static final byte[][] AT = Separator.bytes("@", "%40", "&#64;", "&commat;", "\\@");

  final Issued issued;
  private final boolean number;

  /** Whether a bracket has to close within that opens before the number. */
  private final boolean bracket;

  /** What has to stand in the text: of a number its letters and digits only. */
  private final byte[] form;

  private final byte[] key;

  private byte[] opening = Redactor.NOTHING;
  private byte[] closing = Redactor.NOTHING;

  private BentSurrogate(Issued issued, boolean number, byte[] form) {
    this.issued = issued;
    this.number = number;
    this.bracket = number && form[0] == '(';
    this.form = form;
    this.key = key();
  }

  /** Adds the forms of a surrogate to those of numbers or of words. */
  static void add(Issued issued, List<BentSurrogate> numbers, List<BentSurrogate> words) {
    byte[] surrogate = issued.replacement;
    if (!isNumber(issued)) {
      words.add(new BentSurrogate(issued, false, surrogate));
      return;
    }
    byte[] bare = OwnText.bare(surrogate);
    if (surrogate[0] == '+') {
      numbers.add(new BentSurrogate(issued, true, behind(surrogate[0], bare)));
      numbers.add(new BentSurrogate(issued, true, behind((byte) '0', behind((byte) '0', bare))));
      return;
    }
    numbers.add(new BentSurrogate(issued, true, bare));
    if (surrogate[0] == '(') {
      numbers.add(new BentSurrogate(issued, true, behind(surrogate[0], bare)));
    }
  }

  private static byte[] behind(byte prefix, byte[] bare) {
    byte[] all = new byte[bare.length + 1];
    all[0] = prefix;
    System.arraycopy(bare, 0, all, 1, bare.length);
    return all;
  }

  /** Returns the form as far as it stands in a text as it is, gaps in numbers aside. */
  private byte[] key() {
    int length = 1;
    while (length < form.length && Text.isAlphanumeric(form[length])) {
      length++;
    }
    byte[] begin = Arrays.copyOf(form, length);
    for (int i = 0; i < length; i++) {
      begin[i] = Text.lower(begin[i]);
    }
    return begin;
  }

  private static boolean isNumber(Issued issued) {
    DataClass dataClass = issued.type.dataClass();
    boolean grouped =
        dataClass == DataClass.PAYMENT
            || dataClass == DataClass.GOVERNMENT_ID
            || issued.type.id().startsWith("phone");
    int digits = 0;
    for (byte b : issued.replacement) {
      digits += Text.isDigit(b) ? 1 : 0;
    }
    return grouped && digits >= FEWEST_DIGITS;
  }

  /** Returns the length of what is in order, and that it begins with. */
  int keyLength() {
    return key.length;
  }

  /** Returns a byte of what it begins with, in lower case; -1 behind it. */
  int key(int at) {
    return at < key.length ? key[at] & 0xff : -1;
  }

  /** Returns the emphasis that begins within what was found last and ends behind it. */
  byte[] opening() {
    return opening;
  }

  /** Returns the emphasis that began before what was found last and ended within it. */
  byte[] closing() {
    return closing;
  }

  /**
   * Looks whether it stands at a place.
   *
   * @return where it ends; {@code at} when it doesn't stand there; -1 when more is needed
   */
  int end(byte[] text, int at, int to, boolean last) {
    opening = Redactor.NOTHING;
    closing = Redactor.NOTHING;
    int p = at;
    for (int i = 0; i < form.length; i++) {
      boolean between = number ? i > 0 && p < to && !Text.isAlphanumeric(text[p]) : form[i] == ' ';
      if (between) {
        int gap = gap(number, text, p, to, last);
        if (gap < 0) {
          return -1;
        }
        if (!number && !(isBlank(text, p, gap) && emphasis(text, p, gap))) {
          return at;
        }
        p = gap;
      }
      if (number || form[i] != ' ') {
        if (p == to) {
          return last ? at : -1;
        }
        int length = form[i] == '@' ? sign(text, p, to, last) : same(text[p], form[i]);
        if (length <= 0) {
          return length < 0 ? -1 : at;
        }
        p += length;
      }
    }
    if (p == to && !last) {
      return -1;
    }
    if (p < to && Text.isAlphanumeric(text[p])) {
      return at;
    }
    if (bracket && ByteSearch.indexOf(text, at, p, (byte) ')') == p) {
      return at;
    }
    boolean asIssued = p - at == issued.replacement.length && isAsIssued(text, at);
    return number && !asIssued ? whole(text, at, p, to, last) : p;
  }

  private static int same(byte one, byte other) {
    return Text.lower(one) == Text.lower(other) ? 1 : 0;
  }

  /** Returns the length of what stands for an address's sign; -1 when it may be cut off. */
  private static int sign(byte[] text, int at, int to, boolean last) {
    for (byte[] form : AT) {
      int there = Math.min(form.length, to - at);
      if (Text.matches(text, at, form, 0, there)) {
        return there == form.length ? there : last ? 0 : -1;
      }
    }
    return 0;
  }

  private static boolean isBlank(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] != '*') {
        return true;
      }
    }
    return false;
  }

  private boolean isAsIssued(byte[] text, int at) {
    return Text.matches(text, at, issued.replacement, 0, issued.replacement.length);
  }

  /** Returns the end of a number in other groups, unless it goes on. */
  private int whole(byte[] text, int at, int end, int to, boolean last) {
    int gap = gap(true, text, end, to, last);
    if (gap < 0 || (gap == to && !last)) {
      return -1;
    }
    boolean more = gap < to && gap > end && Text.isDigit(text[gap]);
    return more ? at : end; // what stands before may have gone on with another piece
  }

  /** Passes what may stand between; returns -1 when the text ends there and may go on. */
  static int gap(boolean number, byte[] text, int from, int to, boolean last) {
    byte[][] forms = number ? BETWEEN_DIGITS : BETWEEN_WORDS;
    int p = from;
    while (p < to && p - from < LONGEST_GAP) {
      int length = 0;
      for (byte[] form : forms) {
        int there = Math.min(form.length, to - p);
        if (Text.matches(text, p, form, 0, there)) {
          if (there < form.length && !last) {
            return -1;
          }
          length = there == form.length ? there : 0;
          break;
        }
      }
      if (length == 0) {
        break;
      }
      p += length;
    }
    return p == to && !last ? -1 : p;
  }

  /**
   * Notes emphasis that ends or begins in a gap; what ends and begins again there goes on. Tells
   * whether words go on there: not in another paragraph, nor in another item of a list.
   */
  private boolean emphasis(byte[] text, int from, int to) {
    int runs = 0;
    int start = from;
    int end = from;
    int lines = 0;
    for (int p = from; p < to; p++) {
      boolean mark = text[p] == '*';
      if (mark && (p == from || text[p - 1] != text[p])) {
        runs++;
        start = p;
      }
      end = mark ? p + 1 : end;
      lines += text[p] == '\n' ? 1 : 0;
      if (lines > 1 || (lines > 0 && mark)) {
        return false;
      }
    }
    if (runs == 1 && start == from) {
      closing = Arrays.copyOfRange(text, start, end);
    } else if (runs == 1) {
      opening = Arrays.copyOfRange(text, start, end);
    }
    return runs != 1 || start == from || end == to;
  }
}
