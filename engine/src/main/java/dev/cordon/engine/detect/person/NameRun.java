package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import java.util.Arrays;

/**
 * Words with capitals that stand side by side, initials, particles and hyphens among them, and a
 * word on each side: what {@link NameTagger} tells apart. Kept by a session and filled again for
 * each run, so that nothing is allocated. Not thread-safe.
 */
final class NameRun {
  /** How many words beside the run are read on each side. */
  static final int BESIDE = 1;

  /** A capital inside: {@code McDonald}. */
  static final int MIXED = 5;

  private static final int MOST_WORDS = 8;

  /** A chain of capitals is looked at for so many bytes. */
  private static final int CHAIN = 300;

  private static final int LONGEST = 36;
  static final int MOST_INNER = 6;

  /** A flag beside those of {@link Lexicon}: stands in small letters in other texts. */
  static final int SMALL = 1 << 11;

  /** Between words: nothing and the text's end, or the first mark beside a word. */
  static final int EDGE = 0;

  static final int BLANK = 1;
  static final int LINE = 2;

  /** Words that touch. */
  private static final int CUT = 3;

  private static final int OTHER_MARK = 4;
  private static final int FIRST_MARK = 8;
  private static final int HYPHEN = FIRST_MARK + 30;
  private static final int MOST_MARKS = 5;
  private static final String MARKS = ",:;!?\"'()[]{}/\\@#&*_|<>=+~%$^`-.";

  private static final int SIZE = MOST_WORDS + 2 * BESIDE;

  final int[] starts = new int[SIZE];
  final int[] ends = new int[SIZE];
  final int[] hashes = new int[SIZE];
  final int[] flags = new int[SIZE];
  final int[] forms = new int[SIZE];

  /** What stands between a word and the one before it. */
  final int[] gaps = new int[SIZE + 1];

  /** A hash of the first three letters and of the last two, three and four. */
  final int[] heads = new int[SIZE];

  final int[] tails2 = new int[SIZE];
  final int[] tails3 = new int[SIZE];
  final int[] tails4 = new int[SIZE];
  final int[] lengths = new int[SIZE];

  /** The run's words are those from {@link #BESIDE} on. */
  int count;

  /** Whether another name stands before the run, and a comma or {@code and}. */
  boolean listed;

  /** The first bytes of letters of Greek and Cyrillic. */
  static final int GREEK = 0xcd;

  static final int CYRILLIC_LAST = 0xd4;

  private int view;
  private int done;
  private int unlistedStart;
  private int unlistedEnd;

  private final int[] letters = new int[LONGEST];

  /** Hashes of three letters each in the words of the run, {@link #MOST_INNER} a word. */
  final int[] inners = new int[SIZE * MOST_INNER];

  /**
   * Reads the run that a place belongs to; tells whether there is one.
   *
   * @param unlisted the end of the word at the place if no list knows it, else 0
   */
  boolean read(ScanText text, int place, int unlisted) {
    count = 0;
    unlistedStart = place;
    unlistedEnd = unlisted;
    int start = part(text, place);
    if (start < 0) {
      return false;
    }
    int first = SurnameForm.initials(text, particlesBefore(text, start));
    int at = first;
    while (count < MOST_WORDS) {
      int i = BESIDE + count;
      if (count > 1 && NameParser.suffix(text, ends[i - 1]) > ends[i - 1]) {
        break; // Jr., III
      }
      readWord(text, at, i, true);
      if (!joins(text, i, first < start && at < start)) {
        break;
      }
      gaps[i] = count == 0 ? EDGE : gap(text, ends[i - 1], at);
      count++;
      at = next(text, ends[i], forms[i]);
      if (at < 0) {
        break;
      }
    }
    while (count > 0 && isParticle(count - 1)) {
      count--; // a particle that no name follows
    }
    return count > 0;
  }

  /** Reads what stands beside the run. */
  void readBeside(ScanText text) {
    before(text);
    behind(text);
  }

  /**
   * Returns where the part of a chain of capitals begins that a place belongs to: a chain is parted
   * the same way wherever a scan comes into it. Returns -1 far behind a chain's beginning.
   */
  private int part(ScanText text, int place) {
    int words = 0;
    int begin = place;
    for (int before = joined(text, begin); before >= 0; before = joined(text, begin)) {
      begin = before;
      words++;
      if (place - begin > CHAIN) {
        return -1;
      }
    }
    int start = place;
    for (int i = words % MOST_WORDS; i > 0; i--) {
      start = joined(text, start);
    }
    return start;
  }

  /** Returns where the capital begins that stands right before a word, or -1. */
  private int joined(ScanText text, int start) {
    int mark = text.at(start - 1);
    if (mark != ' ' && mark != '-') {
      return -1;
    }
    int end = start - 1;
    if (mark == ' ' && text.at(end - 1) == '.') {
      boolean initial = Ascii.isUpper(text.at(end - 2)) && !Ascii.isWord(text.at(end - 3));
      return initial && text.at(end - 3) < 0x80 ? end - 2 : -1;
    }
    int before = NameWord.startBefore(text, end);
    if (before < 0 || Ascii.isLower(text.at(before))) {
      return -1;
    }
    readWord(text, before, 0, false);
    return ends[0] == end && isCapital(forms[0]) ? before : -1;
  }

  private static boolean isCapital(int form) {
    return form == NameWord.CAPITAL
        || form == NameWord.UPPER
        || form == NameWord.INITIAL
        || form == MIXED;
  }

  /** Tells whether a place has been looked at. */
  boolean isDone(ScanText text, int start) {
    return view == text.view() && start < done;
  }

  /** Forgets the words; what was looked at stays known. */
  void clear() {
    Arrays.fill(letters, 0);
    Arrays.fill(hashes, 0);
    Arrays.fill(heads, 0);
    Arrays.fill(tails2, 0);
    Arrays.fill(tails3, 0);
    Arrays.fill(tails4, 0);
    Arrays.fill(inners, 0);
  }

  void done(ScanText text, int end) {
    view = text.view();
    done = end;
  }

  int start() {
    return starts[BESIDE];
  }

  int end() {
    return ends[BESIDE + count - 1];
  }

  /** Tells whether a hyphen joins a word of the run to the one before it. */
  boolean isGlued(int number) {
    return gaps[BESIDE + number] == HYPHEN;
  }

  /** Tells whether a word is in small letters and a name must follow. */
  boolean isParticle(int number) {
    return forms[BESIDE + number] == NameWord.LOWER && (number == 0 || !isGlued(number));
  }

  /** Tells whether a word belongs to the run that the words before it began. */
  private boolean joins(ScanText text, int i, boolean particle) {
    int form = forms[i];
    if (isCapital(form)) {
      return true;
    }
    if (form != NameWord.LOWER || lengths[i] == 0) {
      return false;
    }
    boolean hyphened = count > 0 && text.at(starts[i] - 1) == '-';
    return particle || hyphened || leads(text, i);
  }

  /** Tells whether a word is a particle and a capital follows, maybe behind another particle. */
  private boolean leads(ScanText text, int i) {
    if ((flags[i] & Lexicon.PARTICLE) == 0 || count == 0) {
      return false;
    }
    int at = ends[i];
    for (int n = 0; n < 3; n++) {
      int b = text.at(at);
      if (b != ' ' && b != '-' && b != '\'') {
        return false;
      }
      b = text.at(at + 1);
      if (Ascii.isUpper(b) || (b >= 0xc3 && b <= 0xc8)) {
        return true;
      }
      long word = NameWord.read(text, at + 1);
      if (!NameWord.is(word, Lexicon.PARTICLE)) {
        return false;
      }
      at = NameWord.end(word);
    }
    return false;
  }

  /** Returns where particles in small letters before a place begin. */
  private static int particlesBefore(ScanText text, int start) {
    int first = start;
    for (int n = 0; n < 2; n++) {
      int mark = text.at(first - 1);
      if (mark != ' ' && mark != '-') {
        break;
      }
      int before = NameWord.startBefore(text, first - 1);
      if (before < 0 || !Ascii.isLower(text.at(before))) {
        break;
      }
      long word = NameWord.read(text, before);
      if (NameWord.form(word) != NameWord.LOWER || !NameWord.is(word, Lexicon.PARTICLE)) {
        break;
      }
      first = before;
    }
    return first;
  }

  /** Returns where the next word of a run begins, or -1. */
  private static int next(ScanText text, int end, int form) {
    int at = end;
    if (form == NameWord.INITIAL && text.at(at) == '.') {
      at++;
      if (isLetter(text.at(at))) {
        return at;
      }
    }
    int b = text.at(at);
    return (b == ' ' || b == '-') && isLetter(text.at(at + 1)) ? at + 1 : -1;
  }

  private static boolean isLetter(int b) {
    return Ascii.isLetter(b) || (b >= 0xc3 && b <= CYRILLIC_LAST) || b == Lexicon.ADDITIONAL;
  }

  private void before(ScanText text) {
    int at = starts[BESIDE];
    for (int i = BESIDE - 1; i >= 0; i--) {
      int end = at;
      for (int n = 0, size = 1; n < MOST_MARKS && size > 0; n++) {
        size = markBefore(text, end);
        end -= size;
      }
      gaps[i + 1] = gap(text, end, at);
      int start = end;
      while (end - start < LONGEST && text.at(start - 1) >= 0 && markBefore(text, start) == 0) {
        start--;
      }
      readWord(text, start, i, false);
      if (ends[i] < end) {
        forms[i] = NameWord.OTHER;
        flags[i] = 0;
      }
      at = start;
    }
    gaps[0] = EDGE;
  }

  private void behind(ScanText text) {
    int i = BESIDE + count;
    int at = ends[i - 1];
    if (forms[i - 1] == NameWord.INITIAL && text.at(at) == '.') {
      at++;
    }
    for (int n = 0; n < BESIDE; n++, i++) {
      int start = at;
      for (int k = 0, size = 1; k < MOST_MARKS && size > 0; k++) {
        size = mark(text, start);
        start += size;
      }
      gaps[i] = gap(text, at, start);
      readWord(text, start, i, false);
      at = ends[i];
      while (at - start < LONGEST && text.at(at) >= 0 && mark(text, at) == 0) {
        at++;
      }
    }
  }

  /** Returns how many bytes the character before a place has if it belongs to no word, or 0. */
  private static int markBefore(ScanText text, int end) {
    int b = text.at(end - 1);
    if (b < 0x80) {
      boolean escape = (b == 'n' || b == 't' || b == 'r') && text.at(end - 2) == '\\';
      return escape ? 2 : b < 0 || Ascii.isAlnum(b) ? 0 : 1;
    }
    int lead = end - 1;
    while (end - lead < 4 && text.at(lead) >= 0x80 && text.at(lead) < 0xc0) {
      lead--;
    }
    return NameNeighbours.isSymbol(text, lead) ? end - lead : 0;
  }

  /** Returns how many bytes the character at a place has if it belongs to no word, or 0. */
  private static int mark(ScanText text, int at) {
    int b = text.at(at);
    if (b < 0x80) {
      return b < 0 || Ascii.isAlnum(b) ? 0 : b == '\\' && text.at(at + 1) == 'n' ? 2 : 1;
    }
    return !NameNeighbours.isSymbol(text, at) ? 0 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
  }

  /** Returns what stands in a gap: its line break, else its first mark, else a blank. */
  private static int gap(ScanText text, int from, int to) {
    if (from == to) {
      return text.at(from - 1) < 0 || text.at(to) < 0 ? EDGE : CUT;
    }
    int first = BLANK;
    for (int i = from; i < to; i++) {
      int b = text.at(i);
      if (b == '\n' || (b == '\\' && text.at(i + 1) == 'n')) {
        return LINE;
      }
      if (first == BLANK && b != ' ') {
        int mark = MARKS.indexOf(b);
        first =
            mark >= 0
                ? FIRST_MARK + mark
                : b == 0xe2 ? text.at(i + 2) : b == 0xc2 ? 80 : OTHER_MARK;
      }
    }
    return first;
  }

  /**
   * Reads a word.
   *
   * @param whole whether it is one of the run, so that its parts are asked for
   */
  void readWord(ScanText text, int start, int index, boolean whole) {
    int hash = Lexicon.seed();
    int n = 0;
    int uppers = 0;
    int inner = 0;
    int script = 0;
    int i = start;
    while (n < LONGEST) {
      int b = text.at(i);
      int letter;
      boolean upper = false;
      int bytes = 1;
      if (Ascii.isLower(b)) {
        letter = b;
      } else if (Ascii.isUpper(b)) {
        letter = b + 0x20;
        upper = true;
      } else if (b >= 0xc3 && b <= 0xc8) {
        letter = Lexicon.base(b, text.at(i + 1));
        upper = letter >= 0 && NameWord.isUpper(b, text.at(i + 1));
        bytes = 2;
      } else if (b == Lexicon.ADDITIONAL) {
        letter = Lexicon.base(text, i);
        upper = (text.at(i + 2) & 1) == 0;
        bytes = 3;
      } else if (b >= GREEK && b <= CYRILLIC_LAST) {
        int c = ScriptWord.codePoint(text, i);
        letter = c >= 0x370 && Character.isLetter(c) ? ScriptWord.fold(c) : -1;
        upper = Character.isUpperCase(c);
        script = b < 0xd0 ? 1 : 2;
        bytes = 2;
      } else if (n == 1 && uppers == 1 && isApostrophe(text, i)) {
        i += b == '\'' ? 1 : 3;
        continue;
      } else {
        break;
      }
      if (letter < 0) {
        break;
      }
      if (upper && n > uppers && inner == 0) {
        inner = n;
      }
      letters[n++] = letter;
      uppers += upper ? 1 : 0;
      hash = Lexicon.mix(hash, letter);
      i += bytes;
    }
    int raw = Lexicon.finish(hash);
    starts[index] = start;
    ends[index] = i;
    hashes[index] = raw;
    lengths[index] = n;
    boolean apostrophe = n < i - start && text.at(start + 1) == '\'';
    forms[index] = form(text, i, n, uppers, inner, apostrophe);
    flags[index] = n == 0 ? 0 : flags(text, start, i, index, raw, script, n);
    if (!whole) {
      return;
    }
    tails2[index] = n < 3 ? 0 : affix(n - 2, n);
    tails3[index] = n < 4 ? 0 : affix(n - 3, n);
    heads[index] = n < 4 ? 0 : affix(0, 3);
    tails4[index] = n < 5 ? 0 : affix(n - 4, n);
    for (int k = 0; k < MOST_INNER; k++) {
      inners[index * MOST_INNER + k] = k + 4 < n ? affix(k + 1, k + 4) : 0;
    }
  }

  /** Tells whether an apostrophe and a capital stand at a place: {@code O'Brien}. */
  private static boolean isApostrophe(ScanText text, int i) {
    int behind =
        text.at(i) == '\''
            ? i + 1
            : text.at(i) == 0xe2 && text.at(i + 1) == 0x80 && text.at(i + 2) == 0x99 ? i + 3 : -1;
    return behind > 0
        && (Ascii.isUpper(text.at(behind))
            || (text.at(behind) == 0xc3 && text.at(behind + 1) < 0x9f));
  }

  private int affix(int from, int to) {
    int hash = Lexicon.seed();
    for (int i = from; i < to; i++) {
      hash = Lexicon.mix(hash, letters[i]);
    }
    return hash;
  }

  private int flags(
      ScanText text, int start, int end, int index, int hash, int script, int length) {
    if (script > 0) {
      long word = ScriptWord.read(text, start);
      boolean known = ScriptWord.end(word) == end;
      int found = known ? (int) word & Lexicon.NAME : 0;
      found |= ScriptWord.is(word, ScriptWord.TITLE | ScriptWord.LABEL) ? Lexicon.ROLE : 0;
      found |= ScriptWord.is(word, ScriptWord.STREET) ? Lexicon.ORGANISATION : 0;
      return found | script << 12;
    }
    if (forms[index] == NameWord.OTHER || (end == unlistedEnd && start == unlistedStart)) {
      return 0;
    }
    int found = Lexicon.names().lookup(hash) & ~Lexicon.TECHNICAL;
    if (found == 0 && forms[index] == NameWord.CAPITAL) {
      found = NameEnding.flags(text, start, end);
    }
    if (length < end - start
        && (found & Lexicon.NAME) != 0
        && (found & Lexicon.PLACE) == 0
        && text.at(start + 1) != '\'') {
      found &= Lexicon.NAME; // Gül, Trần: no English words
    }
    return found;
  }

  private static int form(
      ScanText text, int end, int letters, int uppers, int inner, boolean apostrophe) {
    int behind = text.at(end);
    boolean letter = behind >= 0x80 && !NameNeighbours.isSymbol(text, end);
    if (letters == 0 || letters == LONGEST || behind == '_' || letter || Ascii.isAlnum(behind)) {
      return NameWord.OTHER;
    }
    if (uppers == 0) {
      return NameWord.LOWER;
    }
    if (uppers == letters) {
      return letters == 1 ? NameWord.INITIAL : NameWord.UPPER;
    }
    if (uppers == 1 && inner == 0) {
      return NameWord.CAPITAL;
    }
    if (uppers == letters - 1 && inner == 2 && letters > 4) {
      return NameWord.UPPER; // McALLISTER
    }
    if (uppers == 2 && apostrophe && inner == 0) {
      return NameWord.CAPITAL;
    }
    boolean mixed = uppers == 2 && (inner == 2 || inner == 3) && letters - inner > 2;
    return mixed ? MIXED : NameWord.OTHER;
  }
}
