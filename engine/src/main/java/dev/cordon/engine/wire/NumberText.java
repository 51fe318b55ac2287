package dev.cordon.engine.wire;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonStrings;

/** Reads a JSON number as a text: a card's number may stand without quotation marks. */
final class NumberText {
  /** Fewer digits identify nobody. */
  private static final int FEWEST_DIGITS = 6;

  private final TextEditor editor;
  private final EditSink out;
  private final Edits edits = new Edits();
  private final Place place = new Place();

  NumberText(TextEditor editor, EditSink out) {
    this.editor = editor;
    this.out = out;
  }

  /** Tells whether a scalar is a number with digits enough. */
  static boolean mayMatter(byte[] bytes, int from, int to) {
    int digits = 0;
    for (int p = bytes[from] == '-' ? from + 1 : from; p < to; p++) {
      if (bytes[p] < '0' || bytes[p] > '9') {
        break;
      }
      digits++;
    }
    return digits >= FEWEST_DIGITS;
  }

  /**
   * Returns where a whole number's digits end: {@code 4111111111111111.0} and {@code …e0} are the
   * number that stands before the point.
   */
  private static int endOfWhole(byte[] bytes, int from, int to) {
    int end = from;
    while (end < to && (bytes[end] == '-' || (bytes[end] >= '0' && bytes[end] <= '9'))) {
      end++;
    }
    int zeros = end;
    if (zeros < to && bytes[zeros] == '.') {
      zeros++;
      while (zeros < to && bytes[zeros] == '0') {
        zeros++;
      }
    }
    if (zeros < to && (bytes[zeros] == 'e' || bytes[zeros] == 'E')) {
      zeros++;
      zeros += zeros < to && (bytes[zeros] == '+' || bytes[zeros] == '-') ? 1 : 0;
      while (zeros < to && bytes[zeros] == '0') {
        zeros++;
      }
    }
    return zeros == to ? end : to;
  }

  /** Edits a number; with a replacement it becomes a string. */
  void edit(byte[] bytes, int from, int to, Rule rule, String key) {
    edits.clear();
    place.set(rule, key);
    int whole = endOfWhole(bytes, from, to);
    editor.edit(bytes, from, whole, true, place, edits);
    if (edits.isEmpty()) {
      out.keep(to - from);
      return;
    }
    ByteSink text = new ByteSink();
    text.put('"');
    int at = from;
    for (int i = 0; i < edits.size(); i++) {
      text.put(bytes, at, edits.start(i));
      byte[] replacement = edits.replacement(i);
      JsonStrings.escape(replacement, 0, replacement.length, text);
      at = edits.end(i);
    }
    text.put(bytes, at, whole);
    text.put('"');
    out.replace(to - from, text.array(), 0, text.size());
  }
}
