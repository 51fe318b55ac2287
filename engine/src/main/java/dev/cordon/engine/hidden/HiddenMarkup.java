package dev.cordon.engine.hidden;

import dev.cordon.engine.audit.Threat;

/**
 * Finds what HTML and Markdown don't show: comments, elements that their style, a style sheet in
 * the same text or an attribute hides, reference definitions that are comments. Looking ahead costs
 * no more than a few times the text's length, whatever it holds. Reusable; not thread-safe.
 */
final class HiddenMarkup {
  /** A longer tag is none; and no text is read again and again. */
  private static final int LONGEST_TAG = 2048;

  /** So often a text's length may be looked ahead in it. */
  private static final int LOOKS = 8;

  /** Elements without content (HTML, section 13.1.2). */
  private static final String[] VOID = {
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"
  };

  private final StyleSheet sheet = new StyleSheet();

  private long budget;

  /** Behind it no comment ends. */
  private int noCommentEnd;

  private boolean sheetRead;

  /** Up to here elements have a background that isn't white. */
  private int groundEnd;

  /**
   * What a tag's style, identifier and classes declare, and its kind; together what is in force.
   */
  private int inline;

  private int byId;
  private int byClass;
  private int style;

  /** Whether the tag has the attribute that hides. */
  private boolean attribute;

  /** Begins a text of a length in bytes. */
  void begin(int length) {
    budget = (long) LOOKS * length + LONGEST_TAG;
    noCommentEnd = Integer.MAX_VALUE;
    sheetRead = false;
    groundEnd = 0;
    sheet.clear();
  }

  /** Looks at an angle bracket; returns where to go on. */
  int at(byte[] text, int p, int to, HiddenSpans spans) {
    if (Ascii.startsWith(text, p, to, "<!--")) {
      int end = p < noCommentEnd ? Ascii.indexOf(text, p + 4, to, "-->") : -1;
      if (end >= 0) {
        spans.hidden(Threat.HTML_COMMENT, p, end + 3);
        return end + 3;
      }
      noCommentEnd = Math.min(noCommentEnd, p);
      return p + 4;
    }
    if (p + 1 >= to || !Ascii.isLetter(text[p + 1])) {
      return p + 1;
    }
    int name = p + 1;
    while (name < to && Ascii.isName(text[name])) {
      name++;
    }
    int close = tagEnd(text, name, Math.min(to, p + LONGEST_TAG));
    budget -= close < 0 ? LONGEST_TAG >> 3 : 0;
    if (close < 0 || budget < 0) {
      return p + 1;
    }
    if (!sheetRead) {
      sheetRead = true;
      sheet.read(text, p, to);
      groundEnd = sheet.isDark() ? to : 0;
    }
    attributes(text, p + 1, name, close - 1);
    return element(text, p, name, close, to, spans);
  }

  private int element(byte[] text, int p, int name, int close, int to, HiddenSpans spans) {
    boolean ground = (style & Declarations.GROUND) != 0;
    boolean hidden = isHidden(ground || p < groundEnd);
    boolean begins = ground && p >= groundEnd && !isVoid(text, p + 1, name);
    if (text[close - 2] == '/' || (!hidden && !begins)) {
      return close;
    }
    int end = elementEnd(text, p + 1, name, close, to);
    if (!hidden) {
      groundEnd = end < 0 ? to : end;
      return close;
    }
    if (end < 0 || isEmpty(text, close, end)) {
      return close; // what has no end has no content: an image, an input, a text about them
    }
    spans.hidden(Threat.HTML_ELEMENT, p, end);
    return end;
  }

  private static boolean isVoid(byte[] text, int from, int to) {
    for (String word : VOID) {
      if (Ascii.is(text, from, to, word)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether the tag's element is hidden, on a background or on none. */
  private boolean isHidden(boolean ground) {
    int shown = style >> Declarations.OTHERWISE | (ground ? Declarations.WHITE : 0);
    int perhaps = style >> Declarations.PERHAPS & ~inline;
    return attribute || (style & ~shown & ~perhaps & Declarations.HIDING) != 0;
  }

  /** Tells whether an element holds nothing that a model would read. */
  private static boolean isEmpty(byte[] text, int from, int end) {
    return Ascii.startsWith(text, Ascii.blank(text, from, end), end, "</");
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

  /** Reads what a tag's kind and attributes say of its element. */
  private void attributes(byte[] text, int from, int name, int to) {
    inline = byId = byClass = 0;
    attribute = false;
    int kind = StyleSheet.kind(text, from, name);
    int p = Ascii.blank(text, name, to);
    while (p < to) {
      int end = p + 1;
      while (end < to && !Ascii.isBlank(text[end]) && text[end] != '=') {
        end++;
      }
      int value = Ascii.blank(text, end, to);
      int valueEnd = value;
      int next = value;
      if (value < to && text[value] == '=') {
        value = Ascii.blank(text, value + 1, to);
        byte quote = value < to && (text[value] == '"' || text[value] == '\'') ? text[value] : 0;
        value += quote == 0 ? 0 : 1;
        valueEnd = value;
        while (valueEnd < to
            && (quote == 0 ? !Ascii.isBlank(text[valueEnd]) : text[valueEnd] != quote)) {
          valueEnd++;
        }
        next = quote == 0 ? valueEnd : valueEnd + 1;
      }
      attribute(text, p, end, value, valueEnd, kind);
      p = Ascii.blank(text, next, to);
    }
    int sheets = Declarations.over(Declarations.over(sheet.of(kind), byClass), byId);
    style = Declarations.over(sheets, inline);
  }

  private void attribute(byte[] text, int from, int to, int value, int end, int kind) {
    if (Ascii.is(text, from, to, "style")) {
      inline = Declarations.over(inline, Declarations.read(text, value, end));
    } else if (Ascii.is(text, from, to, "id")) {
      byId |= sheet.of(kind, '#', text, value, end);
    } else if (Ascii.is(text, from, to, "class")) {
      classes(text, value, end, kind);
    } else if (Ascii.is(text, from, to, "hidden")) {
      attribute |= !Ascii.is(text, value, end, "until-found");
    } else if (Ascii.is(text, from, to, "bgcolor") || Ascii.is(text, from, to, "background")) {
      inline |= Declarations.isGround(text, value, end) ? Declarations.GROUND : 0;
    } else if (Ascii.is(text, from, to, "color")) {
      inline = Declarations.over(Declarations.color(text, value, end), inline);
    }
  }

  private void classes(byte[] text, int from, int to, int kind) {
    int p = Ascii.blank(text, from, to);
    while (p < to) {
      int end = p;
      while (end < to && !Ascii.isBlank(text[end])) {
        end++;
      }
      byClass |= sheet.of(kind, '.', text, p, end);
      p = Ascii.blank(text, end, to);
    }
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
      if (Ascii.lower(text[at + i]) != Ascii.lower(text[name + i])) {
        return false;
      }
    }
    return !Ascii.isName(text[at + length]);
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
    if (!Ascii.startsWith(text, label, to, "]:")) {
      return p;
    }
    int target = blank(text, label + 2, to);
    boolean nowhere =
        Ascii.startsWith(text, target, to, "# ") || Ascii.startsWith(text, target, to, "<> ");
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
}
