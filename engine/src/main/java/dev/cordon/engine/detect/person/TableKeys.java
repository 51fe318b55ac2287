package dev.cordon.engine.detect.person;

import dev.cordon.engine.detect.ScanText;
import org.jspecify.annotations.Nullable;

/** The keys of one table's columns while they are read. */
final class TableKeys {
  private static final String[] NONE = {};

  private @Nullable String[] all = NONE;
  private boolean strong;

  void learn(TableCell cells, ScanText text, int from, int to, int column) {
    all = cells.learn(text, from, to, column, all);
    strong |= cells.isStrong(text, from, to);
  }

  /** Returns them by column; none when no name of a column says enough. */
  @Nullable String[] all() {
    return strong ? all : NONE;
  }
}
