package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSearch;
import dev.cordon.engine.wire.json.ByteSink;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Server-sent events (WHATWG HTML, section 9.2) or JSON lines. Events are handled one by one as
 * soon as they are whole; all lines but {@code data} keep their bytes.
 */
final class EventStreamBody implements AnswerBody {
  private static final byte[] NOTHING = {};
  private static final byte[] DATA = "data:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TYPE = "event:".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);

  /**
   * What may wait of one event, in bytes; no vendor sends one as large. A larger one goes on
   * unread, so that a stream without an end of line doesn't fill the memory.
   */
  static final int EVENT_LIMIT = 8 << 20;

  private final TextEditor editor;
  private final StreamEnd refused;
  private final RawOutput out;
  private final EventRewriter events;
  private final boolean lines;
  private final ByteSink begun = new ByteSink();
  private ByteBuffer view = ByteBuffer.wrap(begun.array());
  private int scanned;
  private boolean lineEmpty = true;

  /** Within an event that goes on unread; whether its last byte so far was a carriage return. */
  private boolean unread;

  private boolean afterReturn;
  private boolean anyUnread;

  /** Whether events say their type, and whether one was the last, whatever still comes. */
  private boolean typed;

  private boolean over;

  /** Makes the reader of a stream; {@code lines}: each line is an event. */
  EventStreamBody(
      TextEditor editor,
      Rule root,
      FactReader facts,
      RawOutput out,
      StreamEnd refused,
      boolean lines) {
    this.editor = editor;
    this.refused = refused;
    this.out = out;
    this.lines = lines;
    this.events = new EventRewriter(editor, root, facts, out, NOTHING);
    events.doubtsEnds(true);
  }

  /** Takes into account that the events of a text may each repeat what came before. */
  EventStreamBody mayRepeat() {
    events.mayRepeat();
    return this;
  }

  @Override
  public void feed(byte[] bytes, int from, int to) {
    if (begun.isEmpty()) {
      out.piece(bytes, from, to, true);
      int end = events(bytes, from, to);
      begun.put(bytes, end, to);
      return;
    }
    begun.put(bytes, from, to);
    out.piece(begun.array(), 0, begun.size(), false);
    int end = events(begun.array(), 0, begun.size());
    out.settle();
    begun.drop(end);
  }

  @Override
  public void end() {
    out.piece(begun.array(), 0, begun.size(), false);
    events.ending();
    int size = begun.size();
    if (size > 0) {
      event(begun.array(), 0, size);
    }
    if (!over) {
      events.flushAll(size);
      endIfRefused();
    }
    out.settle();
    begun.clear();
  }

  @Override
  public boolean isPartlyUnread() {
    return anyUnread;
  }

  /** Handles all whole events and those that are too large; returns what must wait. */
  private int events(byte[] bytes, int from, int to) {
    int start = unread ? pass(bytes, from, to) : from;
    while (!unread) {
      start = scan(bytes, start, to);
      if (to - start <= EVENT_LIMIT) {
        return start;
      }
      events.goOn();
      unread = true;
      anyUnread = true;
      afterReturn = false;
      start = pass(bytes, start + scanned, to);
    }
    return start;
  }

  /** Lets an event that is too large go on; returns where it ends, or {@code to}. */
  private int pass(byte[] bytes, int from, int to) {
    int p = from;
    while (p < to && unread) {
      byte b = bytes[p++];
      boolean ends = b == '\n' || (b == '\r' && !lines);
      if (b == '\n' && afterReturn) {
        afterReturn = false; // the second half of a line's end
        continue;
      }
      unread = !ends || !(lines || lineEmpty);
      lineEmpty = ends;
      afterReturn = ends && b == '\r';
    }
    scanned = 0;
    if (over) {
      out.drop(p);
    }
    out.keepTo(p);
    return p;
  }

  /** Handles all whole events; returns where the first begins that isn't. */
  private int scan(byte[] bytes, int from, int to) {
    int start = scanned == 0 ? repeated(bytes, from, to) : from;
    int p = start + scanned;
    boolean empty = lineEmpty;
    view = p < to ? ByteSearch.view(view, bytes) : view;
    while (p < to) {
      byte b = bytes[p];
      if (b > '\r' || (b != '\n' && (b != '\r' || lines))) {
        empty = false;
        p = ByteSearch.endOfLine(view, bytes, p + 1, to);
        continue;
      }
      if (b == '\r') {
        if (p + 1 == to) {
          break;
        }
        p += bytes[p + 1] == '\n' ? 1 : 0;
      }
      p++;
      if (empty || lines) {
        event(bytes, start, p);
        start = repeated(bytes, p, to);
        p = start;
      }
      empty = true;
    }
    scanned = p - start;
    lineEmpty = empty;
    return start;
  }

  /** Handles events that are like the one before: no line's end has to be found in them. */
  private int repeated(byte[] bytes, int from, int to) {
    int start = from;
    while (!over && start < to) {
      int end = events.repeated(bytes, start, to, false);
      if (end < 0) {
        break;
      }
      start = end;
      endIfRefused();
    }
    return start;
  }

  private void event(byte[] bytes, int start, int end) {
    read(bytes, start, end);
    if (!over) {
      endIfRefused();
    }
  }

  private void endIfRefused() {
    String rule = editor.stopped();
    if (rule != null) {
      over = true;
      byte[] last = refused.event(rule, lines, typed);
      out.insert(last, 0, last.length);
    }
  }

  private void read(byte[] bytes, int start, int end) {
    if (!over && events.repeated(bytes, start, end, true) == end) {
      return;
    }
    events.begin();
    int data = 0;
    boolean done = false;
    for (int p = start; p < end; ) {
      int stop = ByteSearch.endOfLine(bytes, p, end);
      int from = dataStart(bytes, p, stop);
      if (from < stop) {
        if (isDone(bytes, from, stop) && !over) {
          events.flushAll(start);
          done = true;
        }
        events.data(bytes, from, stop);
        data++;
      } else if (!lines && startsWith(bytes, p, stop, TYPE)) {
        typed = true;
        int type = p + TYPE.length;
        events.type(bytes, type < stop && bytes[type] == ' ' ? type + 1 : type, stop);
      }
      p = stop + 1;
    }
    if (over) {
      out.drop(end); // its facts, such as the tokens used, were read
      return;
    }
    if (data == 0) {
      events.goOn();
    } else if (!events.event(bytes, start, end)) {
      events.flushEnding(start);
      if (!done) {
        text(bytes, start, end);
      }
    }
    out.keepTo(end);
  }

  /** Restores data that is no JSON, line by line. */
  private void text(byte[] bytes, int start, int end) {
    for (int p = start; p < end; ) {
      int stop = ByteSearch.endOfLine(bytes, p, end);
      int from = dataStart(bytes, p, stop);
      if (from < stop) {
        events.text(bytes, from, stop);
      }
      p = stop + 1;
    }
  }

  /** Returns where a line's data begins; {@code stop} when the line holds none. */
  private int dataStart(byte[] bytes, int lineStart, int stop) {
    int from = lineStart;
    if (stop - from >= 3 && bytes[from] == (byte) 0xEF && bytes[from + 1] == (byte) 0xBB) {
      from += 3;
    }
    if (lines) {
      return from;
    }
    if (!startsWith(bytes, from, stop, DATA)) {
      return stop;
    }
    from += DATA.length;
    return from < stop && bytes[from] == ' ' ? from + 1 : from;
  }

  private static boolean isDone(byte[] bytes, int from, int stop) {
    return stop - from == DONE.length && startsWith(bytes, from, stop, DONE);
  }

  private static boolean startsWith(byte[] bytes, int from, int to, byte[] word) {
    if (to - from < word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (bytes[from + i] != word[i]) {
        return false;
      }
    }
    return true;
  }
}
