package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.WordSet;

/** Tells nouns and places from surnames and given names that are written the same. */
final class OtherNoun {
  /** Begin the names of places: {@code Cape Horn}. */
  private static final WordSet PLACES = new WordSet("cape", "mount", "lake", "gulf", "strait");

  /** Stand between a number and a good: {@code 250 g Mehl}. */
  private static final WordSet UNITS =
      new WordSet("g", "kg", "mg", "ml", "cl", "dl", "l", "el", "tl", "st", "stk", "pkg");

  /** Begin sentences of German; names have them in small letters. */
  private static final WordSet ARTICLES = new WordSet("der", "den", "dem");

  private OtherNoun() {}

  /** Tells whether a particle before a word is an article that begins a sentence. */
  static boolean isArticle(ScanText text, int particle) {
    return Ascii.isUpper(text.at(particle))
        && ARTICLES.holds(text, particle, NameWord.end(NameWord.read(text, particle)));
  }

  /** Tells whether a single word is no person's name by what stands beside it. */
  static boolean is(ScanText text, int start, int end) {
    return isMeasured(text, start) || isPlace(text, start, end) || isPassive(text, start, end);
  }

  private static boolean isMeasured(ScanText text, int start) {
    int unit = start - 1;
    while (start - unit < 5 && Ascii.isLetter(text.at(unit - 1))) {
      unit--;
    }
    int number = text.at(unit - 1) == ' ' ? unit - 2 : unit - 1;
    return text.at(start - 1) == ' '
        && Ascii.isDigit(text.at(number))
        && UNITS.holds(text, unit, start - 1);
  }

  private static boolean isPlace(ScanText text, int start, int end) {
    int before = text.at(start - 1) == ' ' ? NameWord.startBefore(text, start - 1) : -1;
    boolean behind = before >= 0 && PLACES.holds(text, before, start - 1);
    boolean first = text.at(end) == ' ' && Ascii.isUpper(text.at(end + 1));
    return (behind && Ascii.isUpper(text.at(before))) || (first && PLACES.holds(text, start, end));
  }

  /** Tells {@code Grant approved by the board} from {@code Grant approved it}. */
  private static boolean isPassive(ScanText text, int start, int end) {
    if (text.at(end) != ' ' || !NameWord.is(NameWord.read(text, start), Lexicon.AMBIGUOUS)) {
      return false;
    }
    int verb = NameWord.end(NameWord.read(text, end + 1));
    return text.at(verb) == ' '
        && text.at(verb - 1) == 'd'
        && text.at(verb + 1) == 'b'
        && text.at(verb + 2) == 'y'
        && text.at(verb + 3) == ' ';
  }
}
