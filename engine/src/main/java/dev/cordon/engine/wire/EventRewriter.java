package dev.cordon.engine.wire;

import java.util.ArrayList;
import java.util.List;

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
    if (!document.end()) {
      return false;
    }
    out.keepTo(start);
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
    return true;
  }

  /** Restores data that is no JSON. */
  void text(byte[] bytes, int from, int to) {
    out.keepTo(from);
    line.begin(root, "");
    line.feed(bytes, from, to, true);
  }

  private void delta(byte[] bytes, int i, int start, int end) {
    boolean last = ending || document.isFinished(document.group(i));
    Channel channel = channel(i);
    out.holdIn(channel.held);
    channel.string.feed(bytes, document.start(i), document.end(i), last);
    if (last) {
      out.release();
      channels.remove(channel);
    } else {
      out.hold(document.end(i));
    }
    out.holdInOwn();
    if (!channel.held.isEmpty()) {
      remember(channel, bytes, i, start, end);
    }
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
    Channel made = new Channel(key, document.group(text), string);
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
    out.holdIn(channel.held);
    channel.string.feed(NOTHING, 0, 0, true);
    out.release();
    out.holdInOwn();
    out.insert(channel.after.array(), 0, channel.after.size());
    return true;
  }
}
