package dev.cordon.engine.audit;

/**
 * How often a threat was found in texts of one origin in one Exchange, and what was done about it;
 * never its text. Used by one thread at a time.
 */
public final class ThreatCount {
  private final Threat threat;
  private final String origin;
  private final String action;
  private int count;

  ThreatCount(Threat threat, String origin, String action) {
    this.threat = threat;
    this.origin = origin;
    this.action = action;
  }

  void increment() {
    count++;
  }

  boolean is(Threat other, String otherOrigin, String otherAction) {
    return threat == other && origin.equals(otherOrigin) && action.equals(otherAction);
  }

  /** Returns what was found. */
  public Threat threat() {
    return threat;
  }

  /** Returns who wrote the text, such as {@code tool}; of an answer's text {@code assistant}. */
  public String origin() {
    return origin;
  }

  /** Returns what policy did, such as {@code report}. */
  public String action() {
    return action;
  }

  /** Returns how often. */
  public int count() {
    return count;
  }
}
