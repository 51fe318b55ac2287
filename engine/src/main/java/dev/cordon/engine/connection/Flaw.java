package dev.cordon.engine.connection;

/** What is wrong with a connection. Immutable; no content. */
public final class Flaw {
  private final String rule;
  private final String what;
  private final Reaction reaction;

  Flaw(String rule, String what, Reaction reaction) {
    this.rule = rule;
    this.what = what;
    this.reaction = reaction;
  }

  /**
   * A connection of which nobody could tell whether anything is wrong.
   *
   * @param reaction what becomes of it
   */
  public static Flaw unjudged(Reaction reaction) {
    return new Flaw("on_error", "could not be checked because of an internal fault", reaction);
  }

  /** Returns the policy's key that says so. */
  public String rule() {
    return rule;
  }

  /** Returns what is wrong, as a clause whose subject is the host. */
  public String what() {
    return what;
  }

  /** Returns what becomes of the connection. */
  public Reaction reaction() {
    return reaction;
  }
}
