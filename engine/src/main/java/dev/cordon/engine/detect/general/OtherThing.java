package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;

/**
 * What is numbered and tells nothing about anybody: orders, parts, tickets. Its word right before a
 * number takes away what the number's form alone is worth, and outranks a word farther off.
 * Immutable.
 */
public final class OtherThing {
  /** How far before a number such a word begins, bytes. */
  private static final int BEFORE = 26;

  /** How many bytes may stand between the word and its number: {@code " number is "}. */
  private static final int LABEL = 14;

  /** Nearer words make one label: {@code passport reference}. */
  private static final int APART = 16;

  private final Context context;

  private OtherThing(Context context) {
    this.context = context;
  }

  /** Makes the words known to a registry. */
  public static OtherThing register(Registry registry) {
    return new OtherThing(registry.context(GeneralWords.words("other_thing")));
  }

  /** Tells whether a word for another thing stands right before a number, or in its key. */
  public boolean labels(Shape shape) {
    return shape.text().keyHas(context) || gap(shape) >= 0;
  }

  /**
   * Tells whether a word for another thing stands right before a number, and the number's own word
   * far off.
   *
   * @param shape the number
   * @param own the words for what it may be
   */
  public boolean outranks(Shape shape, Context own) {
    int gap = gap(shape);
    if (gap < 0 || gap > LABEL) {
      return false;
    }
    ScanText text = shape.text();
    int distance = text.distance(own, shape.start(), shape.end(), ScanText.BEFORE, ScanText.AFTER);
    return distance > gap + APART;
  }

  /** Returns how far before a number its label stands, -1 if there is none or it is another's. */
  private int gap(Shape shape) {
    ScanText text = shape.text();
    int gap = text.distance(context, shape.start(), shape.end(), BEFORE, 0);
    if (gap == 1 && text.at(shape.start() - 1) == '-') {
      return -1; // a file is named so
    }
    for (int i = shape.start() - gap; i < shape.start(); i++) {
      if (Ascii.isDigit(text.at(i))) {
        return -1;
      }
    }
    return gap;
  }
}
