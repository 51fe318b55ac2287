package dev.cordon.engine.wire;

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

  Channel(long key, long group, EscapedString string) {
    this.key = key;
    this.group = group;
    this.string = string;
  }
}
