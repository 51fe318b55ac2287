package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.WordDetector;
import java.nio.charset.StandardCharsets;

/**
 * Postal addresses from the street on: {@code 123 Main Street, Apt 4, Springfield, IL 62704},
 * {@code Hauptstraße 12, 10115 Berlin}, {@code 12 rue de la Paix, 75002 Paris}, {@code Via Roma 10,
 * 00184 Roma}, {@code PO Box 12, Leeds LS1 4AP}. One finding covers all of it.
 */
final class PostalAddress implements LiteralDetector, WordDetector {
  private static final String[] NONE = {};
  private static final int ENGLISH = 0;
  private static final int WEAK_ENGLISH = 1;
  private static final int FRENCH = 2;
  private static final int FIRST = 3;
  private static final int GATE = 4;
  private static final int BOX = 5;

  private static final String[] KINDS = {
    "street", "weak_street", "french_street", "first_street", "gate", "box",
  };

  private final DataType type;
  private final Context context;
  private final int kind;
  private final byte[][] endings;
  private final byte[][] weakEndings;

  private PostalAddress(
      DataType type, Context context, int kind, String[] endings, String[] weakEndings) {
    this.type = type;
    this.context = context;
    this.kind = kind;
    this.endings = bytes(endings);
    this.weakEndings = bytes(weakEndings);
  }

  static void register(Registry registry, Cues cues) {
    DataType type =
        registry.type(
            "postal_address", DataClass.PERSONAL, Severity.MEDIUM, "ADDRESS", "Postal address");
    Context context = registry.context(cues.of("address"));
    for (int kind = 0; kind < KINDS.length; kind++) {
      PostalAddress detector = new PostalAddress(type, context, kind, NONE, NONE);
      if (kind == ENGLISH || kind == WEAK_ENGLISH) {
        registry.wholeLiterals(detector, cues.of(KINDS[kind]));
      } else {
        registry.literals(detector, cues.of(KINDS[kind]));
      }
    }
    registry.words(
        new PostalAddress(
            type, context, -1, cues.of("street_ending"), cues.of("weak_street_ending")));
    PostalCode.register(registry, cues, type);
  }

  @Override
  public void found(ScanText text, int start, int end) {
    switch (kind) {
      case ENGLISH:
      case WEAK_ENGLISH:
        english(text, start, end);
        break;
      case FRENCH:
        french(text, start, end);
        break;
      case FIRST:
        numberBehind(text, start, words(text, end), false);
        break;
      case GATE:
        glued(text, start, end, false);
        break;
      case BOX:
        numberBehind(text, start, end - 1, true);
        break;
      default:
        break;
    }
  }

  private static byte[][] bytes(String[] words) {
    byte[][] bytes = new byte[words.length][];
    for (int i = 0; i < words.length; i++) {
      bytes[i] = words[i].getBytes(StandardCharsets.UTF_8);
    }
    return bytes;
  }

  /** A capitalised word before a number: it may end as streets do. */
  @Override
  public void found(ScanText text, int start) {
    int end = start + 1;
    while (end - start < 40 && (Ascii.isLower(text.at(end)) || text.at(end) >= 0x80)) {
      end++;
    }
    if (text.at(end) == '.') {
      end++;
    }
    if (text.at(end) != ' ' || !Ascii.isDigit(text.at(end + 1))) {
      return;
    }
    int street = ending(text, start, end, endings);
    if (street > 0) {
      glued(text, street, end, true);
      return;
    }
    street = ending(text, start, end, weakEndings);
    if (street > 0) {
      glued(text, street, end, false);
    }
  }

  /** Returns where one of the endings begins that a word ends with, or -1. */
  private static int ending(ScanText text, int start, int end, byte[][] endings) {
    for (byte[] ending : endings) {
      int at = end - ending.length;
      int i = 0;
      while (i < ending.length && Ascii.lower(text.at(at + i)) == (ending[i] & 0xff)) {
        i++;
      }
      if (i == ending.length && at >= start) {
        return at;
      }
    }
    return -1;
  }

  /** The number stands before, the kind of street behind: {@code 221B Baker Street}. */
  private void english(ScanText text, int start, int end) {
    if (!text.endsWord(end) || text.at(start - 1) != ' ') {
      return;
    }
    int number = HouseNumber.numberBefore(text, start);
    if (number < 0) {
      return;
    }
    int last =
        text.at(end) == '.' && text.at(end + 1) != '\n' && text.at(end + 1) > 0 ? end + 1 : end;
    last = direction(text, last);
    long tail = AddressTail.parse(text, last);
    int found = AddressTail.found(tail);
    boolean small = Ascii.isLower(text.at(start));
    if (found == 0 && isCounted(text, number)) {
      return;
    }
    if (found == 0
        && (kind == WEAK_ENGLISH || small || goesOn(text, last) || HouseNumber.isYear(text, number))
        && !text.near(context, number, last)) {
      return;
    }
    if (found == 0 && last == end + 1 && !Ascii.isLower(text.at(last + 1))) {
      last = end; // the dot ends the sentence
    }
    int first = HouseNumber.unitBefore(text, number);
    report(text, first, found == 0 ? last : AddressTail.end(tail), found, 58);
  }

  /** Tells {@code Error 404 Page Lane}: a word that numbers belong to stands before. */
  private static boolean isCounted(ScanText text, int number) {
    long before = NameNeighbours.before(text, number);
    return NameWord.end(before) > 0
        && NameWord.isCapital(before)
        && NameWord.is(before, Lexicon.TECHNICAL)
        && !NameWord.is(before, Lexicon.BEFORE | Lexicon.DEED | Lexicon.NAME);
  }

  /** Takes {@code NW} and the like to the street. */
  private static int direction(ScanText text, int end) {
    if (text.at(end) != ' ') {
      return end;
    }
    int i = end + 1;
    while (i - end < 4 && "NSEW.".indexOf(text.at(i)) >= 0) {
      i++;
    }
    return i > end + 1 && text.endsWord(i) ? i : end;
  }

  /** Tells {@code 20 Wall Street Journal readers} from a street. */
  private static boolean goesOn(ScanText text, int end) {
    return text.at(end) == ' ' && (Ascii.isUpper(text.at(end + 1)) || text.at(end + 1) == '=');
  }

  /** The number stands before: {@code 12 bis, rue de la Paix}. */
  private void french(ScanText text, int start, int end) {
    int i = start - 1;
    if (text.at(i) != ' ') {
      return;
    }
    i = text.at(i - 1) == ',' ? i - 1 : i;
    if (text.at(i - 1) == 's' && text.at(i - 2) == 'i' && text.at(i - 4) == ' ') {
      i -= 4; // bis
    }
    int begin = i;
    while (i - begin < 6 && Ascii.isAlnum(text.at(begin - 1))) {
      begin--;
    }
    if (begin == i || !HouseNumber.isNumber(text, begin, i) || !text.beginsWord(begin)) {
      return;
    }
    int last = words(text, end);
    if (last > end) {
      long tail = AddressTail.parse(text, last);
      boolean lone = (AddressTail.found(tail) & ~AddressTail.UNIT) == 0;
      boolean english = text.at(start) != 'r' && text.at(start) != 'R';
      if (!lone || !english) {
        report(text, begin, AddressTail.end(tail), AddressTail.found(tail), 62);
      }
    }
  }

  /** Returns the end of capitalised words with small words between, or the place itself. */
  private static int words(ScanText text, int from) {
    int i = from;
    int end = from;
    for (int words = 0; words < 6; words++) {
      if ((text.at(i) == 'l' || text.at(i) == 'd') && text.at(i + 1) == '\'') {
        i += 2;
      }
      long word = NameWord.read(text, i);
      int form = NameWord.form(word);
      boolean particle = NameWord.is(word, Lexicon.PARTICLE) || isShort(text, i, word);
      if (form == NameWord.OTHER || (form == NameWord.LOWER && !particle)) {
        break;
      }
      i = NameWord.end(word);
      end = form == NameWord.LOWER ? end : i;
      if (form == NameWord.INITIAL && text.at(i) == '.') {
        i++; // Via G. Garibaldi
      }
      if (text.at(i) == '-' || text.at(i) == ' ') {
        i++;
      } else {
        break;
      }
    }
    return end;
  }

  private static boolean isShort(ScanText text, int at, long word) {
    return NameWord.end(word) - at <= 3 && text.at(at) == 'd';
  }

  /** The number stands behind: {@code Via Roma 10}, {@code Postboks 12}. */
  private void numberBehind(ScanText text, int start, int words, boolean alone) {
    int i = text.at(words) == ',' ? words + 1 : words;
    if (text.at(i) != ' ') {
      return;
    }
    int end = HouseNumber.houseNumber(text, i + 1);
    if (end < 0) {
      return;
    }
    long tail = AddressTail.parse(text, end);
    int found = AddressTail.found(tail);
    if (alone || (found & (AddressTail.CODE | AddressTail.TOWN)) != 0) {
      report(text, start, AddressTail.end(tail), found, 65);
    }
  }

  /** Returns where the capitalised word before a place begins, or the place. */
  private static int capitalBefore(ScanText text, int place) {
    int before = text.at(place - 1) == ' ' ? NameWord.startBefore(text, place - 1) : -1;
    if (before < 0) {
      return place;
    }
    long word = NameWord.read(text, before);
    return NameWord.isCapital(word) && !NameWord.is(word, Lexicon.BEFORE) ? before : place;
  }

  /** The kind of street ends the word: {@code Hauptstraße 12}, {@code Storgata 15}. */
  private void glued(ScanText text, int start, int end, boolean sure) {
    if (text.at(end) != ' ' || !Ascii.isDigit(text.at(end + 1))) {
      return;
    }
    int begin = start;
    while (start - begin < 40
        && (Ascii.isLetter(text.at(begin - 1))
            || text.at(begin - 1) >= 0x80
            || (text.at(begin - 1) == '-' && Ascii.isLetter(text.at(begin - 2)))
            || (text.at(begin - 1) == ' ' && text.at(begin) == ' '))) {
      begin--;
    }
    if (text.at(begin) == ' ') {
      return;
    }
    if (begin == start && !sure) {
      return; // "Am Markt 5": PostalCode sees to it
    }
    if (begin == start) {
      begin = capitalBefore(text, begin); // Mariahilfer Straße
    }
    int first = text.at(begin);
    if ((start - begin < 2 && sure)
        || !(Ascii.isUpper(first) || first == 0xc3)
        || !text.beginsWord(begin)) {
      return;
    }
    int number = HouseNumber.houseNumber(text, end + 1);
    if (number < 0) {
      return;
    }
    int before = text.at(start) == ' ' ? NameWord.startBefore(text, begin - 1) : -1;
    if (before >= 0 && NameWord.isCapital(NameWord.read(text, before))) {
      begin = before; // Karl Johans gate
    }
    long tail = AddressTail.parse(text, number);
    int found = AddressTail.found(tail);
    int both = AddressTail.CODE | AddressTail.TOWN;
    if (sure || (found & both) == both) {
      report(text, begin, AddressTail.end(tail), found, 72);
    }
  }

  private void report(ScanText text, int start, int end, int found, int alone) {
    int confidence = alone;
    if ((found & AddressTail.CODE) != 0) {
      confidence = 93;
    } else if ((found & AddressTail.STATE) != 0) {
      confidence = 86;
    } else if (found != 0) {
      confidence = 76;
    }
    if (PublishedAddress.is(text, start, end)) {
      return;
    }
    text.report(type, start, end, text.near(context, start, end) ? confidence + 4 : confidence);
  }
}
