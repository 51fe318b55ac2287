package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.SessionScratch;
import org.jspecify.annotations.Nullable;

/**
 * Where a secret stands, and whether it looks like one: random and no placeholder. Scratch of a
 * session; not thread-safe.
 */
final class SecretSpan implements SessionScratch {
  private static final int SAMPLE = 96;

  /** Of each number its logarithm to the base 2. */
  private static final double[] LOGS = new double[SAMPLE + 1];

  static {
    for (int i = 1; i < LOGS.length; i++) {
      LOGS[i] = Math.log(i) / Math.log(2);
    }
  }

  /** How much of the entropy that characters at random have a secret must have. */
  private static final double SHARE = 0.65;

  /** Few kinds of characters fall together more often. */
  private static final double DIGITS_SHARE = 0.5;

  private static final double ENOUGH = 3.3;

  /** Where the form begins that the secret stands in. */
  int form;

  int start;
  int end;

  /** Where the part begins that is made at random. */
  int random;

  final LabelledValue value = new LabelledValue();

  /** The run that was read last, as far as it was read. */
  private int runBit;

  private int runStart;
  private int runEnd;
  private int runView = -1;
  private final int[] counts = new int[128];

  private SecretSpan() {}

  /** Returns the place in a session's memory where all detectors of secrets keep it. */
  static int slot(Registry registry) {
    return registry.slot("secret");
  }

  static SecretSpan of(ScanText text, int slot) {
    @Nullable Object kept = text.memory(slot);
    if (kept instanceof SecretSpan) {
      return (SecretSpan) kept;
    }
    SecretSpan span = new SecretSpan();
    text.memory(slot, span);
    return span;
  }

  /**
   * Returns where a run of characters ends. Remembered, so that asking again from everywhere in it
   * costs nothing.
   *
   * @param text the text
   * @param sets the classes of characters
   * @param bit the bit of the class
   * @param at where the run begins
   * @param limit where to stop if it goes on
   */
  int runEnd(ScanText text, CharSets sets, int bit, int at, int limit) {
    boolean known = runView == text.view() && runBit == bit && at >= runStart && at <= runEnd;
    int i = known ? runEnd : at;
    while (i < limit && sets.has(bit, text.at(i))) {
      i++;
    }
    if (!known) {
      runView = text.view();
      runBit = bit;
      runStart = at;
    }
    runEnd = i;
    return Math.min(i, limit);
  }

  /** Tells whether the random part has the entropy of random characters of its kind. */
  boolean isRandom(ScanText text) {
    int to = Math.min(end, random + SAMPLE);
    if (to - random >= 12 && distinct(text, random, random + 12) < 3) {
      return false;
    }
    int size = 0;
    int kinds = 0;
    for (int i = random; i < to; i++) {
      int b = text.at(i);
      if (Ascii.isAlnum(b)) {
        counts[b]++;
        size++;
        kinds |= kind(b);
      }
    }
    double sum = 0;
    for (int i = random; i < to; i++) {
      int b = text.at(i);
      if (Ascii.isAlnum(b)) {
        sum += LOGS[counts[b]];
      }
    }
    for (int i = random; i < to; i++) {
      int b = text.at(i);
      if (Ascii.isAlnum(b)) {
        counts[b] = 0;
      }
    }
    if (size < 4) {
      return end - start >= 4;
    }
    double entropy = LOGS[size] - sum / size;
    double share = kinds == 1 ? DIGITS_SHARE : SHARE;
    return entropy >= Math.min(ENOUGH, share * LOGS[Math.min(size, alphabet(kinds))]);
  }

  private static int distinct(ScanText text, int from, int to) {
    long seen = 0;
    for (int i = from; i < to; i++) {
      seen |= 1L << (text.at(i) & 63);
    }
    return Long.bitCount(seen);
  }

  private static int kind(int b) {
    if (Ascii.isDigit(b)) {
      return 1;
    }
    return (Ascii.isHex(b) ? 2 : 4) | (Ascii.isUpper(b) ? 8 : 16);
  }

  private static int alphabet(int kinds) {
    if (kinds == 1) {
      return 10;
    }
    if ((kinds & 4) == 0) {
      return 16;
    }
    return (kinds & 24) == 24 ? 62 : 36;
  }

  /** Tells whether the secret is one that documents show in place of a real one. */
  boolean isPlaceholder(ScanText text) {
    return Placeholder.isOne(text, start, random, end);
  }

  /** Tells whether it is base64 of visible characters with a colon among them. */
  boolean isPair(ScanText text) {
    int bits = 0;
    int count = 0;
    boolean colon = false;
    for (int i = start; i < end && text.at(i) != '='; i++) {
      bits = bits << 6 | sextet(text.at(i));
      count += 6;
      if (count >= 8) {
        count -= 8;
        int b = bits >> count & 0xff;
        if (b < ' ' || b > '~') {
          return false;
        }
        colon |= b == ':';
      }
    }
    return colon;
  }

  /** Tells whether it has the form of a UUID. */
  boolean isUuid(ScanText text) {
    return end - start == 36
        && text.at(start + 8) == '-'
        && text.at(start + 13) == '-'
        && text.at(start + 18) == '-'
        && text.at(start + 23) == '-';
  }

  private static int sextet(int b) {
    if (Ascii.isUpper(b)) {
      return b - 'A';
    }
    if (Ascii.isLower(b)) {
      return b - 'a' + 26;
    }
    return Ascii.isDigit(b) ? b - '0' + 52 : b == '+' ? 62 : 63;
  }

  /**
   * Tells whether it is a name put together from words, as in code: hardly a digit, and most
   * characters stand in rows of small letters with vowels, which are short where characters are
   * random.
   */
  boolean isWords(ScanText text) {
    // Where there is little text, random characters look like a word sooner.
    return isWords(text, end - random < 40 ? 80 : 65);
  }

  /** Tells whether so many of a hundred characters stand in words. */
  boolean isWords(ScanText text, int percent) {
    int to = Math.min(end, random + SAMPLE);
    int digits = 0;
    int inWords = 0;
    boolean joint = false;
    int i = random;
    while (i < to) {
      int b = text.at(i);
      int row = Ascii.isLower(b) ? row(text, i, to) : 1;
      digits += Ascii.isDigit(b) ? 1 : 0;
      joint |= !Ascii.isLower(b) && !Ascii.isDigit(b);
      inWords += row >= 3 && isWord(text, i, i + row) ? row + 1 : 0;
      i += row;
    }
    return joint && digits * 8 <= to - random && inWords * 100 >= (to - random) * percent;
  }

  private static int row(ScanText text, int from, int to) {
    int i = from;
    while (i < to && Ascii.isLower(text.at(i))) {
      i++;
    }
    return i - from;
  }

  /** Tells whether small letters can be spoken: never more than three consonants together. */
  private static boolean isWord(ScanText text, int from, int to) {
    int consonants = 0;
    boolean vowel = false;
    for (int i = from; i < to; i++) {
      boolean is = "aeiouy".indexOf(text.at(i)) >= 0;
      vowel |= is;
      consonants = is ? 0 : consonants + 1;
      if (consonants > 3) {
        return false;
      }
    }
    return vowel;
  }

  /** Tells whether there is a digit, or capitals amid small letters: more than a word has. */
  boolean isMixed(ScanText text) {
    boolean capital = false;
    boolean small = false;
    for (int i = random; i < end; i++) {
      int b = text.at(i);
      if (Ascii.isDigit(b)) {
        return true;
      }
      capital |= Ascii.isUpper(b) && i > random;
      small |= Ascii.isLower(b);
    }
    return capital && small;
  }

  /**
   * Tells whether a value in any form looks made by a machine at random: digits, capitals and small
   * letters change so often that it can't be words.
   */
  boolean looksMade(ScanText text) {
    int to = Math.min(end, start + SAMPLE);
    int size = to - start;
    int changes = 0;
    int digits = 0;
    int steps = 0;
    for (int i = start; i < to; i++) {
      int b = text.at(i);
      int before = i > start ? text.at(i - 1) : b;
      digits += Ascii.isDigit(b) ? 1 : 0;
      if (Ascii.isAlnum(b) && Ascii.isAlnum(before)) {
        boolean capital = Ascii.isUpper(b) && Ascii.isLower(before);
        changes += capital || Ascii.isDigit(b) != Ascii.isDigit(before) ? 1 : 0;
        steps += b == before + 1 || (b == before && i > start) ? 1 : 0;
      }
    }
    boolean much = changes * 6 >= Math.min(size, 48) && (digits > 0 || size >= 24);
    boolean letters = digits == 0 && size >= 20 && changes * 5 >= size && !isWords(text, 50);
    return (much || letters || (size >= 20 && digits > 0 && isUnspeakable(text)))
        && !isWords(text)
        && !(size < 16 && isConstant(text))
        && digits < size
        && steps * 2 < size
        && (size >= 16 || changes * 4 >= size)
        && isRandom(text)
        && !isPlaceholder(text);
  }

  /** Tells whether five consonants stand in a row, and nothing that joins words anywhere. */
  private boolean isUnspeakable(ScanText text) {
    int consonants = 0;
    boolean five = false;
    for (int i = start; i < end; i++) {
      int b = Ascii.lower(text.at(i));
      if (b == '_' || b == '-' || b == '.') {
        return false;
      }
      consonants = Ascii.isLower(b) && "aeiouy".indexOf(b) < 0 ? consonants + 1 : 0;
      five |= consonants >= 5;
    }
    return five;
  }

  /** Tells whether it is made as names of constants and as our own tokens are. */
  private boolean isConstant(ScanText text) {
    boolean joint = false;
    for (int i = start; i < end; i++) {
      int b = text.at(i);
      joint |= b == '_' || b == '-';
      if (Ascii.isLower(b)) {
        return false;
      }
    }
    return joint;
  }

  /** Tells whether the value ends where the secret does. */
  boolean endsValue(ScanText text) {
    int b = text.at(end);
    if (Ascii.isWord(b)) {
      return false;
    }
    if (b == '.' || b == ':' || b == '-') {
      return !Ascii.isAlnum(text.at(end + 1));
    }
    return b != '/' && b != '=' && b != '@' && !isGlued(text);
  }

  /** Tells whether a mark that is in no secret joins it to more. */
  boolean isGlued(ScanText text) {
    int b = text.at(end);
    return (b == '!' || b == '#' || b == '$' || b == '*' || b == '^' || b == '~' || b == '+')
        && Ascii.isAlnum(text.at(end + 1));
  }
}
