package dev.cordon.engine.policy.label;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which labels a vendor may have, and what becomes of all others. Immutable. */
public final class Accepted {
  /** What becomes of data with a label that is not accepted. */
  public enum Above {
    /** It is redacted; where that can't be done the call is refused. */
    REDACT,
    /** The call is refused. */
    REFUSE
  }

  private final String key;
  private final List<String> named;
  private final Above above;
  private final Set<String> names = new TreeSet<>();

  /**
   * Makes a rule.
   *
   * @param key the policy's key that says so
   * @param named labels; one of the {@link Labels#LADDER} accepts those below it, too
   */
  public Accepted(String key, List<String> named, Above above) {
    this.key = key;
    this.named = Collections.unmodifiableList(new ArrayList<>(named));
    this.above = above;
    names.addAll(named);
    for (String name : named) {
      names.addAll(Labels.LADDER.subList(0, Labels.LADDER.indexOf(name) + 1));
    }
  }

  /** Returns the policy's key that says so. */
  public String key() {
    return key;
  }

  /** Returns what becomes of all other data. */
  public Above above() {
    return above;
  }

  /** Tells whether data with a label may be sent. */
  public boolean accepts(String label) {
    return names.contains(label);
  }

  /** Returns the labels as the policy names them, for people. */
  @Override
  public String toString() {
    return String.join(", ", named);
  }
}
