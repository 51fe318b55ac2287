package dev.cordon.engine.detect.person;

import static dev.cordon.engine.detect.person.ScriptWord.end;
import static dev.cordon.engine.detect.person.ScriptWord.is;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordDetector;

/**
 * Names and addresses in Greek, Cyrillic, Hebrew, Arabic, Thai and the scripts of India: behind a
 * label or a title, names by themselves where the lists know two words of them, and in scripts
 * without capitals a word that the lists know as a name and nothing else.
 */
final class ScriptName implements WordDetector {
  /** A label stands before. */
  private static final int FIELD = 84;

  /** A title stands before. */
  private static final int TITLED = 78;

  /** The Thai title that is part of the word. */
  private static final int THAI_TITLE = 72;

  /** A given name and a surname in a script without capitals. */
  private static final int UNCASED = 66;

  /** A name that is nothing else, in such a script. */
  private static final int SURE = 60;

  /** So long is a name to which something is glued; bytes. */
  private static final int GLUED_TO = 8;

  /** The longest Thai name that is looked for inside a run of letters. */
  private static final int THAI_NAME = 14;

  private static final int THAI_LETTER = 3;

  /** How far names are looked for in a run of letters without a blank; bytes. */
  private static final int THAI_RUN = 900;

  private static final int GREEK = 0xcd;
  private static final int MOST_WORDS = 4;

  private final DataType name;
  private final PostalAddress addresses;
  private final int slot;

  ScriptName(DataType name, PostalAddress addresses, int slot) {
    this.name = name;
    this.addresses = addresses;
    this.slot = slot;
  }

  @Override
  public void found(ScanText text, int start) {
    int lead = text.at(start);
    if (lead < GREEK || lead >= 0xe2) {
      return;
    }
    long word = ScriptWord.read(text, start);
    if (end(word) == start) {
      return;
    }
    if (is(word, ScriptWord.STREET) && street(text, start, end(word))) {
      return;
    }
    if (is(word, ScriptWord.LABEL | ScriptWord.ADDRESS) && label(text, word)) {
      return;
    }
    int[] done = text.numbers(slot, 2);
    if (done[0] == text.view() && start < done[1]) {
      return;
    }
    if (is(word, ScriptWord.TITLE) && title(text, end(word))) {
      return;
    }
    if (lead == 0xe0 && thai(text, start, end(word))) {
      return;
    }
    name(text, start, word);
  }

  /** {@code Имя: Алексей Морозов}; also where the label has several words. */
  private boolean label(ScanText text, long word) {
    int at = end(word);
    for (int words = 0; text.at(at) == ' ' && words < 2; words++) {
      long next = ScriptWord.read(text, at + 1);
      if (!is(next, ScriptWord.LABEL)) {
        break;
      }
      at = end(next);
    }
    if (is(word, ScriptWord.ADDRESS)) {
      return address(text, at);
    }
    while (text.at(at) == ' ') {
      at++;
    }
    long next = ScriptWord.read(text, at);
    if (is(next, ScriptWord.NAME) && is(next, ScriptWord.CAPITAL) && is(next, ScriptWord.CASED)) {
      report(text, at, words(text, at, ScriptWord.CASED), TITLED); // клиент Сидоренко
      return true;
    }
    if (text.at(at) != ':' && text.at(at) != '=') {
      return false;
    }
    at++;
    while (text.at(at) == ' ' || text.at(at) == '"') {
      at++;
    }
    int last = words(text, at, 0);
    if (last > at) {
      report(text, at, last, FIELD);
    }
    return last > at;
  }

  private boolean address(ScanText text, int end) {
    int at = end;
    while (at - end < 6 && (text.at(at) == ' ' || text.at(at) == ':')) {
      at++;
    }
    long preposition = ScriptWord.read(text, at);
    if (text.at(end) != ':' && end(preposition) - at <= 10 && text.at(end(preposition)) == ' ') {
      at = end(preposition) + 1; // живу на
    }
    if (at == end) {
      return false;
    }
    if (Ascii.isLetter(text.at(at))) {
      addresses.candidate(text, at, at, AddressFeature.LABELLED);
      return true;
    }
    return address(text, at, ScriptAddress.end(text, at, true), FIELD);
  }

  /** {@code ул. Баумана, д. 44, кв. 12}. */
  private boolean street(ScanText text, int start, int end) {
    int begin = ScriptAddress.begin(text, start);
    boolean number = begin < start && Ascii.isDigit(text.at(begin));
    int last = ScriptAddress.end(text, number ? begin : start, number);
    return last > end && address(text, begin, last, TITLED);
  }

  private boolean address(ScanText text, int start, int end, int confidence) {
    int[] done = text.numbers(slot, 2);
    boolean inside = done[0] == text.view() && start < done[1];
    if (!inside && end > start) {
      done[0] = text.view();
      done[1] = end;
      text.report(addresses.type(), start, end, confidence);
    }
    return inside || end > start;
  }

  private boolean title(ScanText text, int end) {
    int at = text.at(end) == '.' ? end + 1 : end;
    if (text.at(at) != ' ') {
      return false;
    }
    long first = ScriptWord.read(text, at + 1);
    if (!is(first, ScriptWord.CAPITAL) || is(first, ScriptWord.LABEL | ScriptWord.TITLE)) {
      return false;
    }
    int last =
        words(text, at + 1, is(first, ScriptWord.CASED) ? ScriptWord.CASED : ScriptWord.NAME);
    last = Math.max(last, end(first));
    report(text, at + 1, last, TITLED);
    return true;
  }

  /** Thai has no blanks between words: {@code คุณสมหญิง}. */
  private boolean thai(ScanText text, int start, int end) {
    int letters = (end - start) / THAI_LETTER;
    boolean khun =
        letters > 5
            && ScriptWord.codePoint(text, start) == 0xe04
            && ScriptWord.codePoint(text, start + 3) == 0xe38
            && ScriptWord.codePoint(text, start + 6) == 0xe13;
    if (khun && letters < 20) {
      report(text, start + 9, end, THAI_TITLE);
      return true;
    }
    if (ScriptWord.codePoint(text, start) < 0xe00) {
      return false;
    }
    int stop = end;
    while (stop - start < THAI_RUN && isThai(text, stop)) {
      stop += THAI_LETTER;
    }
    boolean any = false;
    for (int at = start; at < stop; at += THAI_LETTER) {
      int last = ScriptWord.longestSure(text, at, Math.min(stop, at + THAI_NAME * THAI_LETTER));
      if (last > at) {
        int given = last;
        if (text.at(last) == ' ' && ScriptWord.codePoint(text, last + 1) >= 0xe00) {
          long surname = ScriptWord.read(text, last + 1);
          given = is(surname, ScriptWord.NAME) ? end(surname) : last;
        }
        report(text, at, given, SURE);
        any = true;
        at = given - THAI_LETTER;
      }
    }
    return any;
  }

  private static boolean isThai(ScanText text, int at) {
    int c = ScriptWord.codePoint(text, at);
    return c > 0xe00 && c < 0xe4f;
  }

  private void name(ScanText text, int start, long word) {
    if (is(word, ScriptWord.CASED) && is(word, ScriptWord.CAPITAL) && isFather(text, word)) {
      report(text, start, words(text, start, ScriptWord.CASED), TITLED); // Зоя Павловна
      return;
    }
    if (is(word, ScriptWord.GIVEN) && is(word, ScriptWord.CAPITAL) && isAlone(text, start, word)) {
      report(text, start, end(word), Confidence.HINTED);
      return;
    }
    if (!is(word, ScriptWord.CASED) && sure(text, start, word)) {
      return;
    }
    if (!is(word, ScriptWord.NAME) || !is(word, ScriptWord.CAPITAL) || text.at(end(word)) != ' ') {
      return;
    }
    long next = ScriptWord.read(text, end(word) + 1);
    boolean cased = is(word, ScriptWord.CASED);
    boolean known = is(next, ScriptWord.NAME) && is(word | next, ScriptWord.GIVEN);
    if (!is(next, ScriptWord.CAPITAL) || !known || (!cased && !is(word, ScriptWord.GIVEN))) {
      return;
    }
    int last = words(text, start, cased ? ScriptWord.CASED : ScriptWord.NAME);
    report(text, start, Math.max(last, end(next)), cased ? Confidence.SUPPORTED : UNCASED);
  }

  /** A name that is nothing else, maybe behind a preposition or an article that is glued to it. */
  private boolean sure(ScanText text, int start, long word) {
    int at = start;
    long known = word;
    for (int n = 0; n < 2 && !is(known, ScriptWord.NAME) && isGlued(text, at); n++) {
      at += 2;
      known = ScriptWord.read(text, at);
    }
    if (!is(known, ScriptWord.SURE) || (at > start && end(known) - at < GLUED_TO)) {
      return false;
    }
    int last = words(text, at, ScriptWord.NAME);
    if (text.at(last) == ' ' && isOfPlace(text, last + 1)) {
      last = end(ScriptWord.read(text, last + 1));
    }
    report(text, at, last, SURE);
    return true;
  }

  /** Tells a letter that Arabic and Hebrew glue to the word behind it: and, in, to, from, the. */
  private static boolean isGlued(ScanText text, int at) {
    int c = ScriptWord.codePoint(text, at);
    return "\u0648\u0641\u0628\u0644\u0643\u05d5\u05d4\u05d1\u05dc\u05de\u05e9\u05db".indexOf(c)
        >= 0;
  }

  /** Tells an Arabic surname by its form: {@code العتيبي}. */
  private static boolean isOfPlace(ScanText text, int start) {
    int end = end(ScriptWord.read(text, start));
    return end - start >= 12
        && ScriptWord.codePoint(text, start) == 0x627
        && ScriptWord.codePoint(text, start + 2) == 0x644
        && ScriptWord.codePoint(text, end - 2) == 0x64a;
  }

  /** Tells whether a name after a father follows a word. */
  private static boolean isFather(ScanText text, long word) {
    if (text.at(end(word)) != ' ' || text.at(end(word) + 1) < 0xd0) {
      return false;
    }
    long next = ScriptWord.read(text, end(word) + 1);
    return is(next, ScriptWord.CAPITAL)
        && is(next, ScriptWord.CASED)
        && ScriptWord.isPatronymic(text, end(word) + 1, end(next));
  }

  /** Tells a given name alone amid a sentence: no capital but a name's stands there. */
  private static boolean isAlone(ScanText text, int start, long word) {
    if (!is(word, ScriptWord.CASED) || text.at(start - 1) != ' ') {
      return false;
    }
    int before = start - 2;
    before -= text.at(before) == ',' ? 1 : 0;
    int lead = before;
    while (before - lead < 3 && text.at(lead) >= 0x80 && text.at(lead) < 0xc0) {
      lead--;
    }
    int from = lead;
    while (lead - from < 24 && text.at(from - 1) >= 0x80) {
      from--;
    }
    long previous = ScriptWord.read(text, from);
    boolean small = is(previous, ScriptWord.CASED) && !is(previous, ScriptWord.CAPITAL);
    boolean place = is(previous, ScriptWord.STREET | ScriptWord.PART | ScriptWord.ADDRESS);
    long next = text.at(end(word)) == ' ' ? ScriptWord.read(text, end(word) + 1) : 0;
    return small
        && !place
        && !is(next, ScriptWord.CAPITAL)
        && !isPreposition(text, from, end(previous))
        && text.at(end(word)) != '-';
  }

  /** Tells {@code в}, {@code на}, {@code из}, behind which towns stand that are names, too. */
  private static boolean isPreposition(ScanText text, int from, int to) {
    return to - from <= 4
        && to - from > 0
        && text.at(from) == 0xd0
        && text.at(from + 1) != 0xb8
        && text.at(from + 1) != 0xb0;
  }

  /** Returns the end of the words of a name; those without {@code needed} end it. */
  private static int words(ScanText text, int from, int needed) {
    int at = from;
    int last = from;
    for (int n = 0; n < MOST_WORDS; n++) {
      long word = ScriptWord.read(text, at);
      boolean wanted = needed == ScriptWord.NAME ? is(word, ScriptWord.NAME) : true;
      if (end(word) == at || !is(word, ScriptWord.CAPITAL) || !wanted) {
        break;
      }
      last = end(word);
      if (text.at(last) != ' ') {
        break;
      }
      at = last + 1;
    }
    return last;
  }

  private void report(ScanText text, int start, int end, int confidence) {
    int[] done = text.numbers(slot, 2);
    done[0] = text.view();
    done[1] = end;
    text.report(name, start, end, confidence);
  }
}
