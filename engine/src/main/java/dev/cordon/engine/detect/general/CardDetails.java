package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;

/**
 * What stands next to a card number: the security code and the expiry date, each under its label.
 */
final class CardDetails implements ShapeDetector {
  /** How far before an expiry date the number of a lot stands, bytes. */
  private static final int LOT = 48;

  private final DataType type;
  private final Context label;
  private final Context lot;
  private final boolean date;

  private CardDetails(DataType type, Context label, Context lot, boolean date) {
    this.lot = lot;
    this.type = type;
    this.label = label;
    this.date = date;
  }

  static void register(Registry registry) {
    Context lot = registry.context(GeneralWords.words("card_details.lot"));
    DataType code =
        registry.type(
            "payment_card.cvv", DataClass.PAYMENT, Severity.HIGH, "CVV", "Card security code");
    Context codes = registry.context(GeneralWords.words("card_details.codes"));
    registry.shapes(new CardDetails(code, codes, lot, false), "999", "9999");
    DataType expiry =
        registry.type(
            "payment_card.expiry",
            DataClass.PAYMENT,
            Severity.MEDIUM,
            "EXPIRY",
            "Card expiry date");
    Context dates = registry.context(GeneralWords.words("card_details.dates"));
    registry.shapes(
        new CardDetails(expiry, dates, lot, true),
        "99/99",
        "99/9999",
        "99-99",
        "99-9999",
        "9999-99",
        "9/99",
        "9/9999");
  }

  @Override
  public void found(Shape shape) {
    ScanText text = shape.text();
    int start = shape.start();
    if (!text.near(label, start, shape.end(), date ? 28 : 22, date ? 0 : 8)) {
      if (date && isSlashed(shape)) {
        behindCard(shape, start);
      }
      return;
    }
    if (date) {
      if (text.near(lot, start, shape.end(), LOT, 0)) {
        return; // what expires is a medicine
      }
      boolean yearFirst = shape.length() == 6 && shape.number(0, 2) == 20;
      int months = shape.length() % 2 == 0 ? 2 : 1;
      int month = (int) (yearFirst ? shape.number(4, 6) : shape.number(0, months));
      int year =
          (int) (yearFirst ? shape.number(2, 4) : shape.number(months, shape.length()) % 100);
      if (month >= 1 && month <= 12 && year >= 10 && year <= 60) {
        shape.report(type, Confidence.SUPPORTED);
      }
    } else {
      shape.report(
          type,
          text.near(label, start, shape.end(), 12, 0) ? Confidence.STRONG : Confidence.PROBABLE);
    }
  }

  private static boolean isSlashed(Shape shape) {
    long month = shape.number(0, shape.length() % 2 == 0 ? 2 : 1);
    return shape.separator() == '/' && month >= 1 && month <= 12;
  }

  /** Reports what stands right behind the digits of a card: {@code 4111111111111111 12/27}. */
  private void behindCard(Shape shape, int start) {
    ScanText text = shape.text();
    int i = start;
    while (start - i < 4 && isBetween(text.at(i - 1))) {
      i--;
    }
    int digits = 0;
    int end = i;
    while (i < start
        && end - i < 24
        && (Ascii.isDigit(text.at(i - 1)) || isJoint(text.at(i - 1)))) {
      i--;
      digits += Ascii.isDigit(text.at(i)) ? 1 : 0;
    }
    if (digits >= 13 && digits <= 19) {
      shape.report(type, Confidence.PROBABLE);
    }
  }

  private static boolean isBetween(int b) {
    return b == ' ' || b == ',' || b == ';' || b == '|' || b == '\t';
  }

  private static boolean isJoint(int b) {
    return b == ' ' || b == '-';
  }
}
