package dev.cordon.engine.detect.general;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.Context;
import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Registry;
import dev.cordon.engine.detect.Run;
import dev.cordon.engine.detect.RunDetector;
import dev.cordon.engine.detect.ScanText;
import dev.cordon.engine.detect.Severity;

/**
 * Phone numbers: international (E.164) with any grouping, and national forms. National forms that
 * could be something else need a context word.
 */
final class PhoneNumber implements RunDetector {
  private static final int MOST_CHUNKS = 8;
  private static final int MOST_DIGITS = 15;

  private final DataType type;
  private final Context context;

  private PhoneNumber(DataType type, Context context) {
    this.type = type;
    this.context = context;
  }

  static void register(Registry registry) {
    DataType type =
        registry.type("phone_number", DataClass.PERSONAL, Severity.MEDIUM, "PHONE", "Phone number");
    Context context =
        registry.context(
            "phone",
            "*phone",
            "telephone*",
            "tel",
            "tlf",
            "tlph",
            "mobile",
            "mob",
            "cell",
            "cellular",
            "fax",
            "call",
            "calling",
            "called",
            "dial",
            "text me",
            "sms",
            "whatsapp",
            "hotline",
            "contact",
            "reach me",
            "reach",
            "ring",
            "extension",
            "telefon*",
            "*telefon",
            "mobil*",
            "handy",
            "*nummer",
            "téléphone",
            "telefono",
            "teléfono",
            "móvil",
            "celular",
            "telefone",
            "cellulare",
            "puhelin*",
            "telefoon",
            "телефон*",
            "*电话",
            "*手机",
            "*電話");
    registry.runs(new PhoneNumber(type, context));
  }

  @Override
  public void found(Run run, int chunk) {
    if (!run.isNumber(chunk) || run.length(chunk) > MOST_DIGITS) {
      return;
    }
    ScanText text = run.text();
    int start = run.start(chunk);
    int before = text.at(start - 1);
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

  private void international(Run run, int first, int start, boolean zeros) {
    ScanText text = run.text();
    if (Ascii.isAlnum(text.at(start - 1))) {
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
      int confidence = zeros ? 70 : 95;
      if (text.near(context, start, run.end(best), 40, 20)) {
        confidence = Math.max(confidence, 95);
      }
      text.report(type, start, run.end(best), confidence);
    }
  }

  /** Without a context word only few forms are enough; rows of other numbers are left at once. */
  private boolean mayBeNational(Run run, int chunk) {
    int first = run.text().at(run.start(chunk));
    int length = run.length(chunk);
    return first == '0' || length == 3 || (length == 1 && first == '1') || run.text().has(context);
  }

  private void national(Run run, int first, int start) {
    ScanText text = run.text();
    boolean open = text.at(start - 1) == '(';
    int from = open ? start - 1 : start;
    int total = 0;
    int best = -1;
    int bestScore = 0;
    for (int i = first; i < run.size() && i - first < MOST_CHUNKS && run.isNumber(i); i++) {
      total += run.length(i);
      if (total > 12) {
        break;
      }
      if (total >= 7 && ends(run, i)) {
        int score = NationalForms.score(run, first, i, total);
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
    if (text.near(context, from, end, 40, 20)) {
      bestScore = bestScore >= NationalForms.WEAK ? 90 : bestScore;
    }
    text.report(type, from, end, bestScore);
  }

  private static boolean isFree(Run run, int chunk) {
    ScanText text = run.text();
    int start = run.start(chunk);
    int before = text.at(start - 1);
    if (before == '(') {
      before = text.at(start - 2);
      return !Ascii.isAlnum(before);
    }
    if (before == '-' || before == '.' || before == '/') {
      return !Ascii.isAlnum(text.at(start - 2))
          && text.at(start - 2) != ')'
          && text.at(start - 2) != '.';
    }
    return text.beginsWord(start)
        && before != '$'
        && before != '#'
        && before != ')'
        && !isInner(run, chunk);
  }

  /**
   * A chunk in the middle of a row of numbers with a blank between may be the middle of a number.
   */
  private static boolean isInner(Run run, int chunk) {
    return chunk > 0 && run.isNumber(chunk - 1) && run.gap(chunk) != ' ';
  }

  private static boolean ends(Run run, int last) {
    ScanText text = run.text();
    int end = run.end(last);
    int behind = text.at(end);
    if (behind == '-' || behind == '.' || behind == '/' || behind == ':') {
      return !Ascii.isAlnum(text.at(end + 1));
    }
    return behind != '%' && behind != '@' && behind != '_' && !Ascii.isAlnum(behind);
  }
}
