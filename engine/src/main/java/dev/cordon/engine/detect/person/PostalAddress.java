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

  private static final int STREET_WORDS = 4;

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
      registry.literals(new PostalAddress(type, context, kind, NONE, NONE), cues.of(KINDS[kind]));
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
    int number = numberBefore(text, start);
    if (number < 0) {
      return;
    }
    int last =
        text.at(end) == '.' && text.at(end + 1) != '\n' && text.at(end + 1) > 0 ? end + 1 : end;
    last = direction(text, last);
    long tail = AddressTail.parse(text, last);
    int found = AddressTail.found(tail);
    boolean small = Ascii.isLower(text.at(start));
    if (found == 0
        && (kind == WEAK_ENGLISH || small || goesOn(text, last) || isYear(text, number))
        && !text.near(context, number, last)) {
      return;
    }
    if (found == 0 && last == end + 1 && !Ascii.isLower(text.at(last + 1))) {
      last = end; // the dot ends the sentence
    }
    int first = unitBefore(text, number);
    report(text, first, found == 0 ? last : AddressTail.end(tail), found, 58);
  }

  /** Takes {@code Flat 3, } before the house number along. */
  private static int unitBefore(ScanText text, int number) {
    int i = number - 2;
    if (text.at(number - 1) != ' ' || text.at(i) != ',') {
      return number;
    }
    while (number - i < 8 && Ascii.isAlnum(text.at(i - 1))) {
      i--;
    }
    int word = text.at(i - 1) == ' ' ? NameWord.startBefore(text, i - 1) : -1;
    return word >= 0 && AddressTail.unit(text, word) == number - 2 ? word : number;
  }

  /** Returns where the house number before a street's words begins, or -1. */
  private static int numberBefore(ScanText text, int street) {
    if (!hasDigitBefore(text, street)) {
      return -1;
    }
    int at = street;
    for (int words = 0; words <= STREET_WORDS; words++) {
      int end = at - 1;
      if (text.at(end) != ' ') {
        return -1;
      }
      int begin = end;
      while (end - begin < 24 && isStreetByte(text.at(begin - 1))) {
        begin--;
      }
      if (begin == end || text.at(begin - 1) == '\'') {
        return -1;
      }
      if (isNumber(text, begin, end)) {
        if (words == 0 && text.at(street) != 'B') {
          return -1; // "12 Street": only Broadway has no other name
        }
        int before = text.at(begin - 1);
        return before == '$' || before == '.' || before == '#' || before == '/' ? -1 : begin;
      }
      if (!isStreetWord(text, begin, end)) {
        return -1;
      }
      at = begin;
    }
    return -1;
  }

  /** A cheap look before the words are looked up. */
  private static boolean hasDigitBefore(ScanText text, int street) {
    int blanks = 0;
    for (int i = street - 1; street - i < 64 && blanks <= STREET_WORDS + 1; i--) {
      int b = text.at(i);
      if (Ascii.isDigit(b)) {
        return true;
      }
      if (b == ' ') {
        blanks++;
      } else if (!isStreetByte(b)) {
        return false;
      }
    }
    return false;
  }

  private static boolean isStreetByte(int b) {
    return Ascii.isAlnum(b) || b >= 0x80 || b == '.' || b == '-' || b == '\'';
  }

  /** A house number: {@code 10}, {@code 221B}, {@code 12-14}. */
  private static boolean isNumber(ScanText text, int begin, int end) {
    int i = begin;
    while (i < end && Ascii.isDigit(text.at(i))) {
      i++;
    }
    if (i == begin || i - begin > 6) {
      return false;
    }
    if (i < end && text.at(i) == '-') {
      i++;
      while (i < end && Ascii.isDigit(text.at(i))) {
        i++;
      }
    }
    return i == end || (i == end - 1 && Ascii.isLetter(text.at(i)));
  }

  private static boolean isStreetWord(ScanText text, int begin, int end) {
    if (Ascii.isDigit(text.at(begin))) {
      return end - begin < 7 && Ascii.isLower(text.at(end - 1)); // 5th
    }
    long word = NameWord.read(text, begin);
    return !NameWord.is(word, Lexicon.BEFORE)
        && (NameWord.form(word) != NameWord.LOWER || !NameWord.is(word, Lexicon.DEED));
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

  private static boolean isYear(ScanText text, int at) {
    int a = text.at(at);
    int b = text.at(at + 1);
    return ((a == '1' && b == '9') || (a == '2' && b == '0')) && text.at(at + 4) == ' ';
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
    if (begin == i || !isNumber(text, begin, i) || !text.beginsWord(begin)) {
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
    int end = houseNumber(text, i + 1);
    if (end < 0) {
      return;
    }
    long tail = AddressTail.parse(text, end);
    int found = AddressTail.found(tail);
    if (alone || (found & (AddressTail.CODE | AddressTail.TOWN)) != 0) {
      report(text, start, AddressTail.end(tail), found, 65);
    }
  }

  private static int houseNumber(ScanText text, int from) {
    int i = from;
    while (i - from < 6 && Ascii.isDigit(text.at(i))) {
      i++;
    }
    if (i == from) {
      return -1;
    }
    if (text.at(i) == ' ' && Ascii.isLetter(text.at(i + 1)) && !Ascii.isWord(text.at(i + 2))) {
      i += 2;
    } else if (Ascii.isLetter(text.at(i))) {
      i++;
    } else if (text.at(i) == '-' && Ascii.isDigit(text.at(i + 1))) {
      i += 2;
      while (i - from < 10 && Ascii.isDigit(text.at(i))) {
        i++;
      }
    }
    return text.endsWord(i) && text.at(i) != '%' && text.at(i) != ':' ? i : -1;
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
    int first = text.at(begin);
    if ((start - begin < 2 && sure)
        || !(Ascii.isUpper(first) || first == 0xc3)
        || !text.beginsWord(begin)) {
      return;
    }
    int number = houseNumber(text, end + 1);
    if (number < 0) {
      return;
    }
    int before = text.at(start) == ' ' ? NameWord.startBefore(text, begin - 1) : -1;
    if (before >= 0 && NameWord.isCapital(NameWord.read(text, before))) {
      begin = before; // Karl Johans gate
    }
    long tail = AddressTail.parse(text, number);
    int found = AddressTail.found(tail);
    if (sure || (found & AddressTail.CODE) != 0) {
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
    text.report(type, start, end, text.near(context, start, end) ? confidence + 4 : confidence);
  }
}
