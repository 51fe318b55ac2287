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
  private int text = -1;
  private int offset = -1;

  FindingCount(DataType type, String action) {
    this.type = type;
    this.action = action;
  }

  void increment() {
    count++;
  }

  /** Notes where a finding stands; the first one counts. */
  void first(int inText, int atOffset) {
    if (text < 0) {
      text = inText;
      offset = atOffset;
    }
  }

  /** Returns how many texts stand before that of the first finding; -1 when not known. */
  public int text() {
    return text;
  }

  /** Returns where the first finding begins in its text, in bytes; -1 when not known. */
  public int offset() {
    return offset;
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
