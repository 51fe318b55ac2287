package dev.cordon.engine.wire;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.wire.json.ByteSearch;
import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonLexer;
import org.jspecify.annotations.Nullable;

/**
 * One decoded text. Where it begins like a JSON object or array it is read as JSON, so that what
 * stands inside its strings is found and escaped at its own depth; from the first byte that is not
 * JSON it is plain text. It may come in pieces that end anywhere.
 */
final class TextLayer {
  /** More than any token: a text held back longer than this goes on. */
  private static final int HELD_LIMIT = 4096;

  /**
   * JSON in a string in JSON in a string: no application goes as deep, and a text that does would
   * cost the square of its length.
   */
  private static final int DEEPEST = 16;

  private static final int UNDECIDED = 0;
  private static final int PLAIN = 1;
  private static final int JSON = 2;

  private final TextEditor editor;
  private final EditSink out;
  private final Scratch scratch;
  private final @Nullable FactReader facts;
  private final int level;
  private final Place place = new Place();
  private final Edits edits = new Edits();
  private final ByteSink held = new ByteSink();
  private @Nullable JsonLayer json;
  private int mode;

  /** Makes the layer of a text; {@code facts} is given when the text is a whole body. */
  TextLayer(
      TextEditor editor, EditSink out, Scratch scratch, @Nullable FactReader facts, int level) {
    this.editor = editor;
    this.out = out;
    this.scratch = scratch;
    this.facts = facts;
    this.level = level;
  }

  /** Begins a text. */
  void begin(Rule rule, String key) {
    place.set(rule, key);
    mode = UNDECIDED;
    held.clear();
  }

  /** Takes the next piece; nothing follows when {@code last}. */
  void feed(byte[] bytes, int from, int to, boolean last) {
    int p = from;
    if (mode == UNDECIDED) {
      p = decide(bytes, from, to);
    }
    if (mode == JSON) {
      p = json(bytes, p, to, last);
    }
    if (mode == PLAIN) {
      plain(bytes, p, to, last);
    }
  }

  /** Skips white space and looks at the first byte after it; returns where the text goes on. */
  private int decide(byte[] bytes, int from, int to) {
    if (place.rule.fact == Fact.STOP) {
      mode = PLAIN; // also a blank line is one
      return from;
    }
    int p = from;
    while (p < to && (bytes[p] == ' ' || (bytes[p] >= '\t' && bytes[p] <= '\r'))) {
      p++;
    }
    if (p == to) {
      out.keep(to - from);
      return to;
    }
    if (level > DEEPEST
        || (bytes[p] != '{' && bytes[p] != '[' && (bytes[p] != '"' || facts == null))) {
      mode = PLAIN;
      return from;
    }
    mode = JSON;
    JsonLayer layer = json;
    if (layer == null) {
      layer = json = new JsonLayer(editor, out, scratch, facts, level);
    }
    layer.begin(place.rule, place.key);
    return from;
  }

  private int json(byte[] bytes, int from, int to, boolean last) {
    JsonLayer layer = json;
    if (layer == null) {
      return from;
    }
    if (editor.readsWhole() && !isJson(bytes, from, to)) {
      broken(bytes, from, to);
      return to;
    }
    int stopped = layer.feed(bytes, from, to, last);
    if (stopped < to) {
      mode = PLAIN;
    }
    return stopped;
  }

  /** Tells whether a whole text is JSON, perhaps cut off. */
  private boolean isJson(byte[] bytes, int from, int to) {
    JsonLexer probe = scratch.probe();
    probe.reset(true, false);
    probe.piece(from);
    int event;
    do {
      event = probe.next(bytes, to);
    } while (event != JsonLexer.MORE && event != JsonLexer.ERROR);
    return event == JsonLexer.MORE;
  }

  /**
   * Edits a text that begins like JSON and isn't. It is read as plain text, because a finding may
   * lie across what looks like a string's end; and as JSON as far as it goes, if there are escapes,
   * because a finding may be written with them.
   */
  private void broken(byte[] bytes, int from, int to) {
    edits.clear();
    editor.edit(bytes, from, to, true, place, edits);
    EditMerge merge = new EditMerge(edits, from);
    if (ByteSearch.indexOf(bytes, from, to, (byte) '\\') < to) {
      JsonLayer again = new JsonLayer(editor, merge, scratch, null, level);
      again.begin(place.rule, place.key);
      again.feed(bytes, from, to, true);
    }
    merge.write(to, out);
  }

  private void plain(byte[] bytes, int from, int to, boolean last) {
    if (held.isEmpty()) {
      int hold = edit(bytes, from, to, last);
      if (hold < to) {
        held.put(bytes, hold, to);
      }
      return;
    }
    held.put(bytes, from, to);
    int hold = edit(held.array(), 0, held.size(), last);
    held.drop(hold);
  }

  /** Edits a stretch and reports it; returns where the part begins that is held back. */
  private int edit(byte[] bytes, int from, int to, boolean last) {
    if (from == to) {
      return to;
    }
    edits.clear();
    int hold = editor.edit(bytes, from, to, last, place, edits);
    if (last || hold > to || to - hold > HELD_LIMIT) {
      hold = to;
    }
    int at = from;
    for (int i = 0; i < edits.size() && edits.end(i) <= hold; i++) {
      if (edits.start(i) > at) {
        out.keep(edits.start(i) - at);
      }
      byte[] replacement = edits.replacement(i);
      out.replace(edits.end(i) - edits.start(i), replacement, 0, replacement.length);
      at = edits.end(i);
    }
    if (hold > at) {
      out.keep(hold - at);
    }
    return hold;
  }
}
