package dev.cordon.engine.detect.national;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Shape;
import dev.cordon.engine.detect.ShapeDetector;
import dev.cordon.engine.detect.general.NumberRow;
import dev.cordon.engine.detect.general.OtherThing;
import org.jspecify.annotations.Nullable;

/**
 * One row of {@code identifiers.txt}: a form, a checksum, context words and what they are worth.
 */
final class NationalNumber implements ShapeDetector {
  /** What a word of the country adds to a form that many countries have. */
  private static final int COUNTRY = 8;

  /** What a general word with one of the country falls short of the identifier's own name. */
  private static final int GENERIC = 4;

  /** What a form whose check fails falls short of one that passes. */
  private static final int UNCHECKED = 18;

  /** From so many characters and so much confidence on a form is no rest of a hash. */
  private static final int LONG = 15;

  private static final int CERTAIN = 93;

  /** Below this a form alone is worth nothing behind a word for another thing. */
  private static final int STRONG = 90;

  private final DataType type;
  private final Context context;
  private final Context generic;
  private final OtherThing others;
  private final @Nullable Context country;
  private final Home home;
  private final String checkName;

  /** Looked up when the first form is met: most never are. */
  private volatile @Nullable Check check;

  private final int nearContext;
  private final int groupedAlone;
  private final int plainAlone;

  NationalNumber(
      DataType type,
      Context context,
      Context generic,
      OtherThing others,
      @Nullable Context country,
      Home home,
      String checkName,
      int[] confidences) {
    this.type = type;
    this.context = context;
    this.generic = generic;
    this.others = others;
    this.country = country;
    this.home = home;
    this.checkName = checkName;
    this.nearContext = confidences[0];
    this.groupedAlone = confidences[1];
    this.plainAlone = confidences[2];
  }

  private Check check() {
    Check known = check;
    if (known == null) {
      known = Checks.of(checkName);
      check = known;
    }
    return known;
  }

  @Override
  public void found(Shape shape) {
    ScanText text = shape.text();
    int alone = shape.isGrouped() ? groupedAlone : plainAlone;
    if (alone == 0 && !text.has(context) && !mayBeCountrys(text) && !home.isChosen()) {
      return;
    }
    int confidence =
        check().passes(shape)
            ? confidence(shape, home.raise(shape, alone, check()))
            : labelled(shape);
    if (confidence > 0) {
      // The form of Hong Kong ends in a bracket: A123456(3).
      boolean bracket = shape.separator() == '(' && text.at(shape.end()) == ')';
      if (bracket && Ascii.isAlnum(text.at(shape.end() + 1))) {
        return;
      }
      int start = shape.start() - check().before();
      text.report(type, start, bracket ? shape.end() + 1 : shape.end(), confidence);
    }
  }

  /**
   * Returns what the form alone is worth where the text names it: people mistype, and samples have
   * no check digit.
   */
  private int labelled(Shape shape) {
    if (!check().isSelective()
        || shape.isUniform()
        || !shape.text().isLabelled(context, shape.start() - check().before(), shape.end())
        || others.outranks(shape, context)) {
      return 0;
    }
    return Math.max(Confidence.LIKELY, Math.min(nearContext, Confidence.STRONG) - UNCHECKED);
  }

  private boolean mayBeCountrys(ScanText text) {
    return country != null && text.has(country) && text.has(generic) && check().isSelective();
  }

  private int confidence(Shape shape, int alone) {
    if (shape.near(context)) {
      if (others.outranks(shape, context)) {
        return 0;
      }
      boolean surer = !check().isSelective() && country != null && shape.near(country);
      return surer ? nearContext + COUNTRY : nearContext;
    }
    if (mayBeCountrys(shape.text())
        && country != null
        && shape.near(country)
        && shape.near(generic)
        && !NumberRow.isTail(shape)) {
      return nearContext - GENERIC;
    }
    boolean chance = alone < CERTAIN || shape.length() < LONG;
    if (alone == 0
        || (chance && hasLower(shape))
        || NumberRow.isCut(shape)
        || NumberRow.goesOn(shape)) {
      return 0;
    }
    return alone < STRONG && others.labels(shape) ? 0 : alone;
  }

  /**
   * What is written in small letters without a word for it is rather a part of a hash or a name.
   */
  private static boolean hasLower(Shape shape) {
    for (int i = shape.start(); i < shape.end(); i++) {
      if (Ascii.isLower(shape.text().at(i))) {
        return true;
      }
    }
    return false;
  }
}
