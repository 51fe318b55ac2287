package dev.cordon.engine.language;

import java.lang.Character.UnicodeScript;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Counts scripts and common words of a text that comes in pieces, and tells when it is in none of
 * the languages that were named. What can't be told, such as code or a list of names, is in any.
 * Not thread-safe.
 */
public final class LanguageTally {
  /** So many letters are judged, and then counted anew. */
  private static final int WINDOW = 240;

  /** So many letters of a whole text are worth a judgement. */
  private static final int LEAST = 60;

  /** A letter of a script without spaces stands for so many others. */
  private static final int DENSE = 3;

  /** So few common words may be there by chance. */
  private static final int LEAST_WORDS = 4;

  /** One word in so many is a common one in prose; in code and lists it is not. */
  private static final int SHARE = 5;

  private static final int LONGEST_WORD = 12;

  private final List<String> wanted;
  private final int[] common = new int[Languages.latin()];
  private final Map<UnicodeScript, Integer> scripts = new EnumMap<>(UnicodeScript.class);
  private final StringBuilder word = new StringBuilder();
  private int letters;
  private int words;
  private int point;
  private int missing;
  private boolean other;

  /**
   * Begins to count.
   *
   * @param wanted codes of languages; an empty list for any
   */
  public LanguageTally(List<String> wanted) {
    this.wanted = wanted;
  }

  /**
   * Takes a piece of a text.
   *
   * @param text holds it in UTF-8, which may be cut anywhere
   * @param last whether the text ends here
   */
  public void add(byte[] text, int from, int to, boolean last) {
    if (wanted.isEmpty()) {
      return;
    }
    for (int p = from; p < to; p++) {
      decode(text[p] & 0xFF);
    }
    if (last) {
      end();
    }
  }

  /** Ends a text: what there is of it is judged, if it is enough. */
  public void end() {
    endWord();
    if (letters >= LEAST) {
      judge();
    }
  }

  /** Tells whether a stretch since this was asked last was in another language. */
  public boolean isOther() {
    boolean was = other;
    other = false;
    return was;
  }

  private void decode(int b) {
    if (b < 0x80) {
      character(b);
    } else if (b >= 0xC0) {
      missing = b >= 0xF0 ? 3 : b >= 0xE0 ? 2 : 1;
      point = b & (0x3F >> missing);
    } else if (missing > 0) {
      point = point << 6 | (b & 0x3F);
      if (--missing == 0) {
        character(point);
      }
    }
  }

  private void character(int c) {
    if (!Character.isLetter(c)) {
      if (!Character.isValidCodePoint(c) || Character.getType(c) != Character.NON_SPACING_MARK) {
        endWord();
      }
      return;
    }
    UnicodeScript script = c < 0x80 ? UnicodeScript.LATIN : kin(UnicodeScript.of(c));
    int weight = isDense(script) ? DENSE : 1;
    scripts.merge(script, weight, Integer::sum);
    letters += weight;
    if (script == UnicodeScript.LATIN && word.length() <= LONGEST_WORD) {
      word.appendCodePoint(c);
    }
    if (letters >= WINDOW && weight > 1) {
      judge(); // words end nowhere
    }
  }

  private static UnicodeScript kin(UnicodeScript script) {
    return script == UnicodeScript.KATAKANA ? UnicodeScript.HIRAGANA : script;
  }

  private static boolean isDense(UnicodeScript script) {
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.HANGUL;
  }

  private void endWord() {
    words += word.length() > 0 ? 1 : 0;
    if (word.length() > 1 && word.length() <= LONGEST_WORD) {
      int languages = Languages.commonIn(word.toString().toLowerCase(Locale.ROOT));
      for (int i = 0; languages != 0; i++, languages >>= 1) {
        common[i] += languages & 1;
      }
    }
    word.setLength(0);
    if (letters >= WINDOW) {
      judge();
    }
  }

  private void judge() {
    UnicodeScript most = UnicodeScript.COMMON;
    int count = 0;
    for (Map.Entry<UnicodeScript, Integer> entry : scripts.entrySet()) {
      if (entry.getValue() > count) {
        most = entry.getKey();
        count = entry.getValue();
      }
    }
    if (count * 2 > letters) {
      other |= most == UnicodeScript.LATIN ? isOtherInLatin() : !isWritten(most);
    }
    scripts.clear();
    Arrays.fill(common, 0);
    letters = 0;
    words = 0;
  }

  private boolean isOtherInLatin() {
    int best = 0;
    int own = 0;
    for (int hits : common) {
      best = Math.max(best, hits);
    }
    for (String code : wanted) {
      int place = Languages.place(code);
      own = place < 0 ? own : Math.max(own, common[place]);
    }
    return best >= LEAST_WORDS && best * SHARE >= words && own * 2 < best;
  }

  private boolean isWritten(UnicodeScript script) {
    for (String code : wanted) {
      UnicodeScript own = Languages.script(code);
      boolean japanese = own == UnicodeScript.HIRAGANA && script == UnicodeScript.HAN;
      if (own == script || japanese) {
        return true;
      }
    }
    return false;
  }
}
