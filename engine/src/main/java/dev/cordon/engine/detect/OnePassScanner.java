package dev.cordon.engine.detect;

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

  /** Returns a session that looks at each repetition of a text that repeats itself. */
  ScanSession thoroughSession() {
    return new ScanSession(tables, enabled, false);
  }

  @Override
  public Session newSession() {
    return new ScanSession(tables, enabled);
  }
}
