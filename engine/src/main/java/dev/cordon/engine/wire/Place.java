package dev.cordon.engine.wire;

/** Where a text stands: its rule and the JSON key nearest to it. Mutable; one a layer. */
final class Place {
  Rule rule = Rule.unknown(TextKind.UNKNOWN);
  String key = "";

  void set(Rule newRule, String newKey) {
    rule = newRule;
    key = newKey;
  }
}
