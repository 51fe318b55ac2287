package dev.cordon.engine.text;

/** Restores nothing. Immutable. */
public final class NoRestorer implements Restorer {
  /** The only one. */
  public static final NoRestorer INSTANCE = new NoRestorer();

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
