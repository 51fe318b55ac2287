package dev.cordon.engine.detect.scan;

import dev.cordon.engine.detect.Scanner;

/** The scanner: tables compiled once, sessions that hold the scratch. */
final class OnePassScanner implements Scanner {
  private final ScanTables tables;
  private final boolean[] enabled;

  OnePassScanner(ScanTables tables, boolean[] enabled) {
    this.tables = tables;
    this.enabled = enabled;
  }

  ScanTables tables() {
    return tables;
  }

  @Override
  public Session newSession() {
    return new ScanSession(tables, enabled);
  }
}
