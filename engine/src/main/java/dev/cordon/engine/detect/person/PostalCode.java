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
            registry.context(cues.words("postcode")),
            registry.context(cues.words("code_label")),
            registry.context(cues.words("code_name")),
            OtherThing.register(registry));
    registry.shapes(
        detector,
        "9999",
        "99999",
        "99999-9999",
        "999 99",
        "9999 AA",
        "9999AA",
        "99-999",
        "999999",
        "A-9999",
        "A-99999",
        "AA-9999",
        "AA-99999",
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
      int dash = text.at(start + 1) == '-' ? start + 1 : start + 2;
      if (text.at(dash) == '-') {
        if (isCountry(text, start, dash)) {
          numeric(shape, text); // CH-1110
        }
      } else {
        lettered(shape, text);
      }
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
    if (Ascii.isLetter(text.at(shape.end() - 1)) && !shape.isGrouped()) {
      return; // 9712HX counts behind its label alone
    }
    if (text.at(start - 1) == ' ' && Ascii.isUpper(text.at(start - 2))) {
      american(shape, text, start);
    }
    numeric(shape, text);
  }

  private void numeric(Shape shape, ScanText text) {
    int start = shape.start();
    int behind = text.at(shape.end() + 1);
    boolean town =
        (text.at(shape.end()) == ' ' || shape.isGrouped())
            && (Ascii.isUpper(behind) || behind >= 0xc3);
    int first = AddressLines.begin(text, start, false);
    if (town) {
      int reach = first < start ? first + 1 : shape.end();
      addresses.candidate(text, first, reach, AddressFeature.CODE_FIRST);
      return;
    }
    int place = first < start ? start : townBefore(text, start);
    if (place < 0 || AddressNumber.isYear(text, start)) {
      return;
    }
    first = AddressLines.begin(text, place, true);
    if (first < place) {
      addresses.candidate(text, first, first + 1, AddressFeature.CODE_FIRST);
    }
  }

  private static final String COUNTRIES =
      " A B D F I L N S FL CH DE AT BE FR IT LU NL NO SE DK FI ES PT PL CZ SK HU RO HR SI RS LT LV EE"
          + " GR TR AD AZ MD ";

  private static boolean isCountry(ScanText text, int start, int end) {
    for (int i = 0; (i = COUNTRIES.indexOf(' ', i)) >= 0 && i + 2 < COUNTRIES.length(); i++) {
      if (COUNTRIES.charAt(i + 1) == text.at(start)
          && (end == start + 1 || COUNTRIES.charAt(i + 2) == text.at(start + 1))
          && COUNTRIES.charAt(i + 1 + end - start) == ' ') {
        return true;
      }
    }
    return false;
  }

  /** Returns where {@code Mandaluyong City } before a code begins, or -1. */
  private static int townBefore(ScanText text, int code) {
    int town = code;
    for (int words = 0; words < 3; words++) {
      int end = town - 1;
      if (text.at(end) != ' ') {
        break;
      }
      end -= words == 0 && text.at(end - 1) == '-' && text.at(end - 2) == ' ' ? 2 : 0;
      int begin = NameWord.startBefore(text, end);
      if (begin < 0 || !NameWord.isCapital(NameWord.read(text, begin))) {
        break;
      }
      town = begin;
    }
    return town < code ? town : -1;
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
      addresses.report(text, street, shape.end(), WITH_STREET);
    } else if (shape.near(context)) {
      shape.report(type, WITH_CONTEXT);
    } else if (shape.length() > 5 && !others.labels(shape)) {
      shape.report(type, FORM);
    }
  }

  /** Returns where {@code 101 Deansgate, Manchester} before a code begins, or -1. */
  private static int britishStreet(ScanText text, int code) {
    int lines = AddressLines.begin(text, code, true);
    if (lines < code) {
      return lines; // Rose Cottage, Mill Lane, Nether Stowey, TA5 1NL
    }
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
    boolean dutch = length == 6 && Ascii.isUpper(text.at(shape.end() - 1));
    return (length == 5 || length == 9 || dutch || (length == 4 && text.keyHas(label)))
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
      addresses.report(text, town, shape.end(), Confidence.PROBABLE);
    }
  }

  private static boolean isBreak(int b) {
    return b == ',' || b == '\n' || b == '\r';
  }
}
