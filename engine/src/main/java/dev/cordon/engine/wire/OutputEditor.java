package dev.cordon.engine.wire;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.LastWord;
import dev.cordon.engine.text.TextVisitor;
import dev.cordon.engine.wire.json.ByteSink;
import org.jspecify.annotations.Nullable;

/**
 * Shows an answer's texts to a visitor before they are restored. Of a text that goes on, the last
 * word is held back, and with it the groups of digits before it, so that a value that is split over
 * events is seen whole.
 */
final class OutputEditor implements TextEditor {
  /** How much of what has gone on is read again, in bytes: a value is known by words before it. */
  private static final int CONTEXT = 96;

  private final TextEditor restore;
  private final TextVisitor visitor;
  private final Edits restored = new Edits();
  private final Edits visited = new Edits();
  private final Edits found = new Edits();
  private final ByteSink joined = new ByteSink();

  OutputEditor(TextEditor restore, TextVisitor visitor) {
    this.restore = restore;
    this.visitor = visitor;
  }

  @Override
  public int edit(byte[] text, int from, int to, boolean last, Place place, Edits edits) {
    restored.clear();
    visited.clear();
    int limit = last ? to : LastWord.start(text, from, to);
    int hold = restore.edit(text, from, limit, last, place, restored);
    visit(text, from, hold, place);
    int end = hold;
    String rule = restore.stopped() == null && !visited.isEmpty() ? visitor.withholds() : null;
    if (rule != null) {
      restore.withhold(rule);
      end = visited.start(visited.size() - 1);
      hold = to;
    } else if (!last) {
      remember(text, from, hold, place.context);
    }
    int next = 0;
    for (int i = 0; i < restored.size() && restored.end(i) <= end; i++) {
      next = addBefore(restored.start(i), next, edits);
      edits.add(restored.start(i), restored.end(i), restored.replacement(i));
      while (next < visited.size() && visited.start(next) < restored.end(i)) {
        next++;
      }
    }
    addBefore(rule == null ? hold : end, next, edits);
    if (rule != null) {
      edits.add(end, to, visited.replacement(visited.size() - 1));
    }
    return hold;
  }

  private void visit(byte[] text, int from, int to, Place place) {
    int before = place.context.size();
    if (before == 0 || from == to) {
      visitor.visit(text, from, to, place.key, place.rule.kind(), visited);
      return;
    }
    joined.clear();
    joined.put(place.context.array(), 0, before);
    joined.put(text, from, to);
    found.clear();
    visitor.after(before);
    visitor.visit(joined.array(), 0, joined.size(), place.key, place.rule.kind(), found);
    for (int i = 0; i < found.size(); i++) {
      int start = Math.max(found.start(i), before) - before + from;
      if (found.end(i) > before) {
        visited.add(start, found.end(i) - before + from, found.replacement(i));
      }
    }
  }

  /** Keeps a text's end, from the beginning of a word. */
  private static void remember(byte[] text, int from, int to, ByteSink context) {
    context.put(text, Math.max(from, to - CONTEXT), to);
    int drop = context.size() - CONTEXT;
    if (drop > 0) {
      byte[] bytes = context.array();
      while (drop < context.size() && (bytes[drop] > ' ' || bytes[drop] < 0)) {
        drop++;
      }
      context.drop(drop);
    }
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

  @Override
  public @Nullable String stopped() {
    return restore.stopped();
  }

  @Override
  public void ended() {
    restore.ended();
  }

  @Override
  public boolean readsWhole() {
    return false;
  }
}
