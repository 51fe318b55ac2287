package dev.cordon.engine.detect.corporate;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.EndDetector;
import dev.cordon.engine.detect.LiteralDetector;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.ValueRow;
import dev.cordon.engine.detect.WordSet;

/**
 * Numbers that an organisation gives to people and to its dealings with them, behind the word for
 * it: {@code employee id: 48213}, {@code Kundennr. 998877}, {@code numéro client CL-558291}. A noun
 * without the word for a number ({@code member XJK883920115}) needs a number that begins with
 * letters.
 */
final class InternalNumber implements LiteralDetector, EndDetector {
  private static final WordSet NUMBER = CorporateWords.list("number.words");
  private static final WordSet BARE = CorporateWords.list("number.bare");
  private static final int LONGEST_KEYED = 48;

  private final DataType type;
  private final Context keys;

  private InternalNumber(DataType type, Context keys) {
    this.type = type;
    this.keys = keys;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type(
            "internal.number",
            DataClass.INTERNAL,
            Severity.LOW,
            "NUMBER",
            "Number of an employee, customer, case or contract");
    Context keys = registry.context(CorporateWords.words("number.keys"));
    InternalNumber detector = new InternalNumber(type, keys);
    registry.literals(detector, CorporateWords.words("number.nouns", "(?i)"));
    registry.ends(detector, LONGEST_KEYED, keys);
    registry.literals(new Label(detector, false), CorporateWords.words("number.whole", "(?i)"));
    registry.wholeLiterals(
        new Label(detector, true), CorporateWords.words("extension.labels", "(?i)"));
  }

  /** Finds numbers by what names them whole. */
  private static final class Label implements LiteralDetector {
    private final InternalNumber numbers;
    private final boolean extension;

    Label(InternalNumber numbers, boolean extension) {
      this.numbers = numbers;
      this.extension = extension;
    }

    @Override
    public void found(ScanText text, int start, int end) {
      if (extension) {
        numbers.extension(text, end);
      } else {
        numbers.named(text, end);
      }
    }
  }

  @Override
  public void found(ScanText text, int start, int end) {
    if (!text.beginsWord(start) && text.at(start - 1) != '_') {
      return;
    }
    int number = numberWord(text, end);
    if (number > 0) {
      named(text, number);
    } else if (isNumberBefore(text, start)) {
      named(text, end);
    } else if (text.at(end) == ' ' && BARE.holds(text, start, end)) {
      bare(text, end + 1);
    }
  }

  /** Returns the end of the word for a number that follows a noun, or -1. */
  private static int numberWord(ScanText text, int end) {
    int at = end;
    if (text.at(at) == ' ' || text.at(at) == '_' || text.at(at) == '-') {
      at++;
    }
    int stop = NUMBER.end(text, at);
    stop = stop < 0 ? stop : NumberText.plural(text, stop);
    if (stop < 0 || (Ascii.isLetter(text.at(stop)) && Ascii.isLetter(text.at(stop - 1)))) {
      return -1;
    }
    return stop;
  }

  /** Tells whether the word for a number stands before a noun: {@code número de cliente}. */
  private static boolean isNumberBefore(ScanText text, int start) {
    int at = start;
    if (text.at(at - 1) != ' ') {
      return false;
    }
    at--;
    if ((text.at(at - 1) == 'e' || text.at(at - 1) == 'i' || text.at(at - 1) == 'o')
        && text.at(at - 2) == 'd'
        && text.at(at - 3) == ' ') {
      at -= 3;
    }
    int word = NUMBER.start(text, at);
    return word >= 0 && text.beginsWord(word);
  }

  private void named(ScanText text, int label) {
    if (!number(text, NumberText.afterLabel(text, label))) {
      number(text, NumberText.afterColon(text, label));
    }
  }

  /** Reports the number at a place and those of its form that follow. */
  private boolean number(ScanText text, int first) {
    int start = first;
    int end = NumberText.end(text, start);
    if (start < 0 || !NumberText.isNumber(text, start, end)) {
      return false;
    }
    for (int length = end - start; start >= 0; start = ValueRow.next(text, start, start + length)) {
      text.report(type, start, start + length, Confidence.PROBABLE);
    }
    return true;
  }

  private void bare(ScanText text, int start) {
    int end = NumberText.end(text, start);
    boolean plain = end - start >= 5 && isDigits(text, start, end);
    if (plain || NumberText.isPrefixed(text, start, end)) {
      text.report(type, start, end, Confidence.PLAUSIBLE);
    }
  }

  private static boolean isDigits(ScanText text, int start, int end) {
    int i = start;
    while (i < end && (Ascii.isDigit(text.at(i)) || text.at(i) == '-')) {
      i++;
    }
    return i == end && NumberText.isNumber(text, start, end);
  }

  private void extension(ScanText text, int label) {
    int start = NumberText.afterLabel(text, label);
    if (start < 0) {
      return;
    }
    int end = start;
    while (Ascii.isDigit(text.at(end)) && end - start < 6) {
      end++;
    }
    if (end - start >= 3 && end - start <= 5 && text.endsWord(end) && text.at(end) != '.') {
      text.report(type, start, end, Confidence.PLAUSIBLE);
    }
  }

  /** What stands alone under a key that names it. */
  @Override
  public void end(ScanText text) {
    if (text.to() - text.from() > LONGEST_KEYED || !text.keyHas(keys)) {
      return;
    }
    int end = NumberText.end(text, text.from());
    if (end == text.to() && NumberText.isNumber(text, text.from(), end)) {
      text.report(type, text.from(), end, Confidence.PROBABLE);
    }
  }
}
