package dev.cordon.engine.text;

/**
 * Letters of Greek and Cyrillic that are drawn as a Latin one of ASCII. Stateless.
 *
 * <p>Source: Unicode 16, UTS 39, {@code confusables.txt}: the letters from U+0370 to U+052F that
 * have the prototype of one letter of ASCII.
 */
public final class Confusables {
  private static final int FIRST = 0x370;
  private static final int LAST = 0x52F;

  /** Pairs of a letter and what it is drawn as. */
  private static final String PAIRS =
      "ͿJΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧXαaγyιiνvοoρpσoυuϒYϜFϱpϲcϳjϹCϺM"
          + "ЅSІIЈJАAВBЕEКKМMНHОOРPСCТTУYХXЬbаaгrеeоoрpсcуyхxѕsіiјjѡwѴVѵvҮYүyһhҽeӀIӏiԁdԌGԛqԜWԝw";

  /** Letters of today's alphabets, of which a Latin one can take the place. */
  private static final String OF_PROSE = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορυІЈАВЕКМНОРСТУХаеорсухіј";

  private static final char[] LATIN = new char[LAST - FIRST + 1];
  private static final char[] GREEK = new char[128];
  private static final char[] CYRILLIC = new char[128];

  static {
    for (int i = 0; i < PAIRS.length(); i += 2) {
      LATIN[PAIRS.charAt(i) - FIRST] = PAIRS.charAt(i + 1);
    }
    for (char c : OF_PROSE.toCharArray()) {
      (c < 0x400 ? GREEK : CYRILLIC)[LATIN[c - FIRST]] = c;
    }
  }

  private Confusables() {}

  /** Returns the Latin letter that a code point is drawn as, 0 when it is none of these. */
  public static int latin(int cp) {
    return cp < FIRST || cp > LAST ? 0 : LATIN[cp - FIRST];
  }

  /** Returns the letter of Greek prose that is drawn as a Latin one, 0 when none is. */
  public static int greek(int latin) {
    return latin < 0 || latin >= GREEK.length ? 0 : GREEK[latin];
  }

  /** Returns the letter of Cyrillic prose that is drawn as a Latin one, 0 when none is. */
  public static int cyrillic(int latin) {
    return latin < 0 || latin >= CYRILLIC.length ? 0 : CYRILLIC[latin];
  }
}
