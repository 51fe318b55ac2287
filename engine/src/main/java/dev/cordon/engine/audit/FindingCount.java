package dev.cordon.engine.audit;

import dev.cordon.engine.detect.DataType;

/**
 * How often a type was found in one Exchange, and what was done about it. Used by one thread at a
 * time.
 */
public final class FindingCount {
  private final DataType type;
  private final String action;
  private int count;

  FindingCount(DataType type, String action) {
    this.type = type;
    this.action = action;
  }

  void increment() {
    count++;
  }

  /** Returns the type. */
  public DataType type() {
    return type;
  }

  /** Returns what policy did, such as {@code tokenize}. */
  public String action() {
    return action;
  }

  /** Returns how often. */
  public int count() {
    return count;
  }
}
