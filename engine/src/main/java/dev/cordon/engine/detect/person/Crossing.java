package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordLists;

/**
 * Two streets that cross: {@code the corner of Lexington and E 63rd St}, {@code 5th Ave & Main St}.
 */
final class Crossing implements LiteralDetector {
  /** Words that say so stand before. */
  private static final int NAMED = 82;

  /** Two streets of which one is a number or has a direction. */
  private static final int FORM = 72;

  private static final int WORDS = 4;

  private final DataType type;
  private final StreetEnding endings;
  private final boolean named;

  private Crossing(DataType type, StreetEnding endings, boolean named) {
    this.type = type;
    this.endings = endings;
    this.named = named;
  }

  static void register(Registry registry, WordLists cues, DataType type, StreetEnding endings) {
    registry.wholeLiterals(new Crossing(type, endings, true), cues.words("crossing"));
    registry.wholeLiterals(new Crossing(type, endings, false), cues.words("crossing_street"));
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (named) {
      if (text.at(end) == ' ') {
        crossing(text, end + 1, start, NAMED);
      }
      return;
    }
    int begin = start;
    for (int words = 0; words < WORDS; words++) {
      int word = begin - 1;
      while (begin - word < 24 && isPartOfWord(text.at(word - 1))) {
        word--;
      }
      if (text.at(begin - 1) != ' ' || !isNamed(text, word)) {
        break;
      }
      begin = word;
    }
    if (begin < start) {
      crossing(text, begin, begin, FORM);
    }
  }

  private void crossing(ScanText text, int first, int start, int confidence) {
    long one = street(text, first);
    int and = joint(text, end(one));
    if (and < 0) {
      return;
    }
    long two = street(text, and);
    long seen = one | two;
    boolean street = (seen & STREET) != 0;
    boolean sure = named ? street : (one & STREET) != 0 && (two & STREET) != 0;
    if (end(two) > and && sure && (named || (seen & COUNTED) != 0)) {
      text.report(type, start, end(two), confidence);
    }
  }

  private static final long STREET = 1;
  private static final long COUNTED = 2;

  private static int end(long street) {
    return (int) (street >>> 32);
  }

  /** Reads words with capitals and numbers, up to and with a kind of street. */
  private long street(ScanText text, int from) {
    int end = from;
    int seen = 0;
    int at = from;
    for (int words = 0; words < WORDS && isNamed(text, at); words++) {
      int stop = at;
      while (stop - at < 24 && isPartOfWord(text.at(stop))) {
        stop++;
      }
      boolean dot = text.at(stop - 1) == '.';
      int bare = dot ? stop - 1 : stop;
      boolean ordinal = Ascii.isDigit(text.at(at));
      boolean kind = !ordinal && isKind(text, at, bare, words);
      seen |= kind ? (int) STREET : 0;
      seen |= ordinal || (bare - at <= 2 && words == 0) ? (int) COUNTED : 0;
      boolean last = kind && (AddressWord.flags(text, at, bare) & AddressWord.STREET_BEHIND) != 0;
      end = dot && !kind ? bare : stop;
      end = dot && kind && text.at(stop) != ' ' ? bare : end;
      if (text.at(stop) != ' ' || (last && words > 0) || (dot && !kind && bare - at > 3)) {
        break;
      }
      at = stop + 1;
    }
    return (long) end << 32 | seen;
  }

  private boolean isKind(ScanText text, int from, int to, int words) {
    int kinds = words > 0 ? AddressWord.STREET : AddressWord.STREET_BEFORE;
    return (AddressWord.flags(text, from, to) & kinds) != 0
        || endings.of(text, from, to) != StreetEnding.NONE;
  }

  /** Returns what stands behind {@code and} or {@code &}, or -1. */
  private static int joint(ScanText text, int end) {
    if (text.at(end) != ' ') {
      return -1;
    }
    int at = end + 1;
    while (at - end < 5
        && (Ascii.isLower(text.at(at)) || text.at(at) == '&' || text.at(at) == '/')) {
      at++;
    }
    return at > end + 1 && text.at(at) == ' ' && isAnd(text, end + 1, at) ? at + 1 : -1;
  }

  private static boolean isAnd(ScanText text, int from, int to) {
    int length = to - from;
    int a = text.at(from);
    int b = text.at(from + 1);
    return length == 1
        ? a == '&' || a == '/' || a == 'y' || a == 'e' || a == 'i' || a == 'a'
        : length == 2
            ? (a == 'e' && (b == 't' || b == 'n')) || (a == 'o' && (b == 'g' || b == 'h'))
            : length == 3
                && ((a == 'a' && b == 'n') || (a == 'u' && b == 'n') || (a == 'o' && b == 'c'));
  }

  private static boolean isNamed(ScanText text, int at) {
    int b = text.at(at);
    if (Ascii.isDigit(b)) {
      int end = AddressNumber.digits(text, at, 3);
      return Ascii.isLower(text.at(end))
          && Ascii.isLower(text.at(end + 1))
          && text.endsWord(end + 2);
    }
    return Ascii.isUpper(b) || b >= 0xc3;
  }

  private static boolean isPartOfWord(int b) {
    return Ascii.isAlnum(b) || b >= 0x80 || b == '-' || b == '\'' || b == '.';
  }
}
