package dev.cordon.engine.wire;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonStrings;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON number, or a truth value, as a text: a card's number may stand without quotation
 * marks.
 */
final class NumberText {
  /** Fewer digits identify nobody. */
  private static final int FEWEST_DIGITS = 6;

  /** Keys of numbers that are shorter, and still somebody's. */
  private static final Set<String> SHORT_KEYS =
      new HashSet<>(
          Arrays.asList("cvv", "cvv2", "cvc", "pin", "latitude", "longitude", "lat", "lng", "lon"));

  private static final int MOST_GROUPS = 8;
  private static final int LONGEST_GROUP = 6;

  /** What has more digits, or more zeros, is a measure. */
  private static final int LONGEST = 40;

  /** An exponent's E, sign and two digits. */
  private static final int LONGEST_EXPONENT = 4;

  private final ByteSink text = new ByteSink();
  private final ByteSink joined = new ByteSink();
  private final TextEditor editor;
  private final EditSink out;
  private final Edits edits = new Edits();
  private final Place place = new Place();

  NumberText(TextEditor editor, EditSink out) {
    this.editor = editor;
    this.out = out;
  }

  /** Tells whether a scalar is a number that may be somebody's. */
  static boolean mayMatter(byte[] bytes, int from, int to, String key) {
    int digits = 0;
    int p = bytes[from] == '-' ? from + 1 : from;
    while (p < to && isDigit(bytes[p])) {
      p++;
      digits++;
    }
    if (digits == 0 || digits >= FEWEST_DIGITS) {
      return digits > 0;
    }
    return (p < to && hasExponent(bytes, from, to)) || SHORT_KEYS.contains(key);
  }

  private static boolean hasExponent(byte[] bytes, int from, int to) {
    for (int p = to - 2; p > from && to - p <= LONGEST_EXPONENT; p--) {
      if ((bytes[p] | 0x20) == 'e') {
        return to - from <= LONGEST;
      }
    }
    return false;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** Returns a number without its exponent: {@code 4.111E15} as its sixteen digits. */
  private static byte @Nullable [] plain(byte[] bytes, int from, int to) {
    if (!hasExponent(bytes, from, to)) {
      return null;
    }
    try {
      String number = new String(bytes, from, to - from, StandardCharsets.US_ASCII);
      BigDecimal value = new BigDecimal(number).stripTrailingZeros();
      boolean longer = value.precision() - value.scale() > LONGEST || value.scale() > LONGEST;
      return longer ? null : value.toPlainString().getBytes(StandardCharsets.US_ASCII);
    } catch (NumberFormatException e) {
      return null; // some other word with an e
    }
  }

  /**
   * Returns where a whole number's digits end: {@code 4111111111111111.0} and {@code …e0} are the
   * number that stands before the point.
   */
  private static int endOfWhole(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && (bytes[end] == '-' || (bytes[end] >= '0' && bytes[end] <= '9'))) {
      end++;
    }
    int zeros = end;
    if (zeros < to && bytes[zeros] == '.') {
      zeros++;
      while (zeros < to && bytes[zeros] == '0') {
        zeros++;
      }
    }
    if (zeros < to && (bytes[zeros] == 'e' || bytes[zeros] == 'E')) {
      zeros++;
      zeros += zeros < to && (bytes[zeros] == '+' || bytes[zeros] == '-') ? 1 : 0;
      while (zeros < to && bytes[zeros] == '0') {
        zeros++;
      }
    }
    return zeros == to ? end : to;
  }

  /** Edits a number; with a replacement it becomes a string. */
  void edit(byte[] bytes, int from, int to, Rule rule, String key) {
    int whole = endOfWhole(bytes, from, to);
    byte[] plain = whole < to ? null : plain(bytes, from, to);
    boolean edited =
        plain == null
            ? edit(bytes, from, whole, rule, key, false)
            : edit(plain, 0, plain.length, rule, key, false);
    if (edited) {
      out.replace(to - from, text.array(), 0, text.size());
    } else {
      out.keep(to - from);
    }
  }

  /**
   * Edits an array of short numbers under a key that names one, such as a card's four groups, as
   * the groups are written in a text. With a replacement, one string stands for them.
   *
   * @param at where the array's first element may begin
   * @return where the last one ends; -1 when the array is none that is somebody's number
   */
  int editGroups(byte[] bytes, int kept, int at, int to, Rule rule, String key) {
    int first = blanks(bytes, at, to);
    int end = groups(bytes, first, to);
    boolean fits = end >= 0 && GroupedKey.fits(key, joined.array(), joined.size());
    if (!fits || !edit(joined.array(), 0, joined.size(), rule, key, true)) {
      return -1;
    }
    out.keep(first - kept);
    out.replace(end - first, text.array(), 0, text.size());
    return end;
  }

  /** Tells whether an array begins with a digit, as one of {@link #editGroups} does. */
  static boolean mayBeGroups(byte[] bytes, int at, int to) {
    int first = blanks(bytes, at, to);
    return first < to && isDigit(bytes[first]);
  }

  /** Tells whether a key names a number that may be written in groups. */
  static boolean isGrouped(String key) {
    return GroupedKey.is(key);
  }

  /** Joins the numbers of an array with blanks; returns where the last one ends, -1 for others. */
  private int groups(byte[] bytes, int from, int to) {
    joined.clear();
    int p = from;
    for (int count = 1; count <= MOST_GROUPS; count++) {
      int end = p;
      while (end < to && isDigit(bytes[end])) {
        end++;
      }
      if (end == p || end - p > LONGEST_GROUP) {
        return -1;
      }
      if (count > 1) {
        joined.put(' ');
      }
      joined.put(bytes, p, end);
      int next = blanks(bytes, end, to);
      if (next < to && bytes[next] == ']') {
        return count > 1 ? end : -1;
      }
      if (next == to || bytes[next] != ',') {
        return -1;
      }
      p = blanks(bytes, next + 1, to);
    }
    return -1;
  }

  private static int blanks(byte[] bytes, int from, int to) {
    int p = from;
    while (p < to && (bytes[p] == ' ' || (bytes[p] >= '\t' && bytes[p] <= '\r'))) {
      p++;
    }
    return p;
  }

  private boolean edit(byte[] bytes, int from, int to, Rule rule, String key, boolean all) {
    edits.clear();
    place.set(rule, key);
    editor.edit(bytes, from, to, true, place, edits);
    boolean one = edits.size() == 1 && edits.start(0) == from && edits.end(0) == to;
    if (edits.isEmpty() || (all && !one)) {
      return false;
    }
    text.clear();
    text.put('"');
    int at = from;
    for (int i = 0; i < edits.size(); i++) {
      text.put(bytes, at, edits.start(i));
      byte[] replacement = edits.replacement(i);
      JsonStrings.escape(replacement, 0, replacement.length, text);
      at = edits.end(i);
    }
    text.put(bytes, at, to);
    text.put('"');
    return true;
  }
}
