package dev.cordon.engine.wire;

/**
 * Receives what becomes of a text, from its beginning to its end: stretches that stay and stretches
 * that are replaced. Lengths count bytes of the text as the caller sees it.
 */
interface EditSink {
  /** The next {@code length} bytes stay. */
  void keep(int length);

  /** The next {@code length} bytes become {@code text[from, to)}. */
  void replace(int length, byte[] text, int from, int to);
}
