package dev.cordon.engine.hidden;

import dev.cordon.engine.audit.Threat;
import org.jspecify.annotations.Nullable;

/**
 * Finds the strings that a content stream of PDF, written in a text, draws and doesn't show: in the
 * rendering modes 3 and 7, or in a font of size 0. Reusable; not thread-safe. Source: ISO 32000-1,
 * sections 7.8.2 (content streams) and 9.3 (text state).
 */
final class PdfText {
  /** Behind it no block of text ends. */
  private int noEnd;

  /** Where the last operand of numbers begins and ends. */
  private int number;

  private int numberEnd;

  private boolean draws;
  private boolean hidden;
  private boolean noSize;

  /** Begins a text. */
  void begin() {
    noEnd = Integer.MAX_VALUE;
  }

  /** Looks at what may begin a block of text; returns where to go on. */
  int at(byte[] text, int from, int p, int to, HiddenSpans spans) {
    boolean begins =
        p + 2 < to
            && text[p + 1] == 'T'
            && Ascii.isBlank(text[p + 2])
            && (p == from || Ascii.isBlank(text[p - 1]));
    if (!begins || p >= noEnd) {
      return p + 1;
    }
    draws = false;
    int end = block(text, p + 2, to, null);
    if (end < 0) {
      noEnd = p;
      return p + 1;
    }
    if (draws) {
      block(text, p + 2, end, spans);
    }
    return end;
  }

  /**
   * Reads a block.
   *
   * @param spans gets what is hidden; null to look for the block's end only
   * @return the byte after the block; -1 when it doesn't end
   */
  private int block(byte[] text, int from, int to, @Nullable HiddenSpans spans) {
    hidden = noSize = false;
    number = numberEnd = from;
    int p = Ascii.blank(text, from, to);
    while (p < to) {
      int end = p + 1;
      if (text[p] == '(' || (text[p] == '<' && end < to && text[end] != '<')) {
        end = text[p] == '(' ? stringEnd(text, p, to) : hexEnd(text, p, to);
        if (spans != null && (hidden || noSize) && end - p > 2) {
          spans.hidden(Threat.PDF_TEXT, p + 1, end - 1);
        }
      } else if (!isDelimiter(text[p])) {
        while (end < to && !Ascii.isBlank(text[end]) && !isDelimiter(text[end])) {
          end++;
        }
        if (operator(text, p, end)) {
          return end;
        }
      }
      p = Ascii.blank(text, end, to);
    }
    return -1;
  }

  /** Reads a number or an operator; returns whether the block ends. */
  private boolean operator(byte[] text, int p, int end) {
    if (text[p] >= '-' && text[p] <= '9') {
      number = p;
      numberEnd = end;
    } else if (end - p == 2 && text[p] == 'T') {
      draws |= text[p + 1] == 'j' || text[p + 1] == 'J';
      if (text[p + 1] == 'r') {
        hidden = numberEnd - number == 1 && (text[number] == '3' || text[number] == '7');
      } else if (text[p + 1] == 'f') {
        noSize = isZero(text);
      }
    }
    return end - p == 2 && text[p] == 'E' && text[p + 1] == 'T';
  }

  private boolean isZero(byte[] text) {
    boolean zero = numberEnd > number;
    for (int i = number; i < numberEnd; i++) {
      zero &= text[i] == '0' || text[i] == '.';
    }
    return zero;
  }

  private static int stringEnd(byte[] text, int p, int to) {
    int open = 0;
    for (int i = p; i < to; i++) {
      if (text[i] == '\\') {
        i++;
      } else if (text[i] == '(') {
        open++;
      } else if (text[i] == ')' && --open == 0) {
        return i + 1;
      }
    }
    return to;
  }

  private static int hexEnd(byte[] text, int p, int to) {
    int end = p;
    while (end < to && text[end] != '>') {
      end++;
    }
    return Math.min(to, end + 1);
  }

  private static boolean isDelimiter(byte b) {
    return b == '(' || b == ')' || b == '<' || b == '>' || b == '[' || b == ']' || b == '/';
  }
}
