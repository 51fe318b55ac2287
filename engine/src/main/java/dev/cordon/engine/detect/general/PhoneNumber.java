package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.FileEnding;
import dev.cordon.engine.detect.Regions;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * Phone numbers: international (E.164) with any grouping, and national forms. National forms that
 * could be something else need a context word.
 */
final class PhoneNumber implements RunDetector {
  /** A weak form right behind a verb such as call. */
  private static final int VERB_BEFORE = 72;

  private static final int MOST_CHUNKS = 8;
  private static final int LEAST_DIGITS = 7;
  private static final int MOST_DIGITS = 15;

  /** How far before a number the label of something else stands that it belongs to, bytes. */
  private static final int OTHER = 26;

  /** A word of other things may stand between: {@code phone number}. */
  private static final int PHONE_NUMBER = 14;

  private final DataType type;
  private final Context context;
  private final Context verbs;
  private final Context others;
  private final RegionalForms forms;

  private PhoneNumber(
      DataType type, Context context, Context verbs, Context others, RegionalForms forms) {
    this.type = type;
    this.context = context;
    this.verbs = verbs;
    this.others = others;
    this.forms = forms;
  }

  static void register(Registry registry, Regions regions) {
    DataType type =
        registry.type("phone_number", DataClass.PERSONAL, Severity.MEDIUM, "PHONE", "Phone number");
    Context context = registry.context(GeneralWords.words("phone_number"));
    Context verbs = registry.context(GeneralWords.words("phone_number.verbs"));
    Context others = registry.context(GeneralWords.words("phone_number.others"));
    RegionalForms forms = RegionalForms.of(regions);
    registry.runs(new PhoneNumber(type, context, verbs, others, forms));
  }

  @Override
  public void found(DigitRun run, int chunk) {
    if (!run.isNumber(chunk) || run.length(chunk) > MOST_DIGITS) {
      return;
    }
    ScanText text = run.text();
    int start = run.start(chunk);
    int before = text.at(start - 1);
    if (run.end(chunk) - start > run.length(chunk) && text.at(start + 1) == '.') {
      return; // 1.3.6.1.5.5.7.1: an object identifier
    }
    if (before == '+' || (before == '(' && text.at(start - 2) == '+')) {
      international(run, chunk, before == '+' ? start - 1 : start - 2, false);
    } else if (text.at(start) == '0'
        && text.at(start + 1) == '0'
        && run.length(chunk) > 2
        && isFree(run, chunk)) {
      international(run, chunk, start, true);
    } else if (mayBeNational(run, chunk) && isFree(run, chunk)) {
      national(run, chunk, start);
    }
  }

  private void international(DigitRun run, int first, int start, boolean zeros) {
    ScanText text = run.text();
    if (Ascii.isAlnum(text.at(start - 1)) && !text.beginsWord(start) && !isNamed(text, start)) {
      return;
    }
    long digits = 0;
    int count = 0;
    int best = -1;
    for (int i = first; i < run.size() && i - first < MOST_CHUNKS && run.isNumber(i); i++) {
      boolean trunk =
          i > first
              && run.length(i) == 1
              && text.at(run.start(i)) == '0'
              && text.at(run.start(i) - 1) == '(';
      int from = zeros && i == first ? 2 : 0;
      if (count + run.length(i) - from > MOST_DIGITS) {
        break;
      }
      if (!trunk) {
        for (int k = run.start(i); k < run.end(i); k++) {
          if (Ascii.isDigit(text.at(k)) && from-- <= 0) {
            digits = digits * 10 + text.at(k) - '0';
            count++;
          }
        }
      }
      if (count >= 7
          && (i == first || run.length(i) > 1)
          && CallingCodes.fits(digits, count)
          && ends(run, i)) {
        best = i;
      }
    }
    if (best >= 0) {
      int from = isBracketed(text, start) ? start - 1 : start;
      int end = run.end(best);
      int confidence = zeros ? confidence(text, start, end, Confidence.PROBABLE) : Confidence.SURE;
      text.report(type, from, Extension.end(text, end), confidence);
    }
  }

  /** Tells {@code tel+49…} and {@code CZ+420…} from letters of code before a plus. */
  private boolean isNamed(ScanText text, int start) {
    boolean country =
        Ascii.isUpper(text.at(start - 1))
            && Ascii.isUpper(text.at(start - 2))
            && !Ascii.isAlnum(text.at(start - 3));
    return country || isGlued(text, start);
  }

  /** Tells whether a word for a phone stands right before, without a blank between. */
  private boolean isGlued(ScanText text, int start) {
    int mark = text.at(start - 1) == '_' ? 1 : 0; // phone_206-555-0148_home.vcf
    return (mark == 1 || Ascii.isLetter(text.at(start - 1)))
        && text.has(context)
        && text.distance(context, start, start, OTHER, 0) == mark;
  }

  /** Tells whether the picture of a phone stands before a number. */
  private static boolean isPictured(ScanText text, int start) {
    int i = start;
    while (start - i < 2 && text.at(i - 1) == ' ') {
      i--;
    }
    i -= text.at(i - 1) == 0x8f && text.at(i - 2) == 0xb8 && text.at(i - 3) == 0xef ? 3 : 0;
    int last = text.at(i - 1);
    boolean sign =
        text.at(i - 3) == 0xe2 && text.at(i - 2) == 0x98 && (last == 0x8e || last == 0x8f);
    return sign
        || (text.at(i - 4) == 0xf0
            && text.at(i - 3) == 0x9f
            && text.at(i - 2) == 0x93
            && (last == 0x9e || (last >= 0xb1 && last <= 0xb2)));
  }

  /** Tells {@code (+1) 212…}, where the bracket belongs to the number. */
  private static boolean isBracketed(ScanText text, int plus) {
    if (text.at(plus - 1) != '(' || text.at(plus) != '+') {
      return false;
    }
    int i = plus + 1;
    while (i - plus < 5 && Ascii.isDigit(text.at(i))) {
      i++;
    }
    return text.at(i) == ')';
  }

  /** Without a context word only few forms are enough; rows of other numbers are left at once. */
  private boolean mayBeNational(DigitRun run, int chunk) {
    int first = run.text().at(run.start(chunk));
    int length = run.length(chunk);
    return first == '0'
        || length == 3
        || (length == 1 && first == '1')
        || run.text().has(context)
        || run.text().has(verbs)
        || forms.mayBegin(run, chunk);
  }

  private void national(DigitRun run, int first, int start) {
    ScanText text = run.text();
    if (isMonths(text, start)) {
      return;
    }
    boolean open = text.at(start - 1) == '(';
    int from = open ? start - 1 : start;
    int total = 0;
    int best = -1;
    int bestScore = 0;
    for (int i = first; i < run.size() && i - first < MOST_CHUNKS && run.isNumber(i); i++) {
      total += run.length(i);
      if (total > 12 || (i > first && opensAnother(run, i))) {
        break;
      }
      if (total >= 7 && ends(run, i)) {
        int score = NationalForms.score(run, first, i, total);
        if (score > NationalForms.WEAK && score < 75 && isRow(run, first)) {
          score = NationalForms.WEAK;
        }
        if (score == NationalForms.WEAK && forms.fit(run, first, i)) {
          score = Confidence.PLAUSIBLE;
        }
        if (score > 0 && score >= bestScore) {
          best = i;
          bestScore = score;
        }
      }
    }
    if (best < 0) {
      return;
    }
    int end = run.end(best);
    text.report(type, from, Extension.end(text, end), confidence(text, from, end, bestScore));
  }

  /** Tells {@code 07/2024–06/2025}, from a month to another one. */
  private static boolean isMonths(ScanText text, int start) {
    int i = monthEnd(text, start);
    if (i < 0) {
      return false;
    }
    i += text.at(i) == ' ' ? 1 : 0;
    i += text.at(i) == '-' ? 1 : text.at(i) == 0xe2 && text.at(i + 1) == 0x80 ? 3 : 0;
    i += text.at(i) == ' ' ? 1 : 0;
    return monthEnd(text, i) > 0;
  }

  /** Returns the end of a month and a year at a place, {@code 07/2024}, or -1. */
  private static int monthEnd(ScanText text, int at) {
    int mark = text.at(at + 2);
    boolean month =
        (text.at(at) == '0' && Ascii.isDigit(text.at(at + 1)))
            || (text.at(at) == '1' && text.at(at + 1) >= '0' && text.at(at + 1) <= '2');
    boolean century =
        (text.at(at + 3) == '1' && text.at(at + 4) == '9')
            || (text.at(at + 3) == '2' && text.at(at + 4) == '0');
    return month
            && century
            && (mark == '/' || mark == '.' || mark == '-')
            && Ascii.isDigit(text.at(at + 5))
            && Ascii.isDigit(text.at(at + 6))
            && !Ascii.isDigit(text.at(at + 7))
        ? at + 7
        : -1;
  }

  /**
   * A word for a phone raises any form, a verb such as {@code call} right before it too. Another
   * thing's label right before the number takes away what the form alone is worth.
   */
  private int confidence(ScanText text, int start, int end, int score) {
    if (isPictured(text, start)) {
      return Confidence.STRONG;
    }
    int label = text.distance(others, start, end, OTHER, 0);
    int phone = text.distance(context, start, end, 40, 28);
    if (text.keyHas(context) || (phone >= 0 && (label < 0 || phone <= label + PHONE_NUMBER))) {
      return Confidence.STRONG;
    }
    boolean labelled = label >= 0 || text.keyHas(others);
    if (!labelled && text.near(verbs, start, end, 24, 0)) {
      return score == NationalForms.WEAK ? VERB_BEFORE : Confidence.STRONG;
    }
    return labelled ? Math.min(score, Confidence.DOUBTFUL) : score;
  }

  private boolean isFree(DigitRun run, int chunk) {
    ScanText text = run.text();
    int start = run.start(chunk);
    int before = text.at(start - 1);
    if (before == '(') {
      before = text.at(start - 2);
      return !Ascii.isAlnum(before);
    }
    if (before == '#') {
      return text.near(context, start, start, 14, 0); // no ticket
    }
    if (before == '.' && Ascii.isLetter(text.at(start - 2))) {
      int gap = text.distance(context, start, start, OTHER, 0);
      return gap == 0 || gap == 1; // Tel.0207…
    }
    if (before == '-' || before == '.' || before == '/') {
      return !Ascii.isAlnum(text.at(start - 2))
          && text.at(start - 2) != ')'
          && text.at(start - 2) != '.';
    }
    // The seconds of 23:32:02 2011.
    boolean time = before == ':' && Ascii.isDigit(text.at(start - 2)) && text.at(start - 4) == ':';
    return (text.beginsWord(start) || isGlued(text, start))
        && before != '$'
        && before != ')'
        && !time
        && !isInner(run, chunk);
  }

  /**
   * A chunk in the middle of a row of numbers with a blank between may be the middle of a number.
   */
  private static boolean isInner(DigitRun run, int chunk) {
    return chunk > 0
        && run.isNumber(chunk - 1)
        && run.gap(chunk) != ' '
        && !opensAnother(run, chunk);
  }

  /** Tells the slash with blanks between two numbers from the one behind an area code. */
  private static boolean opensAnother(DigitRun run, int chunk) {
    if (run.gap(chunk) != '/' || run.text().at(run.start(chunk) - 1) != ' ') {
      return false;
    }
    int digits = 0;
    for (int i = chunk - 1; i >= 0 && run.isNumber(i) && digits < LEAST_DIGITS; i--) {
      digits += run.length(i);
    }
    return digits >= LEAST_DIGITS;
  }

  /** Tells whether another number stands right before. */
  private static boolean isRow(DigitRun run, int first) {
    return first > 0 && run.isNumber(first - 1) && run.gap(first) == ' ';
  }

  private static boolean ends(DigitRun run, int last) {
    ScanText text = run.text();
    int end = run.end(last);
    int behind = text.at(end);
    if (behind == '-' || behind == '.' || behind == '/' || behind == ':') {
      return !Ascii.isAlnum(text.at(end + 1))
          || (behind == '-' && Ascii.isLetter(text.at(end + 1)))
          || FileEnding.isAt(text, end);
    }
    return behind != '%'
        && behind != '@'
        && (!Ascii.isAlnum(behind) || Extension.end(text, end) > end);
  }
}
