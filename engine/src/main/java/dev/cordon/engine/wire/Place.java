package dev.cordon.engine.wire;

import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextMemory;
import dev.cordon.engine.wire.json.ByteSink;

/** Where a text stands: its rule and the JSON key nearest to it. Mutable; one a layer. */
final class Place {
  Rule rule = Rule.unknown(TextKind.UNKNOWN);
  String key = "";

  /** What is remembered of the text that stands here. */
  final TextMemory memory = new TextMemory();

  /** The end of what of the text has gone on; empty at its beginning. */
  final ByteSink context = new ByteSink();

  void set(Rule newRule, String newKey) {
    context.clear();
    rule = newRule;
    key = newKey;
    memory.begin(newRule.kind(), newKey);
  }
}
