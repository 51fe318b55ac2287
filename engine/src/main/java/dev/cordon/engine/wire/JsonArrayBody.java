package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonLexer;

/** A stream in the form of one JSON array: each element is an event. */
final class JsonArrayBody implements AnswerBody {
  private static final byte[] SEPARATOR = {',', '\n'};

  private final TextEditor editor;
  private final StreamEnd refused;
  private final RawOutput out;
  private final EventRewriter events;
  private final JsonLexer lexer = new JsonLexer();
  private final ByteSink begun = new ByteSink();
  private int scanned;
  private int elementStart = -1;
  private boolean broken;

  /** Whether an element was the last, whatever still comes. */
  private boolean over;

  JsonArrayBody(TextEditor editor, Rule root, FactReader facts, RawOutput out, StreamEnd refused) {
    this.editor = editor;
    this.refused = refused;
    this.out = out;
    this.events = new EventRewriter(editor, root, facts, out, SEPARATOR);
    events.doubtsEnds(false);
    lexer.reset(false, false);
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    if (begun.isEmpty()) {
      out.piece(bytes, from, to, true);
      int end = scan(bytes, from, to);
      begun.put(bytes, end, to);
    } else {
      begun.put(bytes, from, to);
      out.piece(begun.array(), 0, begun.size(), false);
      int end = scan(begun.array(), 0, begun.size());
      out.settle();
      begun.drop(end);
    }
  }

  @Override
  public void end() {
    out.piece(begun.array(), 0, begun.size(), false);
    if (over) {
      out.drop(begun.size());
    } else if (!begun.isEmpty()) {
      // Cut off in an element: what is there is text.
      events.text(begun.array(), 0, begun.size());
      out.keepTo(begun.size());
    }
    out.settle();
    begun.clear();
  }

  /** Handles all whole elements; returns where the first begins that isn't, else {@code to}. */
  private int scan(byte[] bytes, int from, int to) {
    if (broken) {
      return text(bytes, from, to);
    }
    elementStart = begun.isEmpty() || scanned == 0 ? -1 : from;
    lexer.piece(from + scanned);
    while (true) {
      int event = lexer.next(bytes, to);
      if (event == JsonLexer.MORE) {
        break;
      } else if (event == JsonLexer.ERROR) {
        broken = true;
        return text(bytes, elementStart < 0 ? lexer.position() : elementStart, to);
      } else if (event == JsonLexer.OPEN_OBJECT && lexer.depth() == 2) {
        elementStart = lexer.position() - 1;
      } else if (event == JsonLexer.CLOSE && lexer.depth() == 1 && elementStart >= 0) {
        element(bytes, elementStart, lexer.position());
        elementStart = -1;
      } else if (event == JsonLexer.CLOSE && lexer.depth() == 0) {
        flush(lexer.position() - 1);
      }
    }
    if (elementStart >= 0 && to - elementStart > EventStreamBody.EVENT_LIMIT) {
      broken = true; // from here on it is read as text, of which next to nothing waits
      return text(bytes, elementStart, to);
    }
    int end = elementStart < 0 ? to : elementStart;
    scanned = to - end;
    if (over) {
      out.drop(end);
    }
    out.keepTo(end);
    return end;
  }

  private void flush(int position) {
    if (!over) {
      events.flushAll(position);
      endIfRefused();
    }
  }

  private void endIfRefused() {
    String rule = editor.stopped();
    if (rule != null) {
      over = true;
      byte[] last = refused.element(rule);
      out.insert(last, 0, last.length);
    }
  }

  /** Restores what is no JSON. */
  private int text(byte[] bytes, int from, int to) {
    if (over) {
      out.drop(to);
    } else {
      events.text(bytes, from, to);
      out.keepTo(to);
      endIfRefused();
    }
    scanned = 0;
    return to;
  }

  private void element(byte[] bytes, int start, int end) {
    events.begin();
    events.data(bytes, start, end);
    if (over) {
      return; // its facts, such as the tokens used, were read
    }
    if (!events.event(bytes, start, end)) {
      events.text(bytes, start, end);
    }
    endIfRefused();
  }
}
