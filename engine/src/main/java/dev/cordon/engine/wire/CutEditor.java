package dev.cordon.engine.wire;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.TextCuts;
import dev.cordon.engine.wire.json.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * Takes parts out of an answer's texts before another editor sees them: what it finds in the text
 * that is left may lie on both sides of a part.
 */
final class CutEditor implements TextEditor {
  private final TextEditor inner;
  private final TextCuts cuts;
  private final Edits parts = new Edits();
  private final Edits found = new Edits();
  private final ByteSink rest = new ByteSink();

  CutEditor(TextEditor inner, TextCuts cuts) {
    this.inner = inner;
    this.cuts = cuts;
  }

  @Override
  public int edit(byte[] text, int from, int to, boolean last, Place place, Edits edits) {
    parts.clear();
    int limit = cuts.find(text, from, to, last, parts);
    if (parts.isEmpty()) {
      return inner.edit(text, from, limit, last && limit == to, place, edits);
    }
    rest.clear();
    int at = from;
    for (int i = 0; i < parts.size(); i++) {
      rest.put(text, at, parts.start(i));
      at = parts.end(i);
    }
    rest.put(text, at, limit);
    found.clear();
    int hold = inner.edit(rest.array(), 0, rest.size(), last && limit == to, place, found);
    return merge(from, hold, edits);
  }

  /** Joins what is cut out and what was found in the rest; returns where the text is held back. */
  private int merge(int from, int hold, Edits edits) {
    int part = 0;
    int shift = from;
    for (int i = 0; i < found.size(); i++) {
      int start = found.start(i);
      for (; part < parts.size() && parts.start(part) - shift <= start; part++) {
        shift += cut(part, edits);
      }
      start += shift;
      // What is replaced on both sides of a part takes the part with it.
      for (; part < parts.size() && parts.start(part) - shift < found.end(i); part++) {
        shift += parts.end(part) - parts.start(part);
      }
      edits.add(start, found.end(i) + shift, found.replacement(i));
    }
    for (; part < parts.size() && parts.start(part) - shift <= hold; part++) {
      shift += cut(part, edits);
    }
    return hold + shift;
  }

  private int cut(int part, Edits edits) {
    edits.add(parts.start(part), parts.end(part), parts.replacement(part));
    return parts.end(part) - parts.start(part);
  }

  @Override
  public @Nullable String stopped() {
    return inner.stopped();
  }

  @Override
  public void ended() {
    inner.ended();
  }

  @Override
  public void withhold(String rule) {
    inner.withhold(rule);
  }

  @Override
  public boolean readsWhole() {
    return inner.readsWhole();
  }
}
