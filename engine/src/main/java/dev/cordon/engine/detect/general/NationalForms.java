package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Confidence;
import dev.cordon.engine.detect.DigitRun;
import dev.cordon.engine.detect.ScanText;

/** How much a row of digit groups looks like a national phone number. */
final class NationalForms {
  /** A form that a context word must confirm: not reported alone. */
  static final int WEAK = 20;

  private NationalForms() {}

  /**
   * Scores the chunks {@code first} to {@code last}.
   *
   * @return 0 for no form, {@link #WEAK} for one that needs context, or a confidence
   */
  static int score(DigitRun run, int first, int last, int total) {
    int chunks = last - first + 1;
    if (isDate(run, first, last)) {
      return 0;
    }
    ScanText text = run.text();
    boolean open = text.at(run.start(first) - 1) == '(';
    int american = american(run, first, last, total, open);
    if (american > 0) {
      return american;
    }
    if (total == 11 && chunks == 5 && isRussian(run, first)) {
      return Confidence.LABELLED;
    }
    if (text.at(run.start(first)) == '0') {
      return trunk(run, first, last, total, open);
    }
    if (chunks == 1) {
      boolean date = total == 8 && isCentury(text, run.start(first));
      boolean round = isRound(text, run.end(last));
      return total >= 7 && total <= 11 && !date && !round ? WEAK : 0;
    }
    if (isYears(run, first, last)) {
      return 0;
    }
    for (int i = first; i <= last; i++) {
      if (run.length(i) > 8 || (run.length(i) == 1 && i > first)) {
        return 0;
      }
    }
    return run.gap(first + 1) == '/' ? 0 : WEAK;
  }

  /** Tells {@code 8-912-555-01-02}, a mobile phone's in Russia and its neighbours. */
  private static boolean isRussian(DigitRun run, int first) {
    ScanText text = run.text();
    return run.length(first) == 1
        && text.at(run.start(first)) == '8'
        && run.length(first + 1) == 3
        && (text.at(run.start(first + 1)) == '9' || text.at(run.start(first + 1)) == '7')
        && run.length(first + 2) == 3
        && run.length(first + 3) == 2
        && run.gap(first + 1) == run.gap(first + 2);
  }

  /**
   * North America: {@code (212) 555-0142}, {@code 1-212-555-0142}; no area or exchange begins with
   * 0 or 1.
   */
  private static int american(DigitRun run, int first, int last, int total, boolean open) {
    int area = first;
    if (total == 11 && run.length(first) == 1 && run.text().at(run.start(first)) == '1') {
      area++;
    } else if (total != 10) {
      return 0;
    }
    if (last - area == 0) {
      return 0;
    }
    if (last - area != 2 || run.length(area) != 3 || run.length(area + 1) != 3) {
      return 0;
    }
    ScanText text = run.text();
    int a = text.at(run.start(area));
    int b = text.at(run.start(area + 1));
    if (a < '2' || b < '2' || (text.at(run.start(area) + 1) == '9')) {
      return 0;
    }
    int gap = run.gap(area + 1);
    if (open || gap == '(' || gap == ')') {
      return Confidence.STRONG;
    }
    if (gap != run.gap(area + 2) && (gap == '.' || gap == '/')) {
      return WEAK;
    }
    return gap == '-' || run.gap(area + 2) == '-'
        ? Confidence.SUPPORTED
        : gap == '.' ? Confidence.LABELLED : Confidence.POSSIBLE;
  }

  /** Numbers with the trunk prefix 0 of Europe, Asia and Oceania. */
  private static int trunk(DigitRun run, int first, int last, int total, boolean open) {
    int chunks = last - first + 1;
    if (total < 8 || total > 12) {
      return 0;
    }
    if (chunks == 1) {
      return total >= 9 && total <= 11 ? WEAK : 0;
    }
    int length = run.length(first);
    if (open) {
      return length >= 2 && length <= 5 ? Confidence.LABELLED : 0;
    }
    ScanText text = run.text();
    if (text.at(run.start(first) + 1) == '0' && length > 1) {
      return WEAK;
    }
    if (chunks == 5 && total == 10 && isPairs(run, first, last)) {
      return isInRow(run, first, last) || isDump(run, first, last) ? WEAK : Confidence.CHECKED;
    }
    int gap = run.gap(first + 1);
    boolean british = total == 11 && (length == 5 || length == 3 || length == 4) && gap == ' ';
    if (british) {
      return Confidence.LABELLED;
    }
    return (total == 10 || total == 11)
            && length >= 2
            && length <= 5
            && gap != '.'
            && run.length(last) >= 2
        ? 60
        : WEAK;
  }

  /** Tells {@code 2002-2008}. */
  private static boolean isYears(DigitRun run, int first, int last) {
    return last == first + 1
        && run.length(first) == 4
        && run.length(last) == 4
        && isCentury(run.text(), run.start(first))
        && isCentury(run.text(), run.start(last));
  }

  /** Tells {@code 1000000}. */
  private static boolean isRound(ScanText text, int end) {
    for (int i = end - 4; i < end; i++) {
      if (text.at(i) != '0') {
        return false;
      }
    }
    return true;
  }

  /** Tells pairs that are bytes: {@code <01 02 03 04 05>}, {@code 02 01 03 30 81 --}. */
  private static boolean isDump(DigitRun run, int first, int last) {
    ScanText text = run.text();
    int before = text.at(run.start(first) - 1);
    before = before == ' ' ? text.at(run.start(first) - 2) : before;
    int behind = text.at(run.end(last));
    behind = behind == ' ' ? text.at(run.end(last) + 1) : behind;
    boolean counts = true;
    for (int i = first; i < last; i++) {
      counts &= text.at(run.end(i + 1) - 1) == text.at(run.end(i) - 1) + 1;
    }
    return counts || before == '-' || before == '<' || behind == '-' || behind == '>';
  }

  /** Tells whether more such groups stand before or behind: a row of bytes, or a table. */
  private static boolean isInRow(DigitRun run, int first, int last) {
    return (first > 0 && run.gap(first) == ' ' && run.length(first - 1) <= 2)
        || (last + 1 < run.size() && run.gap(last + 1) == ' ' && run.length(last + 1) <= 2);
  }

  private static boolean isPairs(DigitRun run, int first, int last) {
    for (int i = first; i <= last; i++) {
      if (run.length(i) != 2 || (i > first && run.gap(i) != run.gap(first + 1))) {
        return false;
      }
    }
    return true;
  }

  /** Tells {@code 2024-05-17} and {@code 17.05.2024}. */
  private static boolean isDate(DigitRun run, int first, int last) {
    if (last - first < 2) {
      return false;
    }
    ScanText text = run.text();
    int a = run.length(first);
    int b = run.length(first + 1);
    int c = run.length(first + 2);
    boolean year = a == 4 && b <= 2 && c <= 2 && isCentury(text, run.start(first));
    return year || (a <= 2 && b <= 2 && c == 4 && isCentury(text, run.start(first + 2)));
  }

  private static boolean isCentury(ScanText text, int at) {
    int first = text.at(at);
    return (first == '1' && text.at(at + 1) == '9') || (first == '2' && text.at(at + 1) == '0');
  }
}
