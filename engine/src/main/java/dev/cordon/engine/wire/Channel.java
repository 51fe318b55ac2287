package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSearch;
import dev.cordon.engine.wire.json.ByteSink;

/** One text that comes in many events, such as the content of one choice. Not thread-safe. */
final class Channel {
  final long key;
  final long group;
  final EscapedString string;

  /** Raw bytes of the text that came and have not gone on. */
  final ByteSink held = new ByteSink();

  /** The last event of the text, around the text: what is held can be sent in its like. */
  final ByteSink before = new ByteSink();

  final ByteSink after = new ByteSink();

  /** Raw bytes of the whole text that came, and what became of it, where it may be repeated. */
  private final ByteSink came = new ByteSink();

  final ByteSink gone = new ByteSink();

  private boolean mayRepeat;

  /** Whether an event with a piece of it said that it was the last one, and whether one didn't. */
  private boolean ended;

  private boolean wentOn;

  /** Whether the event before said so, and nothing tells whether to believe it. */
  private boolean doubted;

  private boolean believed;
  private int lastEvent;

  /**
   * Begins a text.
   *
   * @param mayRepeat whether each event may repeat what came before
   */
  Channel(long key, long group, EscapedString string, boolean mayRepeat) {
    this.key = key;
    this.group = group;
    this.string = string;
    this.mayRepeat = mayRepeat;
  }

  /** Tells whether each event repeats what came before, as far as is known. */
  boolean mayRepeat() {
    return mayRepeat;
  }

  /**
   * Takes an event's text.
   *
   * @return how many of its bytes repeat what came before
   */
  int repeated(byte[] bytes, int from, int to) {
    int before = came.size();
    if (!mayRepeat || to == from) {
      return 0;
    }
    mayRepeat = before <= to - from && ByteSearch.isEqual(bytes, from, came.array(), 0, before);
    if (!mayRepeat) {
      came.clear();
      gone.clear();
      return 0;
    }
    came.put(bytes, from + before, to);
    return before;
  }

  /**
   * Takes whether an event with a piece of the text says that it is the last one. Some servers say
   * so in each event: the first one alone is not believed, and none after one that wasn't the last.
   *
   * @param event the event's number, from 1
   * @return whether it is
   */
  boolean ends(boolean says, int event) {
    if (event != lastEvent) {
      lastEvent = event;
      doubted = says && !ended && !wentOn;
      believed = says && !ended && wentOn;
      ended |= says;
      wentOn |= !says;
    }
    return believed;
  }

  /** Tells whether only what follows tells whether the event before was the text's last one. */
  boolean isDoubted() {
    return doubted;
  }
}
