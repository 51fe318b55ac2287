package dev.cordon.engine.hidden;

import dev.cordon.engine.audit.Threat;

/**
 * Finds what a text holds and no reader sees. Exact: what is found shows nothing where it stands,
 * and what shows something, or makes something else show as it does, is not found: emoji and their
 * joiners, flags, the joiners of Persian and Indic scripts, marks of right-to-left texts. And words
 * that hold other letters than they show. One pass; nothing is allocated. Reusable; not
 * thread-safe.
 *
 * <p>Sources: Unicode 16, chapter 23 (special areas and format characters); UTS 51, emoji
 * sequences; UTS 37, ideographic variation; ECMA-48, control sequences; CommonMark 0.31, link
 * reference definitions.
 */
final class HiddenText {
  /** Fewer characters without width carry too little, and real scripts may have two in a row. */
  private static final int FEWEST = 4;

  private static final HiddenStops BEGINS = new HiddenStops();

  private final HiddenMarkup markup = new HiddenMarkup();
  private final PdfText pdf = new PdfText();
  private final MixedWords words = new MixedWords();

  /** Finds what is hidden in a text. */
  void find(byte[] text, int from, int to, HiddenSpans spans) {
    markup.begin(to - from);
    pdf.begin();
    int read = from;
    int p = BEGINS.next(text, from, from, to);
    while (p < to) {
      int lead = text[p] & 0xFF;
      boolean letter = lead >= 0xCD && lead <= 0xD4;
      read = letter ? words.at(text, from, read, p, to, spans) : at(text, from, p, to, spans);
      p = BEGINS.next(text, from, read, to);
    }
  }

  /** Returns a word of mixed letters as it is drawn. */
  byte[] plain(byte[] text, int from, int to) {
    return words.plain(text, from, to);
  }

  /** Looks at what may begin something hidden; returns where to go on. */
  private int at(byte[] text, int from, int p, int to, HiddenSpans spans) {
    switch (text[p] & 0xFF) {
      case 0x1B:
        return found(Threat.ANSI_ESCAPES, p, escapeEnd(text, p, to), spans);
      case '<':
        return markup.at(text, p, to, spans);
      case 'B':
        return pdf.at(text, from, p, to, spans);
      case '[':
        return found(Threat.MARKDOWN_COMMENT, p, HiddenMarkup.definitionEnd(text, p, to), spans);
      case 0xF3:
        return tags(text, from, p, to, spans);
      default:
        return formats(text, from, p, to, spans);
    }
  }

  private static int found(Threat threat, int from, int end, HiddenSpans spans) {
    if (end <= from) {
      return from + 1;
    }
    spans.hidden(threat, from, end);
    return end;
  }

  private static int tags(byte[] text, int from, int p, int to, HiddenSpans spans) {
    int end = p;
    while (isTag(text, end, to)) {
      end += 4;
    }
    if (end > p) {
      return isFlag(text, from, p, end) ? end : found(Threat.TAG_CHARACTERS, p, end, spans);
    }
    return selectors(text, from, p, to, spans);
  }

  /** Tells whether tags make a black flag that of a region, such as Scotland's (UTS 51, C.1). */
  private static boolean isFlag(byte[] text, int from, int p, int end) {
    boolean black =
        p - from >= 4
            && (text[p - 4] & 0xFF) == 0xF0
            && (text[p - 3] & 0xFF) == 0x9F
            && (text[p - 2] & 0xFF) == 0x8F
            && (text[p - 1] & 0xFF) == 0xB4;
    int letters = (end - p) / 4 - 1;
    boolean cancelled = (text[end - 2] & 0xFF) == 0x81 && (text[end - 1] & 0xFF) == 0xBF;
    return black && cancelled && letters >= 3 && letters <= 6;
  }

  /** U+E0000 to U+E007F. */
  private static boolean isTag(byte[] text, int p, int to) {
    return p + 3 < to
        && (text[p] & 0xFF) == 0xF3
        && (text[p + 1] & 0xFF) == 0xA0
        && ((text[p + 2] & 0xFF) == 0x80 || (text[p + 2] & 0xFF) == 0x81);
  }

  /** Variation selectors: one may follow what has variants, no text needs two in a row. */
  private static int selectors(byte[] text, int from, int p, int to, HiddenSpans spans) {
    int first = selector(text, p, to);
    if (first == 0) {
      return p + 1;
    }
    int end = p;
    int count = 0;
    for (int length = first; length > 0; length = selector(text, end, to)) {
      end += length;
      count++;
    }
    boolean fits = first == 3 || isHan(text, from, p);
    if (count == 1 && fits) {
      return end;
    }
    return found(Threat.VARIATION_SELECTORS, fits ? p + first : p, end, spans);
  }

  /** Returns the length of a variation selector: 3 for the first sixteen, 4 for others, or 0. */
  private static int selector(byte[] text, int p, int to) {
    if (p + 2 < to && (text[p] & 0xFF) == 0xEF && (text[p + 1] & 0xFF) == 0xB8) {
      return (text[p + 2] & 0xFF) <= 0x8F ? 3 : 0;
    }
    boolean far =
        p + 3 < to
            && (text[p] & 0xFF) == 0xF3
            && (text[p + 1] & 0xFF) == 0xA0
            && (text[p + 2] & 0xFF) >= 0x84
            && (text[p + 2] & 0xFF) <= 0x87;
    return far ? 4 : 0;
  }

  private static boolean isHan(byte[] text, int from, int p) {
    int lead = p - from >= 3 ? text[p - 3] & 0xFF : 0;
    boolean far = p - from >= 4 && (text[p - 4] & 0xFF) == 0xF0 && (text[p - 3] & 0xFF) >= 0xA0;
    return (lead >= 0xE3 && lead <= 0xE9) || lead == 0xEF || far;
  }

  private static int formats(byte[] text, int from, int p, int to, HiddenSpans spans) {
    int end = p;
    int count = 0;
    while (isZeroWidth(text, end, to)) {
      end += 3;
      count++;
    }
    if (count >= FEWEST) {
      return found(Threat.ZERO_WIDTH, p, end, spans);
    }
    if (count > 0) {
      return end;
    }
    if ((text[p] & 0xFF) == 0xEF) {
      return selectors(text, from, p, to, spans);
    }
    if (!isBidi(text, p, to)) {
      return p + 1;
    }
    boolean override = (text[p + 1] & 0xFF) == 0x80 && (text[p + 2] & 0xFF) >= 0xAD;
    boolean counts = override || !isRightToLeft(text, from, p, to);
    return counts ? found(Threat.BIDI_CONTROLS, p, p + 3, spans) : p + 3;
  }

  /** U+200B to U+200D, U+2060 to U+2064, U+206A to U+206F, U+FEFF, U+180E, fillers of Hangul. */
  private static boolean isZeroWidth(byte[] text, int p, int to) {
    if (p + 2 >= to) {
      return false;
    }
    int second = text[p + 1] & 0xFF;
    int third = text[p + 2] & 0xFF;
    switch (text[p] & 0xFF) {
      case 0xE2:
        return (second == 0x80 && third >= 0x8B && third <= 0x8D)
            || (second == 0x81 && third >= 0xA0 && third <= 0xA4)
            || (second == 0x81 && third >= 0xAA && third <= 0xAF);
      case 0xEF:
        return (second == 0xBB && third == 0xBF) || (second == 0xBE && third == 0xA0);
      case 0xE1:
        return (second == 0xA0 && third == 0x8E)
            || (second == 0x85 && (third == 0x9F || third == 0xA0));
      default:
        return false;
    }
  }

  /** U+202A to U+202E, U+2066 to U+2069. */
  private static boolean isBidi(byte[] text, int p, int to) {
    if (p + 2 >= to || (text[p] & 0xFF) != 0xE2) {
      return false;
    }
    int second = text[p + 1] & 0xFF;
    int third = text[p + 2] & 0xFF;
    return (second == 0x80 && third >= 0xAA && third <= 0xAE)
        || (second == 0x81 && third >= 0xA6 && third <= 0xA9);
  }

  /**
   * Tells whether letters of a right-to-left script stand in the line around a place, or not far
   * from it: there embeddings and isolates have a meaning.
   */
  private static boolean isRightToLeft(byte[] text, int from, int p, int to) {
    int start = Math.max(from, p - 160);
    int end = Math.min(to, p + 160);
    for (int i = start; i < end; i++) {
      int b = text[i] & 0xFF;
      boolean two = b >= 0xD6 && b <= 0xDF; // Hebrew to N'Ko
      boolean three = b == 0xEF && i + 1 < end && (text[i + 1] & 0xFF) >= 0xAC;
      if (two || (three && (text[i + 1] & 0xFF) <= 0xBB && (text[i + 1] & 0xFF) != 0xB8)) {
        return true;
      }
    }
    return false;
  }

  /** Returns where a control sequence ends (ECMA-48, section 5.4), or its beginning. */
  private static int escapeEnd(byte[] text, int p, int to) {
    if (p + 1 >= to) {
      return p;
    }
    int i = p + 2;
    switch (text[p + 1]) {
      case '[':
        while (i < to && text[i] >= 0x20 && text[i] <= 0x3F) {
          i++;
        }
        return i < to && text[i] >= 0x40 && text[i] <= 0x7E ? i + 1 : p;
      case ']':
      case 'P':
      case '_':
      case '^':
        while (i < to && text[i] != 0x07 && text[i] != '\n' && text[i] != 0x1B) {
          i++;
        }
        if (i < to && text[i] == 0x07) {
          return i + 1;
        }
        return i + 1 < to && text[i] == 0x1B && text[i + 1] == '\\' ? i + 2 : p;
      default:
        return p;
    }
  }
}
