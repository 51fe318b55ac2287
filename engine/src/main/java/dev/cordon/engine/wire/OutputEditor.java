package dev.cordon.engine.wire;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.TextVisitor;

/**
 * Shows an answer's texts to a visitor before they are restored. Of a text that goes on, the last
 * word is held back, and with it the groups of digits before it, so that a value that is split over
 * events is seen whole.
 */
final class OutputEditor implements TextEditor {
  /** A word or number is no longer: latency matters more. */
  private static final int LONGEST = 256;

  private final TextEditor restore;
  private final TextVisitor visitor;
  private final Edits restored = new Edits();
  private final Edits visited = new Edits();

  OutputEditor(TextEditor restore, TextVisitor visitor) {
    this.restore = restore;
    this.visitor = visitor;
  }

  @Override
  public int edit(byte[] text, int from, int to, boolean last, Place place, Edits edits) {
    restored.clear();
    visited.clear();
    int limit = last ? to : wordStart(text, from, to);
    int hold = restore.edit(text, from, limit, last, place, restored);
    visitor.visit(text, from, hold, place.key, place.rule.kind(), visited);
    int next = 0;
    for (int i = 0; i < restored.size() && restored.end(i) <= hold; i++) {
      next = addBefore(restored.start(i), next, edits);
      edits.add(restored.start(i), restored.end(i), restored.replacement(i));
      while (next < visited.size() && visited.start(next) < restored.end(i)) {
        next++;
      }
    }
    addBefore(hold, next, edits);
    return hold;
  }

  /** Adds the visitor's replacements that end before {@code limit}; a token is no finding. */
  private int addBefore(int limit, int first, Edits edits) {
    int i = first;
    while (i < visited.size() && visited.end(i) <= limit) {
      edits.add(visited.start(i), visited.end(i), visited.replacement(i));
      i++;
    }
    return i;
  }

  private static int wordStart(byte[] text, int from, int to) {
    int floor = Math.max(from, to - LONGEST);
    int start = to;
    while (true) {
      int p = start;
      while (p > floor && text[p - 1] > ' ') {
        p--;
      }
      // Bytes of other scripts are negative and belong to words.
      while (p > floor && text[p - 1] < 0) {
        p--;
        while (p > floor && (text[p - 1] > ' ' || text[p - 1] < 0)) {
          p--;
        }
      }
      start = p;
      boolean digits = p == to || (text[p] >= '0' && text[p] <= '9') || text[p] == '+';
      if (!digits || p <= floor + 1 || !isDigit(text[p - 2])) {
        return p <= floor && floor > from ? to : start;
      }
      start = p - 1;
    }
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  @Override
  public boolean readsWhole() {
    return false;
  }
}
