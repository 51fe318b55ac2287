package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.JsonLexer;

/** What the layers of one document share. Not thread-safe. */
final class Scratch {
  final JsonLexer probe = new JsonLexer();
  final KeyNames names = new KeyNames();
}
