package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.WordLists;
import dev.cordon.engine.detect.general.OtherThing;

/**
 * Addresses that their postal code gives away: {@code Am Markt 5, 10115 Berlin} whatever the street
 * is called, {@code Springfield, IL 62704}, and British codes where an address is expected.
 */
final class PostalCode implements ShapeDetector {
  /** A British code behind its street. */
  private static final int WITH_STREET = 84;

  /** A code with letters near a word of addresses. */
  private static final int WITH_CONTEXT = 72;

  /** The word for such a code stands before. */
  private static final int NAMED = 66;

  /** The form of a code with letters, and nothing else. */
  private static final int FORM = 52;

  /** How many bytes may stand between a label and its code: {@code " is "}. */
  private static final int LABEL_GAP = 4;

  /** How far from a code a word such as {@code Postleitzahl} may stand, bytes. */
  private static final int BEFORE = 48;

  private static final int AFTER = 36;

  private final PostalAddress addresses;
  private final DataType type;
  private final Context context;
  private final Context label;
  private final Context name;
  private final OtherThing others;

  private PostalCode(
      PostalAddress addresses, Context context, Context label, Context name, OtherThing others) {
    this.others = others;
    this.addresses = addresses;
    this.type = addresses.type();
    this.context = context;
    this.label = label;
    this.name = name;
  }

  static void register(Registry registry, WordLists cues, PostalAddress addresses) {
    PostalCode detector =
        new PostalCode(
            addresses,
            registry.context(cues.of("postcode")),
            registry.context(cues.of("code_label")),
            registry.context(cues.of("code_name")),
            OtherThing.register(registry));
    registry.shapes(
        detector,
        "9999",
        "99999",
        "99999-9999",
        "999 99",
        "9999 AA",
        "99-999",
        "A9 9AA",
        "A99 9AA",
        "AA9 9AA",
        "AA99 9AA",
        "A9A 9AA",
        "AA9A 9AA",
        "A9A 9A9",
        "A99AA",
        "A999AA",
        "AA99AA",
        "AA999AA",
        "A9A9AA",
        "AA9A9AA",
        "A9A9A9");
  }

  @Override
  public void found(Shape shape) {
    ScanText text = shape.text();
    int start = shape.start();
    if (Ascii.isLetter(text.at(start))) {
      lettered(shape, text);
      return;
    }
    if (isLabelled(shape, text)) {
      text.report(type, start, shape.end(), NAMED);
      return;
    }
    if ((shape.length() == 5 || shape.length() == 9) && isNamed(shape, text)) {
      text.report(type, start, shape.end(), Confidence.PLAUSIBLE);
      return;
    }
    if (text.at(start - 1) == ' ' && Ascii.isUpper(text.at(start - 2))) {
      american(shape, text, start);
    }
    if (text.at(shape.end()) != ' ' && !shape.isGrouped()) {
      return;
    }
    int behind = text.at(shape.end() + 1);
    if (Ascii.isUpper(behind) || behind >= 0xc3) {
      int first = partBefore(text, start);
      int reach = first < start ? first + 1 : shape.end();
      addresses.candidate(text, first, reach, AddressFeature.CODE_FIRST);
    }
  }

  /** Returns where {@code Am Anger 12, } or the like before a code begins, or the code. */
  private static int partBefore(ScanText text, int code) {
    int stop = code;
    boolean separated = false;
    while (code - stop < 6 && (isBreak(text.at(stop - 1)) || text.at(stop - 1) == ' ')) {
      separated |= isBreak(text.at(stop - 1));
      stop--;
    }
    if (!separated || !(Ascii.isAlnum(text.at(stop - 1)))) {
      return code;
    }
    int begin = stop;
    int first = code;
    boolean number = false;
    for (int words = 0; words < 7; words++) {
      while (stop - begin < 48 && isPartOfWord(text.at(begin - 1))) {
        begin--;
      }
      boolean digit = Ascii.isDigit(text.at(begin));
      int letter = text.at(begin);
      long word = NameWord.read(text, begin);
      int end = NameWord.end(word);
      int flags = AddressWord.flags(text, begin, end);
      boolean small =
          Ascii.isLower(letter)
              && (end - begin == 1 || (flags & (AddressWord.SMALL | AddressWord.UNIT)) != 0);
      boolean sentence = NameWord.is(word, Lexicon.BEFORE) && flags == 0;
      if (!digit && !small && (sentence || !(Ascii.isUpper(letter) || letter >= 0xc3))) {
        break;
      }
      boolean odd =
          NameWord.form(word) == NameWord.UPPER
              || NameWord.is(word, Lexicon.WORD)
              || (end - begin < 4 && (flags & AddressWord.STREET) == 0);
      if (number && first == code && !digit && !small && odd) {
        return code; // "Java 8, 2014", "Section 3, 2019"
      }
      number |= digit;
      first = digit || small ? first : begin;
      if (text.at(begin - 1) != ' ') {
        break;
      }
      begin--;
    }
    return number ? first : code;
  }

  private static boolean isPartOfWord(int b) {
    return Ascii.isAlnum(b) || b >= 0x80 || b == '-' || b == '/' || b == '\'' || b == '.';
  }

  /** British and Canadian codes; in small letters or without a blank under their name alone. */
  private void lettered(Shape shape, ScanText text) {
    if ((shape.isGrouped() && shape.separator() != ' ') || !LetteredCode.isValid(shape)) {
      return;
    }
    int street = -1;
    if (!shape.isGrouped() || !Ascii.isUpper(text.at(shape.start()))) {
      shape.report(type, isNamed(shape, text) ? NAMED : 0);
    } else if ((street = britishStreet(text, shape.start())) >= 0) {
      text.report(type, street, shape.end(), WITH_STREET);
    } else if (shape.near(context)) {
      shape.report(type, WITH_CONTEXT);
    } else if (shape.length() > 5 && !others.labels(shape)) {
      shape.report(type, FORM);
    }
  }

  /** Returns where {@code 101 Deansgate, Manchester} before a code begins, or -1. */
  private static int britishStreet(ScanText text, int code) {
    int i = code;
    boolean comma = false;
    for (int words = 0; words < 7; words++) {
      while (code - i < 64 && (text.at(i - 1) == ' ' || isBreak(text.at(i - 1)))) {
        comma |= isBreak(text.at(i - 1));
        i--;
      }
      int begin = i;
      while (i - begin < 24 && (Ascii.isAlnum(text.at(begin - 1)) || text.at(begin - 1) == '-')) {
        begin--;
      }
      if (begin == i) {
        return -1;
      }
      if (AddressNumber.house(text, begin) == i) {
        boolean year = i - begin == 4 && AddressNumber.isYear(text, begin);
        return comma && words > 0 && !year && text.at(i) == ' ' ? begin : -1;
      }
      if (!Ascii.isUpper(text.at(begin))) {
        return -1;
      }
      i = begin;
    }
    return -1;
  }

  private boolean isNamed(Shape shape, ScanText text) {
    return text.near(name, shape.start(), shape.end(), BEFORE, AFTER);
  }

  private boolean isBehindLabel(ScanText text, int start) {
    int gap = text.distance(label, start, start, 18, 0);
    return gap > 0 && gap <= LABEL_GAP;
  }

  /** Tells whether {@code ZIP code:} or {@code PLZ} stands right before. */
  private boolean isLabelled(Shape shape, ScanText text) {
    int length = shape.length();
    return (length == 5 || length == 9 || (length == 4 && text.keyHas(label)))
        && (text.keyHas(label) || isBehindLabel(text, shape.start()));
  }

  /** {@code Springfield, IL 62704}. */
  private void american(Shape shape, ScanText text, int start) {
    int state = start - 3;
    int digits = shape.length();
    if ((digits != 5 && digits != 9)
        || AddressNumber.state(text, state) != start - 1
        || text.at(state - 1) != ' '
        || text.at(state - 2) != ',') {
      return;
    }
    int town = state - 2;
    for (int words = 0; words < 3; words++) {
      int end = words == 0 ? town : town - 1;
      int begin = words > 0 && text.at(end) != ' ' ? -1 : NameWord.startBefore(text, end);
      if (begin < 0 || !NameWord.isCapital(NameWord.read(text, begin))) {
        break;
      }
      town = begin;
    }
    if (town < state - 2 && !PublishedAddress.is(text, town, shape.end())) {
      text.report(type, town, shape.end(), Confidence.PROBABLE);
    }
  }

  private static boolean isBreak(int b) {
    return b == ',' || b == '\n' || b == '\r';
  }
}
