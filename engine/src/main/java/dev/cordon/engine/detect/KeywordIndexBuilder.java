package dev.cordon.engine.detect;

import static dev.cordon.engine.detect.KeywordIndex.CLASS_BITS;
import static dev.cordon.engine.detect.KeywordIndex.CLASS_MASK;
import static dev.cordon.engine.detect.KeywordIndex.DIGIT;
import static dev.cordon.engine.detect.KeywordIndex.LENGTH;
import static dev.cordon.engine.detect.KeywordIndex.SEPARATOR;
import static dev.cordon.engine.detect.KeywordIndex.step;

import java.util.Arrays;

/** Fills the tables of a {@link KeywordIndex}: quick in a cold JVM, a few steps a keyword. */
final class KeywordIndexBuilder {
  private static final String FOLD_LEADS =
      "\u00c2\u00cd\u00d8\u00d9\u00db\u00df\u00e0\u00e1\u00e2\u00e3\u00ea\u00ef\u00f0\u00f3";
  private static final int PLURAL = 's' - 'a' + 1;

  final Keyword[] keywords;
  final int[] marks;
  final int[] classes = new int[256];
  final int[] grams = new int[1 << (KeywordIndex.GRAM_BITS - 5)];
  final int[] whole = new int[1 << (KeywordIndex.GRAM_BITS - 5)];
  final int[] near = new int[1 << (KeywordIndex.NEAR_BITS - 5)];
  final int[] far = new int[1 << (KeywordIndex.FAR_BITS - 5)];
  final int[] first = new int[1 << KeywordIndex.BUCKET_BITS];
  int[] entries = new int[4 * 4096];
  int[] words = new int[4096];
  private int size = 1;

  KeywordIndexBuilder(Keyword[] keywords, int[] marks, boolean capitals) {
    this.keywords = keywords;
    this.marks = marks;
    classify(capitals);
    for (int k = 0; k < keywords.length; k++) {
      Keyword word = keywords[k];
      boolean bounded = !word.openStart || word.from > 0;
      put(k, word.from, bounded ? 1 : 0, SEPARATOR, 0);
    }
  }

  private void classify(boolean capitals) {
    for (int b = 0; b < 256; b++) {
      if (Ascii.isLetter(b)) {
        classes[b] = 1 + Ascii.lower(b) - 'a';
        if (Ascii.isUpper(b)) {
          classes[b] |= KeywordIndex.WAKE | KeywordIndex.UPPER;
        }
      } else if (Ascii.isDigit(b)) {
        classes[b] = DIGIT | KeywordIndex.WAKE | KeywordIndex.NUMBER;
      } else if (b >= 0x80) {
        classes[b] = KeywordIndex.HIGH + (b & 3);
      } else if (marks[b] != 0) {
        classes[b] = SEPARATOR | KeywordIndex.WAKE | KeywordIndex.MARK;
      }
    }
    for (int i = 0; i < FOLD_LEADS.length(); i++) {
      classes[FOLD_LEADS.charAt(i)] |= KeywordIndex.WAKE | KeywordIndex.FOLD;
    }
    classes['\\'] |= KeywordIndex.WAKE | KeywordIndex.ESCAPE;
    classes['%'] |= KeywordIndex.WAKE | KeywordIndex.ESCAPE;
    if (capitals) {
      classes[0xc3] |= KeywordIndex.WAKE | KeywordIndex.LATIN;
    }
  }

  /**
   * Puts in all grams that a keyword can begin with.
   *
   * @param number the keyword's
   * @param from what of it comes next
   * @param length how many classes there are already
   * @param before them
   * @param width how many bytes of the keyword's are among them
   */
  private void put(int number, int from, int length, int before, int width) {
    Keyword word = keywords[number];
    int gram = before;
    int count = length;
    int bytes = width;
    int at = from;
    while (count < LENGTH) {
      if (at == word.bytes.length) {
        fill(word, count, gram);
        entry(number, KeywordIndex.key(gram, count), bytes + LENGTH - count, at);
        return;
      }
      int b = word.bytes[at];
      if (b == ' ' && !word.literal) {
        put(number, at + 1, count, gram, bytes);
      } else if (at > word.from && isHump(word, at)) {
        gram = step(gram, SEPARATOR);
        if (++count == LENGTH) {
          break;
        }
      }
      gram = step(gram, classes[b & 0xff]);
      count++;
      bytes++;
      at++;
    }
    set(grams, gram);
    behind(word, gram, at, 0, 0);
    entry(number, gram, bytes, at);
  }

  private static boolean isHump(Keyword word, int at) {
    int before = word.bytes[at - 1];
    return Ascii.isUpper(word.bytes[at]) && (Ascii.isLower(before) || before < 0);
  }

  /** Puts in what may stand behind a whole keyword that is shorter than a gram. */
  private void fill(Keyword word, int length, int before) {
    for (int cls = 0; cls <= CLASS_MASK; cls++) {
      if (mayEnd(word, cls)) {
        int gram = step(before, cls);
        int last = gram;
        if (length + 1 < LENGTH) {
          gram = step(gram, 0);
          last = gram | CLASS_MASK;
        }
        while (gram <= last) {
          set(grams, gram);
          set(whole, gram);
          gram++;
        }
      }
    }
  }

  /** Tells whether a class may stand behind a keyword's end. A capital isn't asked for. */
  private static boolean mayEnd(Keyword word, int cls) {
    return word.openEnd || cls == SEPARATOR || cls >= DIGIT || cls == PLURAL;
  }

  /** Puts in the two classes that may stand behind a gram. */
  private void behind(Keyword word, int gram, int at, int count, int cls) {
    if (count == 2) {
      set(far, KeywordIndex.far(gram, cls >>> CLASS_BITS, cls));
    } else if (at < word.bytes.length) {
      int b = word.bytes[at];
      int next = (cls << CLASS_BITS) | (classes[b & 0xff] & CLASS_MASK);
      behind(word, gram, at + 1, count + 1, next);
      if (b == ' ' && !word.literal) {
        behind(word, gram, at + 1, count, cls);
      }
    } else {
      for (int more = 0; more <= CLASS_MASK; more++) {
        if (mayEnd(word, more)) {
          if (count == 0) {
            set(near, KeywordIndex.near(gram, more));
          } else {
            set(far, KeywordIndex.far(gram, cls, more));
          }
        }
      }
    }
  }

  private static void set(int[] bits, int bit) {
    bits[bit >>> 5] |= 1 << bit;
  }

  private void entry(int number, int key, int width, int from) {
    if (size == words.length) {
      entries = Arrays.copyOf(entries, size * 8);
      words = Arrays.copyOf(words, size * 2);
    }
    Keyword word = keywords[number];
    int bits = 0;
    int mask = 0;
    for (int i = 0; i < KeywordIndex.BEHIND && from + i < word.bytes.length; i++) {
      int b = word.bytes[from + i];
      if (b < 0 || (b == ' ' && !word.literal)) {
        break;
      }
      bits |= Ascii.lower(b) << (8 * i);
      mask |= 0xff << (8 * i);
    }
    int bucket = KeywordIndex.bucket(key);
    entries[size * 4] = key;
    entries[size * 4 + 1] = bits;
    entries[size * 4 + 2] = mask;
    entries[size * 4 + 3] = first[bucket];
    words[size] = (number << 3) | width;
    first[bucket] = size++;
  }
}
