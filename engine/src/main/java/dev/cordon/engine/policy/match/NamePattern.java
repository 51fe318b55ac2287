package dev.cordon.engine.policy.match;

import java.util.Locale;

/**
 * A name in which {@code *} stands for any characters, compared without regard to case: vendors
 * take {@code GPT-4o} for {@code gpt-4o}. Immutable.
 */
public final class NamePattern {
  private final String pattern;

  /** What a name must begin with; most names of most patterns are told apart by it. */
  private final String prefix;

  /**
   * Makes a pattern.
   *
   * @param pattern the name, perhaps with asterisks
   */
  public NamePattern(String pattern) {
    this.pattern = lower(pattern);
    int star = pattern.indexOf('*');
    this.prefix = star < 0 ? this.pattern : this.pattern.substring(0, star);
  }

  /** Tells whether a name fits as a whole; takes time linear in the name for each asterisk. */
  public boolean matches(String name) {
    return matchesLower(lower(name));
  }

  /** {@link #matches} for a name that {@link #lower} made. */
  boolean matchesLower(String name) {
    return name.startsWith(prefix) && Wildcards.match(pattern, name);
  }

  /** Returns a name in the form in which it is compared. */
  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
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
