package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * The number that opens a card, a phone or a door: {@code PIN: …}, {@code my pin is …}. Four
 * digits; more only where the text says whose or what PIN it is, since India calls its post codes
 * so. Thread-safe.
 */
final class PinNumber implements LiteralDetector {
  /** How many words more a label may have: {@code pin has been reset to}. */
  private static final int WORDS = 4;

  private static final int LEAST = 4;
  private static final int MOST = 8;

  /** How far behind an old number the new one may begin, bytes. */
  private static final int REACH = 48;

  private static final int OWNED = 75;
  private static final int PLAUSIBLE = 65;

  /** What stands before the word where it is no part of a connector or of a board. */
  private static final String OWNERS = SecretWords.spaced("pin_number.owners");

  private final DataType type;
  private final Context label;
  private final int slot;

  /** Whether its words mean nothing else: {@code one-time code}. */
  private final boolean sure;

  private PinNumber(DataType type, Context label, int slot, boolean sure) {
    this.sure = sure;
    this.type = type;
    this.label = label;
    this.slot = slot;
  }

  static PinNumber register(Registry registry, int slot) {
    DataType type =
        SecretCatalogue.type(registry, "pin", Severity.HIGH, "PIN of a card, a phone or a door");
    Context label = registry.context(SecretWords.words("pin_number"));
    PinNumber detector = new PinNumber(type, label, slot, false);
    AccessCode.register(registry, type);
    NearbyCode.register(registry, type);
    registry.wholeLiterals(
        new PinNumber(type, label, slot, true), SecretWords.words("pin_number.once"));
    registry.literals(
        detector, "(?i)pin", "(?i)*_pin", "(?i)pin_code", "(?i)pin_number", "(?i)pinkode");
    return detector;
  }

  @Override
  public void found(ScanText text, int start, int end) {
    int word = Ascii.isLetter(text.at(start)) ? start : start + 1;
    if (Ascii.isWord(text.at(end))) {
      return;
    }
    LabelledValue value = SecretSpan.of(text, slot).value;
    if (!value.read(text, word, end, WORDS) || !isSaid(text, value)) {
      return;
    }
    int to = digits(text, value.start);
    boolean owned = sure || LabelWords.isWordBefore(text, word, OWNERS);
    boolean whole = value.quote != 0 ? text.at(to) == value.quote : ends(text, to);
    if (whole && isPin(text, value.start, to) && (owned || to - value.start == LEAST)) {
      text.report(type, value.start, to, owned || value.prose ? OWNED : PLAUSIBLE);
      changed(text, value.start, to);
    }
  }

  /** Looks for another number of as many digits, which the sentence calls the new one. */
  private void changed(ScanText text, int from, int to) {
    int i = to;
    while (i - to < REACH && text.at(i) >= ' ' && !Ascii.isDigit(text.at(i))) {
      i++;
    }
    int end = digits(text, i);
    boolean linked =
        LabelSyntax.endsWith(text, i - 1, "is")
            || LabelSyntax.endsWith(text, i - 1, "to")
            || LinkWords.endsAt(text, i - 1);
    if (linked && end - i == to - from && ends(text, end)) {
      text.report(type, i, end, OWNED);
    }
  }

  /** Looks at a text that is a value whole, under a JSON key. */
  void whole(ScanText text, int from, int to) {
    if (to - from <= MOST
        && text.keyHas(label)
        && digits(text, from) == to
        && isPin(text, from, to)) {
      text.report(type, from, to, OWNED);
    }
  }

  /** Tells {@code PIN code: …} and {@code my PIN is …} from prose on pins. */
  private static boolean isSaid(ScanText text, LabelledValue value) {
    if (value.prose) {
      return LabelSyntax.endsWith(text, value.start - 1, "is")
          || LabelSyntax.endsWith(text, value.start - 1, "was")
          || LabelSyntax.endsWith(text, value.start - 1, "to")
          || LinkWords.endsAt(text, value.start - 1);
    }
    boolean flag = value.operator == 0 && text.at(value.wordStart - 1) == '-';
    return (flag || value.operator == ':' || value.operator == '=')
        && value.isPlain(text)
        && (value.words == 0
            || LabelSyntax.isWord(text, value.wordStart, "code")
            || LabelSyntax.isWord(text, value.wordStart, "number"));
  }

  private static boolean isPin(ScanText text, int from, int to) {
    boolean zeros = true;
    for (int i = from; i < to; i++) {
      zeros &= text.at(i) == '0';
    }
    return to - from >= LEAST && to - from <= MOST && !zeros;
  }

  private static int digits(ScanText text, int from) {
    int i = from;
    while (i - from <= MOST && Ascii.isDigit(text.at(i))) {
      i++;
    }
    return i;
  }

  private static boolean ends(ScanText text, int at) {
    int b = text.at(at);
    boolean joint = b == '-' || b == '.' || b == ':' || b == '/' || b == ',';
    return !Ascii.isWord(b) && b != '%' && !(joint && Ascii.isAlnum(text.at(at + 1)));
  }

  /** Returns the words for it. */
  Context label() {
    return label;
  }

  /** Returns its type. */
  DataType type() {
    return type;
  }
}
