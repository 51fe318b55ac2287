package dev.cordon.engine.detect;

/**
 * A set of words that tell what stands near them, such as {@code ssn} and {@code social security}.
 * Made by {@link Registry#context}; asked through {@link ScanText#near}. Immutable.
 */
public final class Context {
  private final int number;

  /**
   * Makes a set; for registries.
   *
   * @param number its number in its registry, from 0 on
   */
  public Context(int number) {
    this.number = number;
  }

  /** Returns its number in its registry. */
  public int number() {
    return number;
  }
}
