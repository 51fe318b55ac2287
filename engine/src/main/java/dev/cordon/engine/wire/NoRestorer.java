package dev.cordon.engine.wire;

import dev.cordon.engine.Edits;
import dev.cordon.engine.redact.Restorer;

/** Restores nothing. */
final class NoRestorer implements Restorer {
  static final NoRestorer INSTANCE = new NoRestorer();

  private NoRestorer() {}

  @Override
  public boolean isEmpty() {
    return true;
  }

  @Override
  public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
    return to;
  }
}
