package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.text.EightBytes;
import java.util.Arrays;

/** Finds the keywords at a place. Scratch of a session; not thread-safe. */
final class KeywordSearch {
  /**
   * How long a word before a capital within a camel-case word may be that is looked for then,
   * plural included.
   */
  private static final int MOST = KeywordIndex.LONG + 1;

  private static final byte[] NO_TEXT = {};

  private final KeywordIndex index;

  /** How many keywords were found. */
  int size;

  /** The keywords that were found. */
  int[] words = new int[16];

  int[] starts = new int[16];
  int[] ends = new int[16];

  private byte[] text = NO_TEXT;
  private int begin;
  private int limit;

  KeywordSearch(KeywordIndex index) {
    this.index = index;
  }

  /** Takes a text. */
  void begin(byte[] bytes, int from, int to) {
    text = bytes;
    begin = from;
    limit = to;
  }

  /** Forgets the text. */
  void end() {
    text = NO_TEXT;
  }

  /**
   * Finds the keywords that begin at a place where letters, digits or a character beyond ASCII
   * begin, or at a capital behind a small letter, and those that the word there ends with.
   *
   * @param place the place
   */
  void at(int place) {
    long raw = read(place);
    long plain = EightBytes.smallLetters(raw);
    int kinds = kinds(place, plain);
    int first = (kinds & KeywordIndex.MAY_BE_LONG) == 0 ? 0 : index.firstLong(plain, raw);
    int second = (kinds & KeywordIndex.MAY_BE_SHORT) == 0 ? 0 : index.firstShort(plain, raw);
    at(place, plain, raw, kinds, first, second);
  }

  /** The same at a place that a finder has found. */
  void at(AnchorFinder anchors, int k) {
    at(
        anchors.places[k],
        anchors.plains[k],
        anchors.raw(k),
        anchors.kinds[k],
        anchors.longs[k],
        anchors.shorts[k]);
  }

  private void at(int place, long plain, long raw, int kinds, int first, int second) {
    size = 0;
    // One call for both: compiled into its caller, the chain is as large as all around it.
    for (int chain = first, then = second; (chain | then) != 0; chain = then, then = 0) {
      chain(chain, plain, raw, place, 8);
    }
    if (kinds > (KeywordIndex.MAY_BE_LONG | KeywordIndex.MAY_BE_SHORT)) {
      seldom(place, plain, raw, kinds);
    }
  }

  private void seldom(int place, long plain, long raw, int kinds) {
    if ((kinds & KeywordIndex.MAY_BE_HIGH) != 0) {
      chain(index.firstHigh(raw), KeywordIndex.high(raw), raw, place, 0);
    }
    if ((kinds & KeywordIndex.MAY_BE_DASH) != 0) {
      chain(index.firstDash(plain, raw), plain, raw, place, 0);
    }
    if ((kinds & KeywordIndex.MAY_BE_TAIL) != 0 && KeywordIndex.wordLength(plain) == 8) {
      tailsFrom(place);
    }
  }

  /** Returns the bytes at a place as {@link EightBytes#smallLetters} does. */
  long plain(int place) {
    return EightBytes.smallLetters(read(place));
  }

  /** Returns which keywords may be at a place, as {@link KeywordIndex#kinds} says. */
  private int kinds(int place, long plain) {
    if (text[place] < 0) {
      return KeywordIndex.MAY_BE_HIGH;
    }
    boolean dash = place > begin && text[place - 1] == '-';
    return index.kinds(plain) | KeywordIndex.MAY_BE_TAIL | (dash ? KeywordIndex.MAY_BE_DASH : 0);
  }

  private void tailsFrom(int place) {
    int end = place + 8;
    while (end < limit && end - place < AnchorFinder.LONGEST && Ascii.isLetter(text[end])) {
      end++;
    }
    if (index.mayBeTail(last(end)) != 0) {
      tails(place, end);
    }
  }

  /**
   * Finds short keywords that end before a capital within a word, and those that the word ends with
   * there.
   */
  void before(int capital) {
    size = 0;
    int start = capital;
    while (start > begin
        && capital - start < AnchorFinder.LONGEST
        && Ascii.isLower(text[start - 1])) {
      start--;
    }
    if (start > begin && Ascii.isUpper(text[start - 1])) {
      start--;
    }
    boolean begins = beginsWord(start);
    words(start, capital, begins);
    int capitals = start;
    while (capitals > begin && capital - capitals <= MOST && Ascii.isUpper(text[capitals - 1])) {
      capitals--;
    }
    if (capitals < start && beginsWord(capitals)) {
      words(capitals, capital, true);
    }
    if ((capital - start > 3 || !begins) && index.mayBeTail(last(capital)) != 0) {
      tails(begins ? start : start - 1, capital);
    }
  }

  /** Finds the short keywords that begin at a place and may end before a capital within a word. */
  private void words(int start, int capital, boolean begins) {
    int letters = capital - start;
    if (letters <= MOST) {
      long raw = read(start);
      long plain = EightBytes.smallLetters(raw) & (1L << (8 * letters)) - 1;
      int kinds = index.kinds(plain);
      if ((kinds & KeywordIndex.MAY_BE_LONG) != 0) {
        whole(index.firstLong(plain, raw), plain, raw, start, begins);
      }
      if ((kinds & KeywordIndex.MAY_BE_SHORT) != 0) {
        whole(index.firstShort(plain, raw), plain, raw, start, begins);
      }
    }
  }

  /** Adds those keywords of a chain that are whole words. */
  private void whole(int first, long plain, long raw, int place, boolean begins) {
    for (int entry = first; entry != 0; entry = index.next(entry, plain, raw)) {
      int number = index.keyword(entry);
      Keyword keyword = index.word(number);
      if (isShort(keyword) && (begins || keyword.openStart)) {
        int end = keyword.match(text, begin, limit, place, 0);
        if (end >= 0) {
          add(number, place - keyword.from, end);
        }
      }
    }
  }

  private void chain(int first, long plain, long raw, int place, int known) {
    int common = 0;
    int last = 0;
    int followers = KeywordIndex.followers(text, place, limit);
    for (int entry = first;
        entry != 0 && index.mayAnyFollow(entry, followers);
        entry = index.next(entry, plain, raw)) {
      if (!index.mayFollow(entry, text, place, limit)) {
        last = 0;
        continue;
      }
      // What the keyword before has in common with this one and the text has not is not looked for.
      if (last == 0 || index.shared(last, entry) <= common) {
        int number = index.keyword(entry);
        Keyword keyword = index.word(number);
        int end = keyword.match(text, begin, limit, place, known);
        common = end < 0 ? -1 - end : keyword.bytes.length;
        if (end >= 0
            && (keyword.openStart || beginsWord(place))
            && !isBeforeCapital(keyword, end)) {
          add(number, place - keyword.from, end);
        }
      }
      last = entry;
    }
  }

  /** Tells whether a keyword is a word of few letters, which is found at the capital behind it. */
  private static boolean isShort(Keyword keyword) {
    return keyword.plain && !keyword.openEnd && keyword.bytes.length <= KeywordIndex.LONG;
  }

  private boolean isBeforeCapital(Keyword keyword, int end) {
    if (end >= limit || !isShort(keyword)) {
      return false;
    }
    int next = text[end];
    return Ascii.isUpper(next) && Ascii.isLower(text[end - 1]);
  }

  /** Finds the keywords that a word ends with, the word itself left out. */
  private void tails(int start, int end) {
    int[] shapes = index.tailShapes;
    for (int i = 0; i < shapes.length; i++) {
      int first = end - (shapes[i] >>> 8);
      int letter = shapes[i] & 0xff;
      if (first > start && (text[first] | 0x20) == letter) {
        tail(index.tails[i], first);
      }
      if (first - 1 > start && (text[first - 1] | 0x20) == letter) {
        tail(index.tails[i], first - 1);
      }
    }
  }

  private void tail(int number, int first) {
    int end = index.word(number).match(text, begin, limit, first, 0);
    if (end >= 0) {
      add(number, first, end);
    }
  }

  private int last(int end) {
    int all = 0;
    for (int i = 0; i < 4 && end - 1 - i >= begin; i++) {
      all |= (text[end - 1 - i] & 0xff) << (24 - 8 * i);
    }
    return all;
  }

  private void add(int number, int start, int end) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
      starts = Arrays.copyOf(starts, size * 2);
      ends = Arrays.copyOf(ends, size * 2);
    }
    words[size] = number;
    starts[size] = start;
    ends[size++] = end;
  }

  /** Reads eight bytes, 0 for what is behind the text. */
  private long read(int place) {
    long all = 0;
    int count = Math.min(8, limit - place);
    for (int i = 0; i < count; i++) {
      all |= (text[place + i] & 0xffL) << (8 * i);
    }
    return all;
  }

  /** Tells whether a word begins at a place: behind none, or as a capital behind a small letter. */
  private boolean beginsWord(int place) {
    if (place == begin) {
      return true;
    }
    int before = text[place - 1];
    if (before < 0) {
      return Ascii.isUpper(text[place]) || !isLetterBefore(place);
    }
    return !Ascii.isAlnum(before)
        || (Ascii.isUpper(text[place]) && Ascii.isLower(before))
        || isEscape(place);
  }

  /**
   * Tells whether the character beyond ASCII before a place is a letter of a script that parts its
   * words by blanks: Latin, Greek, Cyrillic, Hebrew, Arabic. Chinese and Japanese do not, and what
   * else has three bytes is mostly a dash, a quotation mark or an arrow.
   */
  private boolean isLetterBefore(int place) {
    int lead = place - 1;
    while (lead > begin && place - lead < 4 && (text[lead] & 0xc0) == 0x80) {
      lead--;
    }
    int first = text[lead] & 0xff;
    return first > 0xc2 && first < 0xe0;
  }

  /** Tells whether an escape such as {@code \n} stands before a place. */
  private boolean isEscape(int place) {
    int letter = text[place - 1];
    return (letter == 'n' || letter == 't' || letter == 'r')
        && place - 2 >= begin
        && text[place - 2] == '\\';
  }
}
