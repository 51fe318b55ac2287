package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Checksums;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.WordSet;

/**
 * Payment card numbers: a brand's prefix and length, and the Luhn check. Prefixes are the brands'
 * published issuer identification number ranges (ISO/IEC 7812).
 */
final class PaymentCard implements ShapeDetector, RunDetector {
  /** What is written right before and right behind the digits without anything between. */
  private static final WordSet BEFORE = new WordSet(GeneralWords.of("payment_card.before"));

  private static final WordSet BEHIND = new WordSet(GeneralWords.of("payment_card.behind"));

  /** A check digit and a word for cards. */
  private static final int CONTEXT_AND_CHECK = 99;

  /** The same where other numbers begin so, too. */
  private static final int CONTEXT_AND_1 = 94;

  /** No card's number has fewer digits. */
  private static final int LEAST = 13;

  /** A number that is no brand's or fails the check, where the text calls it a card's. */
  private static final int UNCHECKED = 72;

  private final DataType type;
  private final Context context;
  private final Context label;
  private final OtherThing others;

  private PaymentCard(DataType type, Context context, Context label, OtherThing others) {
    this.label = label;
    this.type = type;
    this.context = context;
    this.others = others;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "payment_card", DataClass.PAYMENT, Severity.HIGH, "CARD", "Payment card number");
    Context context = registry.context(GeneralWords.words("payment_card"));
    Context label = registry.context(GeneralWords.words("payment_card.label"));
    PaymentCard detector = new PaymentCard(type, context, label, OtherThing.register(registry));
    registry.runs(detector);
    registry.shapes(
        detector,
        "9999 9999 9999 9999",
        "9999 999999 99999",
        "9999 999999 9999",
        "9999 9999 9999 9999 999",
        "9999 9999 9999 999",
        "9999 9999 9999 9",
        "99999999 99999999",
        "999999 9999999999999",
        "999999999999",
        "9999999999999",
        "99999999999999",
        "999999999999999",
        "9999999999999999",
        "99999999999999999",
        "999999999999999999",
        "9999999999999999999");
  }

  /** Digits with a word right before or behind: {@code card4111…}, {@code 4111…EUR}. */
  @Override
  public void found(DigitRun run, int chunk) {
    if (run.length(chunk) <= LEAST || run.isNumber(chunk)) {
      return;
    }
    ScanText text = run.text();
    int start = run.start(chunk);
    int stop = Math.min(run.end(chunk), start + Shape.MAX_CHARS);
    int from = start;
    while (from < stop && !Ascii.isDigit(text.at(from))) {
      from++;
    }
    int to = from;
    while (to < stop && Ascii.isDigit(text.at(to))) {
      to++;
    }
    boolean words =
        (from == start || BEFORE.start(text, from) >= 0)
            && (to == run.end(chunk) || BEHIND.end(text, to) >= 0);
    int first = text.at(from) - '0';
    boolean brand = first == 3 ? to - from == 15 : to - from == 16 && first >= 2 && first <= 6;
    if (words && brand && isChecked(text, from, to)) {
      text.report(type, from, to, Confidence.CHECKED);
    }
  }

  private static boolean isChecked(ScanText text, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      int digit = (text.at(i) - '0') * ((to - i) % 2 == 0 ? 2 : 1);
      sum += digit > 9 ? digit - 9 : digit;
    }
    return sum % 10 == 0;
  }

  @Override
  public void found(Shape shape) {
    int length = shape.length();
    if (shape.separator() == '/' || shape.digit(0) == 0) {
      return;
    }
    if (shape.isUniform()) {
      return;
    }
    int strength = strength(shape, length);
    if (strength == 0 || !Checksums.luhn(shape, 0, length)) {
      if (length >= LEAST && shape.text().isLabelled(label, shape.start(), shape.end())) {
        shape.report(type, UNCHECKED);
      }
      return;
    }
    if (shape.near(context)) {
      shape.report(
          type,
          shape.digit(0) == 1 ? CONTEXT_AND_1 : CONTEXT_AND_CHECK); // French NIR begin so, too
    } else if (NumberRow.isCut(shape)
        || NumberRow.hasUnlikeNeighbour(shape)
        || (!shape.isGrouped() && shape.text().at(shape.start() - 1) == '/')
        || (!shape.isGrouped() && !isCommon(shape) && others.labels(shape))) {
      return;
    } else if (strength == 2) {
      shape.report(type, shape.isGrouped() ? Confidence.SURE : Confidence.CHECKED);
    } else if (shape.isGrouped()) {
      shape.report(type, Confidence.PROBABLE);
    }
  }

  /**
   * Returns 2 for a length that is usual for the brand, 1 for one that needs context, 0 for none.
   */
  private static int strength(Shape shape, int length) {
    int two = (int) shape.number(0, 2);
    int four = (int) shape.number(0, 4);
    int six = (int) shape.number(0, 6);
    if (shape.digit(0) == 1) {
      return length == 15 ? 1 : 0; // UATP
    }
    if (shape.digit(0) == 4) {
      return length == 16 ? 2 : length == 13 || length == 19 || length == 18 ? 1 : 0;
    }
    if (two == 34 || two == 37) {
      return length == 15 ? 2 : 0;
    }
    if (two == 36 || two == 38 || two == 39 || (four >= 3000 && four <= 3059) || four == 3095) {
      return length == 14 ? 2 : length >= 16 ? 1 : 0;
    }
    if (length == 16 && isOlderJcb(four)) {
      return 2;
    }
    if (four >= 3528 && four <= 3589) {
      return length == 16 ? 2 : length > 16 ? 1 : 0;
    }
    if ((two >= 51 && two <= 55) || (six >= 222100 && six <= 272099) || isDomestic(four)) {
      return length == 16 ? 2 : 0;
    }
    if (four == 6011 || two == 65 || (six >= 644000 && six <= 649999) || two == 62 || two == 81) {
      return length == 16 ? 2 : length > 16 ? 1 : 0;
    }
    // Maestro and Diners' older ranges come in every length.
    return two == 50 || two == 60 || (two >= 56 && two <= 69) ? length == 16 ? 2 : 1 : 0;
  }

  /** Tells the brands that most cards are of: the others are mostly numbers of other things. */
  private static boolean isCommon(Shape shape) {
    int two = (int) shape.number(0, 2);
    return shape.digit(0) == 4 || two == 34 || two == 37 || (two >= 51 && two <= 55) || two == 22;
  }

  private static boolean isOlderJcb(int four) {
    return (four >= 3088 && four <= 3102 && four != 3095)
        || (four >= 3112 && four <= 3120)
        || four == 3137
        || four == 3158
        || four == 3159
        || (four >= 3337 && four <= 3349);
  }

  /** Mir, Troy, Dankort, RuPay and UATP's neighbours: ranges of one country. */
  private static boolean isDomestic(int four) {
    return (four >= 2200 && four <= 2205)
        || four == 9792
        || four == 5019
        || (four >= 8171 && four <= 8172)
        || four == 3538;
  }
}
