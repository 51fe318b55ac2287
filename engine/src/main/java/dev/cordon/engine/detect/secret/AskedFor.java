package dev.cordon.engine.detect.secret;

import dev.cordon.engine.detect.Ascii;
import dev.cordon.engine.detect.ScanText;

/**
 * What is answered where a secret was asked for: {@code what's the API key?}, and on the next line,
 * perhaps behind who speaks, the key and nothing more.
 */
final class AskedFor {
  private static final int QUESTION = 32;
  private static final int LINE = 200;

  /** How much may stand on the line before the answer. */
  private static final int LEAD = 48;

  private static final String[] LEADS = SecretWords.of("asked_for");

  private AskedFor() {}

  /**
   * Takes the answer's place, if there is one.
   *
   * @param text the text
   * @param span takes the place
   * @param end the byte after the words that name the secret
   */
  static boolean answer(ScanText text, SecretSpan span, int end) {
    int mark = end;
    while (mark - end < QUESTION && isAsking(text.at(mark))) {
      mark++;
    }
    if (text.at(mark) != '?') {
      return false;
    }
    int line = nextLine(text, mark + 1);
    if (line < 0) {
      return false;
    }
    int to = line;
    while (to - line < LINE && text.at(to) >= ' ' && !isBreak(text, to)) {
      to++;
    }
    if (to - line == LINE) {
      return false;
    }
    while (to > line && " .,`\"'*".indexOf(text.at(to - 1)) >= 0) {
      to--;
    }
    int from = to;
    while (from > line && text.at(from - 1) > ' ') {
      from--;
    }
    int lead = from;
    while (from < to && "`\"'*".indexOf(text.at(from)) >= 0) {
      from++;
    }
    span.start = from;
    span.random = from;
    span.end = to;
    return from < to && lead - line <= LEAD && (lead == line || isLead(text, lead));
  }

  private static boolean isAsking(int b) {
    return Ascii.isLetter(b) || b == ' ' || b == '\'' || b == '-' || b == ',';
  }

  private static boolean isBreak(ScanText text, int at) {
    return text.at(at) == '\n' || (text.at(at) == '\\' && text.at(at + 1) == 'n');
  }

  /** Returns where the next line begins that holds something, or -1. */
  private static int nextLine(ScanText text, int from) {
    int i = from;
    int lines = 0;
    while (i - from < 16) {
      int b = text.at(i);
      if (isBreak(text, i)) {
        lines++;
        i += b == '\n' ? 1 : 2;
      } else if (b == '\\' && text.at(i + 1) == 'r') {
        i += 2;
      } else if (b == ' ' || b == '\r' || b == '?' || b == '"' || (b == '>' && lines > 0)) {
        i++;
      } else {
        break;
      }
    }
    return lines >= 1 && lines <= 2 && text.at(i) > ' ' ? i : -1;
  }

  /** Tells {@code ann: sure, it's} from the words of a sentence. */
  private static boolean isLead(ScanText text, int end) {
    int last = text.at(end - 2);
    if (last == ':' || last == ',' || last == '>' || last == '-' || last == '=') {
      return true;
    }
    for (String word : LEADS) {
      int from = end - 1 - word.length();
      if (LabelSyntax.stands(text, from, word) && !Ascii.isWord(text.at(from - 1))) {
        return true;
      }
    }
    return false;
  }
}
