package dev.cordon.engine.detect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The regions whose national forms count without a label: those that a policy names, and those
 * whose language a text is in. Immutable.
 */
public final class Regions {
  /** How far around a value the words of a language are looked for, bytes. */
  private static final int AROUND = 64;

  /** The lead byte of scripts that write words without blanks between. */
  private static final int FIRST_IDEOGRAPH = 0xe3;

  private static final WordLists LISTS = WordLists.read(Regions.class, "regions.txt");
  private static final String WORDS = ".words";
  private static final String PHONES = ".phones";

  private final Collection<String> home;

  /**
   * Makes a choice of regions.
   *
   * @param home their codes of ISO 3166, two small letters each
   */
  public Regions(Collection<String> home) {
    this.home = Collections.unmodifiableCollection(new ArrayList<String>(home));
  }

  /** Tells whether a region is one of the chosen. */
  public boolean isHome(String code) {
    return home.contains(code);
  }

  /** Returns frequent words of a region's language, or null for none. */
  public @Nullable WordSet words(String code) {
    return LISTS.has(code + WORDS) ? new WordSet(LISTS.of(code + WORDS)) : null;
  }

  /** Returns the codes of all regions of which the grouping of phone numbers is known. */
  public List<String> withPhones() {
    return LISTS.ending(PHONES);
  }

  /** Returns how a region groups its phone numbers, as {@code regions.txt} writes it. */
  public String[] phones(String code) {
    return LISTS.of(code + PHONES);
  }

  /**
   * Tells whether one of a language's words stands near a span. Costs a look at every word there:
   * ask it last.
   */
  public static boolean speaks(ScanText text, WordSet words, int start, int end) {
    return hasWord(text, words, start - AROUND, start) || hasWord(text, words, end, end + AROUND);
  }

  private static boolean hasWord(ScanText text, WordSet words, int from, int to) {
    for (int i = from; i < to; i++) {
      int b = text.at(i);
      boolean begins = b >= FIRST_IDEOGRAPH || !isLetter(text.at(i - 1));
      if (b > 0 && isLetter(b) && begins) {
        int end = words.end(text, i);
        if (end > 0 && (b >= FIRST_IDEOGRAPH || !isLetter(text.at(end)))) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isLetter(int b) {
    return Ascii.isAlnum(b) || b >= 0x80;
  }
}
