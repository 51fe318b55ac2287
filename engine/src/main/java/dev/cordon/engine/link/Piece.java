package dev.cordon.engine.link;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.TextMemory;
import org.jspecify.annotations.Nullable;

/** The part of a text that is read now, the tokens in it, and what becomes of it. Reusable. */
final class Piece {
  static final byte[] NOTHING = {};

  /** Stand for what {@link #begin} brings; never written to. */
  private static final TextMemory NO_MEMORY = new TextMemory();

  private static final Edits NO_EDITS = new Edits();

  byte[] text = NOTHING;
  int from;
  int to;

  /** Whether the text ends where the part ends. */
  boolean last;

  TextMemory memory = NO_MEMORY;

  /** Whether anything can be restored at all. */
  boolean restores;

  /** What would be restored. */
  Edits tokens = NO_EDITS;

  /** The first token that has not been passed. */
  int next;

  /** Where the last token that was passed ends. */
  int passed;

  private Edits out = NO_EDITS;

  /** The blocks that the text stands in, as far as {@link #fenced}; null for none. */
  private @Nullable FencedText blocks;

  private int fenced;

  void begin(
      byte[] newText,
      int newFrom,
      int newTo,
      boolean isLast,
      TextMemory newMemory,
      Edits newTokens,
      Edits newOut) {
    text = newText;
    from = newFrom;
    to = newTo;
    last = isLast;
    memory = newMemory;
    tokens = newTokens;
    next = 0;
    passed = newFrom;
    out = newOut;
    FencedText known = restores ? FencedText.of(newMemory, newText, newFrom, newTo) : null;
    blocks = known == null || newTokens.isEmpty() ? null : known.ahead();
    fenced = newFrom;
  }

  /** Reads up to where the piece is answered for. */
  void end(int hold) {
    FencedText known = (FencedText) memory.blocks();
    if (known != null) {
      known.pass(text, from, hold);
    }
  }

  /** Forgets the text. */
  void end() {
    text = NOTHING;
    memory = NO_MEMORY;
    tokens = NO_EDITS;
    out = NO_EDITS;
  }

  /** Returns a byte before a place, which may stand in an earlier part; 0 for none. */
  byte back(int at, int count) {
    int i = at - count;
    if (i >= from) {
      return text[i];
    }
    int before = from - i;
    return before > 8 ? 0 : memory.before(before);
  }

  /** Tells whether a word stands before a place, whatever its case. */
  boolean isBehind(int at, String word) {
    int length = word.length();
    for (int i = 0; i < length; i++) {
      if (lower(back(at, length - i)) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static int lower(byte b) {
    return b >= 'A' && b <= 'Z' ? b + 32 : b;
  }

  boolean isToken(int at) {
    return next < tokens.size() && tokens.start(next) == at;
  }

  /** Returns the token that begins at a place, or -1; tokens before it stay to be passed. */
  int token(int at, int first) {
    int i = first;
    while (i < tokens.size() && tokens.start(i) < at) {
      i++;
    }
    return i < tokens.size() && tokens.start(i) == at ? i : -1;
  }

  /** Passes a token; returns where it ends. */
  int restore(byte[] value) {
    int start = tokens.start(next);
    int end = tokens.end(next);
    byte[] written = value;
    if (blocks != null) {
      blocks.pass(text, fenced, start);
      fenced = start;
      written = blocks.form(value, end < to ? text[end] : 0);
    }
    out.add(start, end, written);
    return keepToken();
  }

  /** Passes a token that stays; returns where it ends. */
  int keepToken() {
    passed = tokens.end(next++);
    return passed;
  }

  /** Passes tokens that begin before a place, all of them restored; returns where the last ends. */
  int restoreBefore(int at) {
    int end = at;
    while (next < tokens.size() && tokens.start(next) < at) {
      end = Math.max(end, restore(tokens.replacement(next)));
    }
    return end;
  }

  /** Puts something in the place of a part that holds no value of ours. */
  void replace(int start, int end, byte[] by) {
    if (end > start || by.length > 0) {
      out.add(start, end, by);
      memory.countOther();
    }
  }
}
