package dev.cordon.engine.wire;

import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.text.TextMemory;

/** Where a text stands: its rule and the JSON key nearest to it. Mutable; one a layer. */
final class Place {
  Rule rule = Rule.unknown(TextKind.UNKNOWN);
  String key = "";

  /** What is remembered of the text that stands here. */
  final TextMemory memory = new TextMemory();

  void set(Rule newRule, String newKey) {
    rule = newRule;
    key = newKey;
    memory.begin(newRule.kind(), newKey);
  }
}
