package dev.cordon.engine.policy.match;

import java.util.Locale;

/**
 * A name in which {@code *} stands for any characters, compared without regard to case: vendors
 * take {@code GPT-4o} for {@code gpt-4o}. Immutable.
 */
public final class NamePattern {
  private final String pattern;

  /**
   * Makes a pattern.
   *
   * @param pattern the name, perhaps with asterisks
   */
  public NamePattern(String pattern) {
    this.pattern = pattern.toLowerCase(Locale.ROOT);
  }

  /** Tells whether a name fits as a whole; takes time linear in the name for each asterisk. */
  public boolean matches(String name) {
    return Wildcards.match(pattern, name.toLowerCase(Locale.ROOT));
  }

  /** Tells whether each name that fits the other pattern fits this one too; false where unsure. */
  public boolean covers(NamePattern other) {
    return pattern.equals(other.pattern)
        || (other.pattern.indexOf('*') < 0 && matches(other.pattern))
        || coversAsPrefix(other);
  }

  private boolean coversAsPrefix(NamePattern other) {
    int star = pattern.indexOf('*');
    return star == pattern.length() - 1
        && star >= 0
        && other.pattern.startsWith(pattern.substring(0, star));
  }

  @Override
  public String toString() {
    return pattern;
  }
}
