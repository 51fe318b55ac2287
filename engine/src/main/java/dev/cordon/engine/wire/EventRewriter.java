package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Restores a stream event by event. What is safe goes on in the event in which it came; what may be
 * the beginning of a token waits for the next event of the same {@link Channel}, and is sent in an
 * event of its own when the text ends without one. Not thread-safe.
 */
final class EventRewriter {
  private static final byte[] NOTHING = {};

  /** More texts at once than any vendor streams: the oldest are ended. */
  private static final int MOST_CHANNELS = 1024;

  private final TextEditor editor;
  private final Rule root;
  private final RawOutput out;
  private final Scratch scratch = new Scratch();
  private final EventDocument document;
  private final EscapedString whole;
  private final TextLayer line;
  private final List<Channel> channels = new ArrayList<>();
  private final byte[] separator;
  private boolean ending;

  /** Whether the events of a text may each repeat what came before. */
  private boolean mayRepeat;

  /**
   * Whether an event may say that it is a text's last one and not be it, and may be sent in part.
   */
  private boolean doubts;

  private boolean waits;

  /** The text whose event waits, from behind the text on, for what follows; null for none. */
  private @Nullable Channel waiting;

  private final ByteSink rest = new ByteSink();
  private int restFrom;
  private int event;

  /**
   * Makes a rewriter.
   *
   * @param separator what stands between events that don't end themselves
   */
  EventRewriter(TextEditor editor, Rule root, FactReader facts, RawOutput out, byte[] separator) {
    this.editor = editor;
    this.root = root;
    this.out = out;
    this.separator = separator;
    this.document = new EventDocument(facts, scratch);
    this.whole = new EscapedString(editor, out, scratch, 1);
    this.line = new TextLayer(editor, out, scratch, null, 0);
  }

  /** Takes into account that the events of a text may each repeat what came before. */
  void mayRepeat() {
    mayRepeat = true;
  }

  /**
   * Takes into account that each event may say that it is a text's last one.
   *
   * @param inParts whether an event's end may go on later than its beginning
   */
  void doubtsEnds(boolean inParts) {
    doubts = true;
    waits = inParts;
  }

  /** Begins to read an event's data. */
  void begin() {
    document.begin(root);
  }

  /** Takes the event's type, where the framing has it. */
  void type(byte[] bytes, int from, int to) {
    document.type(bytes, from, to);
  }

  /** Tells whether the event holds a piece of sound. */
  boolean isSound() {
    return document.isSound();
  }

  /** Takes a line of the data. */
  void data(byte[] bytes, int from, int to) {
    document.feed(bytes, from, to);
  }

  /**
   * Ends an event and restores it.
   *
   * @return false when its data is no JSON; nothing happened then
   */
  boolean event(byte[] bytes, int start, int end) {
    if (!document.end(bytes)) {
      return false;
    }
    document.learn(bytes, start, end);
    restore(bytes, start, end);
    return true;
  }

  /**
   * Restores an event that is like the one before, in place of {@link #begin} and all that follows.
   *
   * @param whole whether the event is known to end at {@code end}; others may follow it otherwise
   * @return where it ends, -1 when it isn't like that; nothing happened then
   */
  int repeated(byte[] bytes, int start, int end, boolean whole) {
    int found = document.repeats(bytes, start, end, whole);
    if (found >= 0) {
      restore(bytes, start, found);
    }
    return found;
  }

  private void restore(byte[] bytes, int start, int end) {
    out.keepTo(start);
    event++;
    Channel before = waiting;
    if (before != null) {
      goOn(hasPart(before) || (hasPieces() && !document.isCertainlyFinished(before.group)));
    }
    if (ending || document.finishes() > 0) {
      flushFinished();
    }
    while (channels.size() > MOST_CHANNELS) {
      if (flush(channels.remove(0))) {
        out.insert(separator, 0, separator.length);
      }
    }
    for (int i = 0; i < document.size(); i++) {
      out.keepTo(document.start(i));
      if (document.rule(i).delta) {
        delta(bytes, i, start, end);
      } else {
        whole.begin(document.rule(i), document.label(i));
        whole.feed(bytes, document.start(i), document.end(i), true);
      }
    }
    out.keepTo(end);
    if (waiting != null && editor.stopped() == null) {
      out.cut(restFrom, rest);
    } else {
      waiting = null;
    }
  }

  /** Lets the event that waits go on: what follows is no event. */
  void goOn() {
    goOn(true);
  }

  /** Lets the event that waits go on; with what is held of its text, unless the text goes on. */
  private void goOn(boolean textGoesOn) {
    Channel channel = waiting;
    if (channel != null) {
      waiting = null;
      if (!textGoesOn) {
        channels.remove(channel);
        out.holdIn(channel.held);
        channel.string.feed(NOTHING, 0, 0, true);
        out.release();
        out.holdInOwn();
      }
      out.insert(rest.array(), 0, rest.size());
      rest.clear();
    }
  }

  /** Restores data that is no JSON. */
  void text(byte[] bytes, int from, int to) {
    out.keepTo(from);
    goOn(false);
    line.begin(root, "");
    line.feed(bytes, from, to, true);
  }

  private void delta(byte[] bytes, int i, int start, int end) {
    Channel channel = channel(i);
    boolean last = isLast(channel);
    int from = document.start(i);
    int to = document.end(i);
    int mark = 0;
    if (channel.mayRepeat()) {
      int repeated = channel.repeated(bytes, from, to);
      if (repeated > 0) {
        from += repeated;
        out.drop(from);
        out.insert(channel.gone.array(), 0, channel.gone.size());
      }
      mark = out.mark();
    }
    out.holdIn(channel.held);
    channel.string.feed(bytes, from, to, last);
    if (last) {
      out.release();
      channels.remove(channel);
    } else {
      out.hold(to);
    }
    out.holdInOwn();
    if (channel.mayRepeat()) {
      out.since(mark, channel.gone);
    }
    if (waiting == channel) {
      waiting = null;
    }
    if (!channel.held.isEmpty()) {
      remember(channel, bytes, i, start, end);
      if (waits && channel.isDoubted()) {
        waiting = channel;
        restFrom = out.mark();
      }
    }
  }

  private boolean isLast(Channel channel) {
    boolean ends = document.isFinished(channel.group);
    if (ending || !doubts || document.isCertainlyFinished(channel.group)) {
      return ending || ends;
    }
    return channel.ends(ends, event);
  }

  private Channel channel(int text) {
    long key = document.key(text);
    for (int i = 0; i < channels.size(); i++) {
      Channel channel = channels.get(i);
      if (channel.key == key) {
        return channel;
      }
    }
    EscapedString string = new EscapedString(editor, out, scratch, 1);
    Channel made = new Channel(key, document.group(text), string, mayRepeat);
    made.string.begin(document.rule(text), "");
    channels.add(made);
    return made;
  }

  /** Keeps the event around the text, without the other texts that stream beside it. */
  private void remember(Channel channel, byte[] bytes, int text, int start, int end) {
    channel.before.clear();
    channel.after.clear();
    int at = start;
    for (int i = 0; i < document.size(); i++) {
      if (i == text) {
        channel.before.put(bytes, at, document.start(i));
        at = document.end(i);
      } else if (document.rule(i).delta) {
        (i < text ? channel.before : channel.after).put(bytes, at, document.start(i));
        at = document.end(i);
      }
    }
    channel.after.put(bytes, at, end);
  }

  /** Sends what is held of texts that end with this event and have no part in it. */
  private void flushFinished() {
    for (int i = 0; i < channels.size(); ) {
      Channel channel = channels.get(i);
      if ((ending || document.isFinished(channel.group)) && !hasPart(channel)) {
        channels.remove(i);
        if (flush(channel)) {
          out.insert(separator, 0, separator.length);
        }
      } else {
        i++;
      }
    }
  }

  private boolean hasPart(Channel channel) {
    for (int i = 0; i < document.size(); i++) {
      if (document.rule(i).delta && document.key(i) == channel.key) {
        return true;
      }
    }
    return false;
  }

  private boolean hasPieces() {
    for (int i = 0; i < document.size(); i++) {
      if (document.rule(i).delta) {
        return true;
      }
    }
    return false;
  }

  /** Tells that the next event is the last one, so that nothing may wait. */
  void ending() {
    ending = true;
  }

  /** Sends all that is held when no further event can take it along. */
  void flushEnding(int position) {
    if (ending) {
      flushAll(position);
    }
  }

  /** Sends all that is held: the stream ends at {@code position}. */
  void flushAll(int position) {
    out.keepTo(position);
    goOn(false);
    for (Channel channel : channels) {
      if (!channel.held.isEmpty()) {
        out.insert(separator, 0, separator.length);
        flush(channel);
      }
    }
    channels.clear();
  }

  private boolean flush(Channel channel) {
    if (channel.held.isEmpty()) {
      return false;
    }
    out.insert(channel.before.array(), 0, channel.before.size());
    if (channel.mayRepeat()) {
      out.insert(channel.gone.array(), 0, channel.gone.size());
    }
    out.holdIn(channel.held);
    channel.string.feed(NOTHING, 0, 0, true);
    out.release();
    out.holdInOwn();
    out.insert(channel.after.array(), 0, channel.after.size());
    return true;
  }
}
