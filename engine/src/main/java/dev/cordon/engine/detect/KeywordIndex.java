package dev.cordon.engine.detect;

/**
 * Finds the keywords that may begin at a place by the classes of four bytes there, a gram: the
 * boundary before a word and its first three letters, or the first four of what is found within
 * words too. Looking for grams costs a byte of text three loads that don't wait for each other and
 * no branch that can be predicted wrongly; a closer look leaves most of what has a gram.
 *
 * <p>Letters are folded, digits are one class, all punctuation is one class, which is also the
 * boundary that keywords begin at. A capital behind a small letter has a boundary before it.
 * Immutable.
 */
final class KeywordIndex {
  static final int SEPARATOR = 0;
  static final int DIGIT = 27;
  static final int HIGH = 28;
  static final int CLASS_BITS = 5;
  static final int CLASS_MASK = 31;

  /** How many classes make a gram. */
  static final int LENGTH = 4;

  /** How many bytes behind a gram are compared before a keyword is looked at. */
  static final int BEHIND = 4;

  static final int GRAM_BITS = LENGTH * CLASS_BITS;
  static final int GRAM_MASK = (1 << GRAM_BITS) - 1;

  /** A gram within a word: no keyword goes on from it, none that needs a boundary begins. */
  static final int INSIDE = GRAM_MASK;

  /** In {@link #classes}: the byte wakes the session whatever stands before it. */
  static final int WAKE = 1 << 31;

  static final int UPPER = 1 << 8;
  static final int NUMBER = 1 << 9;
  static final int MARK = 1 << 10;

  /** The byte may begin a character that the normalised view replaces. */
  static final int FOLD = 1 << 11;

  /** The byte is a backslash or a percent sign. */
  static final int ESCAPE = 1 << 12;

  /** The byte is the lead byte of letters such as Ø. */
  static final int LATIN = 1 << 13;

  /** Moves {@link #UPPER} to where {@link #WAKE} is. */
  private static final int UPPER_TO_WAKE = 23;

  static final int BUCKET_BITS = 12;
  static final int NEAR_BITS = 16;
  static final int FAR_BITS = 17;

  /** By byte: its class and flags. */
  final int[] classes;

  final Keyword[] keywords;

  /** One more than the detector's number by punctuation mark. */
  final int[] marks;

  /** By gram, a bit each: whether a keyword has it. */
  private final int[] grams;

  /** By gram, a bit each: whether it holds a whole keyword and what may stand behind that. */
  private final int[] whole;

  /** By {@link #near}, a bit each: a closer look at keywords that end with their gram. */
  private final int[] near;

  /** By {@link #far}, a bit each: a closer look at all others. */
  private final int[] far;

  /** By bucket the first entry; zero is none. */
  private final int[] first;

  /** Four numbers an entry: its key, what stands behind it, the mask of that, the next entry. */
  private final int[] entries;

  /** By entry: the keyword, and how many bytes its gram has from the first letter on. */
  private final int[] words;

  KeywordIndex(KeywordIndexBuilder builder) {
    classes = builder.classes;
    keywords = builder.keywords;
    marks = builder.marks;
    grams = builder.grams;
    whole = builder.whole;
    near = builder.near;
    far = builder.far;
    first = builder.first;
    entries = builder.entries;
    words = builder.words;
  }

  /** Returns the gram after one more byte. */
  static int step(int gram, int cls) {
    return ((gram << CLASS_BITS) | (cls & CLASS_MASK)) & GRAM_MASK;
  }

  /** Tells whether a boundary stands within a gram, behind its first class. */
  static boolean isSplit(int gram) {
    return (gram & CLASS_MASK) == 0
        || (gram & (CLASS_MASK << CLASS_BITS)) == 0
        || (gram & (CLASS_MASK << (2 * CLASS_BITS))) == 0;
  }

  static boolean test(int[] bits, int bit) {
    return bits[bit >>> 5] << ~bit < 0;
  }

  /** Returns the hash of a gram and the class behind it. */
  static int near(int gram, int cls) {
    return (((gram << CLASS_BITS) | (cls & CLASS_MASK)) * 0x9e3779b1) >>> (32 - NEAR_BITS);
  }

  /** Returns the hash of a gram and the two classes behind it. */
  static int far(int gram, int cls, int second) {
    int both = ((gram << CLASS_BITS) | (cls & CLASS_MASK)) * 0x9e3779b1 + (second & CLASS_MASK);
    return (both * 0x85ebca6b) >>> (32 - FAR_BITS);
  }

  /** Returns the key of a gram of which only the last classes are set. */
  static int key(int gram, int size) {
    return gram | ((LENGTH - size) << GRAM_BITS);
  }

  static int bucket(int key) {
    return (key * 0x9e3779b1) >>> (32 - BUCKET_BITS);
  }

  /** Returns the gram that ends with the byte at a place, by the bytes alone. */
  int gram(byte[] text, int place) {
    return step(start(text, place), classes[text[place] & 0xff]);
  }

  /** Returns the three classes before a place. */
  private int start(byte[] text, int place) {
    int[] table = classes;
    return ((table[text[place - 3] & 0xff] & CLASS_MASK) << (2 * CLASS_BITS))
        | ((table[text[place - 2] & 0xff] & CLASS_MASK) << CLASS_BITS)
        | (table[text[place - 1] & 0xff] & CLASS_MASK);
  }

  /** Tells whether a keyword has a gram. */
  boolean has(int gram) {
    return test(grams, gram);
  }

  /** Tells whether a gram holds whole keywords, which have the key of a shorter gram. */
  boolean isWhole(int gram) {
    return test(whole, gram);
  }

  /**
   * Looks for bytes that wake the session, and for grams that a keyword has.
   *
   * @param text the text; three bytes before {@code from} are the text's, too
   * @param from where to begin
   * @param to where to end
   * @param places takes the places where such a gram ends; one longer than {@code to - from}
   * @return how many there are
   */
  int collect(byte[] text, int from, int to, int[] places) {
    int[] table = classes;
    int[] bits = grams;
    int gram = start(text, from);
    int count = 0;
    for (int i = from; i < to; i++) {
      int cls = table[text[i] & 0xff];
      gram = ((gram << CLASS_BITS) | (cls & CLASS_MASK)) & GRAM_MASK;
      places[count] = i;
      count += ((bits[gram >>> 5] << ~gram) | cls) >>> 31;
    }
    return count;
  }

  /**
   * Leaves out what turns out to be no keyword two bytes later.
   *
   * @param text the text
   * @param to its end
   * @param places what {@link #collect} found
   * @param count how many
   * @return how many are left
   */
  int sift(byte[] text, int to, int[] places, int count) {
    int[] table = classes;
    int kept = 0;
    for (int k = 0; k < count; k++) {
      int place = places[k];
      int gram = gram(text, place);
      int behind = place + 1 < to ? table[text[place + 1] & 0xff] : SEPARATOR;
      int second = place + 2 < to ? table[text[place + 2] & 0xff] : SEPARATOR;
      int nearBit = near(gram, behind);
      int farBit = far(gram, behind, second);
      int keep = table[text[place] & 0xff] | ((behind | second) << UPPER_TO_WAKE);
      keep |= whole[gram >>> 5] << ~gram;
      keep |= (near[nearBit >>> 5] << ~nearBit) | (far[farBit >>> 5] << ~farBit);
      places[kept] = place;
      kept += keep >>> 31;
    }
    return kept;
  }

  /** Reads what {@link #first} and {@link #next} compare behind a gram: four bytes, folded. */
  static int behind(byte[] text, int at, int to) {
    int bits = 0;
    for (int i = 0; i < BEHIND && at + i < to; i++) {
      bits |= Ascii.lower(text[at + i] & 0xff) << (8 * i);
    }
    return bits;
  }

  /** Returns the first of the entries that may have a key, 0 if there is none. */
  int first(int key, int behind) {
    return matching(first[bucket(key)], key, behind);
  }

  /** Returns the next one, 0 if there is none. */
  int next(int entry, int key, int behind) {
    return matching(entries[entry * 4 + 3], key, behind);
  }

  private int matching(int from, int key, int behind) {
    int[] table = entries;
    int at = from * 4;
    while (at != 0 && (table[at] != key || ((table[at + 1] ^ behind) & table[at + 2]) != 0)) {
      at = table[at + 3] * 4;
    }
    return at >>> 2;
  }

  /** Returns the number of an entry's keyword. */
  int keyword(int entry) {
    return words[entry] >>> 3;
  }

  /** Returns how many of a keyword's letters a gram and what stands behind it have shown. */
  int known(int entry, int gram) {
    return isSplit(gram) ? 0 : width(entry) + BEHIND;
  }

  /** Returns how many bytes an entry's gram has from the keyword's first letter on. */
  int width(int entry) {
    return words[entry] & 7;
  }
}
