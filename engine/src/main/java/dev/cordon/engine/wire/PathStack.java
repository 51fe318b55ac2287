package dev.cordon.engine.wire;

import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.wire.json.JsonLexer;
import dev.cordon.engine.wire.json.JsonStrings;
import java.util.Arrays;

/** Follows a {@link JsonLexer} through a document's places. Reusable; not thread-safe. */
final class PathStack {
  /** Most answers are no deeper. */
  private static final int FIRST = 6;

  private final KeyNames names;
  private Rule[] rules = new Rule[FIRST];
  private String[] keys = new String[FIRST];
  private int depth;
  private Rule root = Rule.unknown(TextKind.UNKNOWN);
  private Rule member = root;
  private String rootKey = "";

  PathStack(KeyNames names) {
    this.names = names;
  }

  void begin(Rule newRoot, String key) {
    root = newRoot;
    rootKey = key;
    member = newRoot;
    depth = 0;
  }

  /** Enters a container that begins as the next value. */
  void open(boolean array) {
    Rule container = depth == 0 ? root : member;
    String key = key();
    if (depth == rules.length) {
      rules = Arrays.copyOf(rules, depth * 2);
      keys = Arrays.copyOf(keys, depth * 2);
    }
    rules[depth] = container;
    keys[depth] = key;
    depth++;
    member = array ? container.elementRule() : container;
  }

  /** Leaves a container; {@code inArray} tells whether what it stood in is an array. */
  void close(boolean inArray) {
    depth--;
    if (depth > 0 && inArray) {
      member = rules[depth - 1].elementRule();
    }
  }

  /**
   * Enters the value under a key.
   *
   * @return whether the key is one of the API's own
   */
  boolean key(byte[] bytes, int from, int to, boolean escaped) {
    Rule container = rules[depth - 1];
    Rule named = escaped ? null : container.named(bytes, from, to);
    if (named != null) {
      member = named;
      keys[depth - 1] = named.name;
      return true;
    }
    member = escaped ? container.unknown() : container.otherRule();
    keys[depth - 1] = escaped ? JsonStrings.text(bytes, from, to) : names.name(bytes, from, to);
    return false;
  }

  /** Returns the rule of the object that is open. */
  Rule container() {
    return rules[depth - 1];
  }

  /** Returns the rule of the next value. */
  Rule value() {
    return depth == 0 ? root : member;
  }

  /** Returns the key nearest to the next value. */
  String key() {
    return depth == 0 ? rootKey : keys[depth - 1];
  }
}
