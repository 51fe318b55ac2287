package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.JsonLexer;
import org.jspecify.annotations.Nullable;

/** What the layers of one document share. Not thread-safe. */
final class Scratch {
  final KeyNames names = new KeyNames();
  private @Nullable JsonLexer probe;

  /** Returns a lexer that no layer keeps. */
  JsonLexer probe() {
    JsonLexer made = probe;
    return made == null ? probe = new JsonLexer() : made;
  }
}
