package dev.cordon.engine.hidden;

import dev.cordon.engine.audit.Threat;

/**
 * Finds what HTML and Markdown don't show: comments, elements that their style hides, reference
 * definitions that are comments. Looking ahead costs no more than a few times the text's length,
 * whatever it holds. Reusable; not thread-safe.
 */
final class HiddenMarkup {
  /** A longer tag is none; and no text is read again and again. */
  private static final int LONGEST_TAG = 2048;

  /** So often a text's length may be looked ahead in it. */
  private static final int LOOKS = 8;

  private static final String[] HIDING = {
    "display:none",
    "visibility:hidden",
    "font-size:0",
    "opacity:0",
    "color:white",
    "color:#fff",
    "color:transparent"
  };

  private long budget;

  /** Behind it no comment ends. */
  private int noCommentEnd;

  /** Begins a text of a length in bytes. */
  void begin(int length) {
    budget = (long) LOOKS * length + LONGEST_TAG;
    noCommentEnd = Integer.MAX_VALUE;
  }

  /** Looks at an angle bracket; returns where to go on. */
  int at(byte[] text, int p, int to, HiddenSpans spans) {
    if (startsWith(text, p, to, "<!--")) {
      int end = p < noCommentEnd ? indexOf(text, p + 4, to, "-->") : -1;
      if (end >= 0) {
        spans.hidden(Threat.HTML_COMMENT, p, end + 3);
        return end + 3;
      }
      noCommentEnd = Math.min(noCommentEnd, p);
      return p + 4;
    }
    if (p + 1 >= to || !isLetter(text[p + 1])) {
      return p + 1;
    }
    int name = p + 1;
    while (name < to && (isLetter(text[name]) || (text[name] >= '0' && text[name] <= '9'))) {
      name++;
    }
    int close = tagEnd(text, name, Math.min(to, p + LONGEST_TAG));
    budget -= close < 0 ? LONGEST_TAG >> 3 : 0;
    if (close < 0 || budget < 0) {
      return p + 1;
    }
    if (text[close - 2] == '/' || !hides(text, name, close)) {
      return close;
    }
    int end = elementEnd(text, p + 1, name, close, to);
    if (end < 0 || isEmpty(text, close, end)) {
      return close; // what has no end has no content: an image, an input, a text about them
    }
    spans.hidden(Threat.HTML_ELEMENT, p, end);
    return end;
  }

  /** Tells whether an element holds nothing that a model would read. */
  private static boolean isEmpty(byte[] text, int from, int end) {
    int i = from;
    while (i < end && text[i] >= 0 && text[i] <= ' ') {
      i++;
    }
    return startsWith(text, i, end, "</");
  }

  /** Returns the byte after a tag, or -1. */
  private static int tagEnd(byte[] text, int from, int to) {
    byte quote = 0;
    for (int i = from; i < to; i++) {
      byte b = text[i];
      if (quote != 0) {
        quote = b == quote ? 0 : quote;
      } else if (b == '"' || b == '\'') {
        quote = b;
      } else if (b == '>') {
        return i + 1;
      } else if (b == '<') {
        return -1;
      }
    }
    return -1;
  }

  /** Tells whether a tag's style, or the attribute {@code hidden}, hides its element. */
  private static boolean hides(byte[] text, int from, int to) {
    int style = indexOf(text, from, to, "style");
    while (style >= 0) {
      int i = blank(text, style + 5, to);
      if (i < to && text[i] == '=') {
        i = blank(text, i + 1, to);
        if (i < to && (text[i] == '"' || text[i] == '\'') && declares(text, i + 1, to, text[i])) {
          return true;
        }
      }
      style = indexOf(text, style + 5, to, "style");
    }
    for (int i = indexOf(text, from, to, " hidden"); i >= 0; ) {
      byte after = text[i + 7];
      if (after == '>' || after == ' ' || after == '=') {
        return indexOf(text, i + 7, to, "until-found") < 0;
      }
      i = indexOf(text, i + 7, to, " hidden");
    }
    return false;
  }

  private static boolean declares(byte[] text, int from, int to, byte quote) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (text[i] == ';' || text[i] == quote) {
        for (String hiding : HIDING) {
          if (isDeclaration(text, start, i, hiding)) {
            return true;
          }
        }
        if (text[i] == quote) {
          return false;
        }
        start = i + 1;
      }
    }
    return false;
  }

  /** Tells whether a declaration says something, but for white space, case and a zero's unit. */
  private static boolean isDeclaration(byte[] text, int from, int to, String wanted) {
    int at = 0;
    int i = from;
    for (; i < to && at < wanted.length(); i++) {
      if (text[i] > ' ') {
        if (lower(text[i]) != wanted.charAt(at++)) {
          return false;
        }
      }
    }
    if (at < wanted.length()) {
      return false;
    }
    boolean zero = wanted.endsWith("0");
    for (; i < to; i++) {
      int b = lower(text[i]);
      if (b == '!') {
        return true;
      }
      boolean unit = zero && ((b >= 'a' && b <= 'z') || b == '%' || b == '0' || b == '.');
      boolean white = wanted.endsWith("f") && b == 'f';
      if (b > ' ' && !unit && !white) {
        return false;
      }
    }
    return true;
  }

  /** Returns where an element ends whose tag is open, or -1. */
  private int elementEnd(byte[] text, int name, int nameEnd, int from, int to) {
    int open = 1;
    for (int i = from; i < to; i++) {
      if (text[i] != '<') {
        continue;
      }
      boolean closing = i + 1 < to && text[i + 1] == '/';
      int start = closing ? i + 2 : i + 1;
      if (!isName(text, start, to, name, nameEnd)) {
        continue;
      }
      open += closing ? -1 : 1;
      if (open == 0) {
        int end = start + nameEnd - name;
        while (end < to && text[end] != '>') {
          end++;
        }
        budget -= end - from;
        return end < to ? end + 1 : -1;
      }
    }
    budget -= to - from;
    return -1;
  }

  private static boolean isName(byte[] text, int at, int to, int name, int nameEnd) {
    int length = nameEnd - name;
    if (at + length >= to) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (lower(text[at + i]) != lower(text[name + i])) {
        return false;
      }
    }
    return !isLetter(text[at + length]);
  }

  /**
   * Returns where a reference definition ends that is used as a comment, as in {@code [//]: # (…)};
   * otherwise where it begins.
   */
  static int definitionEnd(byte[] text, int p, int to) {
    int label = p + 1;
    while (label < to && label - p < 32 && text[label] != ']' && text[label] > ' ') {
      label++;
    }
    if (!startsWith(text, label, to, "]:")) {
      return p;
    }
    int target = blank(text, label + 2, to);
    boolean nowhere = startsWith(text, target, to, "# ") || startsWith(text, target, to, "<> ");
    int title = nowhere ? blank(text, target + 2, to) : to;
    if (title >= to || "(\"'".indexOf(text[title]) < 0) {
      return p;
    }
    int end = title;
    while (end < to && text[end] != '\n') {
      end++;
    }
    return end;
  }

  private static int blank(byte[] text, int from, int to) {
    int i = from;
    while (i < to && (text[i] == ' ' || text[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static boolean startsWith(byte[] text, int p, int to, String word) {
    boolean same = p + word.length() <= to;
    for (int i = 0; i < word.length() && same; i++) {
      same = text[p + i] == word.charAt(i);
    }
    return same;
  }

  private static int indexOf(byte[] text, int from, int to, String word) {
    for (int i = from; i + word.length() <= to; i++) {
      int k = 0;
      while (k < word.length() && lower(text[i + k]) == word.charAt(k)) {
        k++;
      }
      if (k == word.length()) {
        return i;
      }
    }
    return -1;
  }

  private static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  private static boolean isLetter(byte b) {
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z');
  }
}
