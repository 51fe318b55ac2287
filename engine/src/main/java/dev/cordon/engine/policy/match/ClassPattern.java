package dev.cordon.engine.policy.match;

import org.jspecify.annotations.Nullable;

/**
 * Classes by name: in {@code com.acme.hr.*} the asterisk stands for a part of a name between dots,
 * in {@code com.acme.hr.**} two of them stand for any number of parts. A class stands for its
 * nested classes too. Immutable.
 */
public final class ClassPattern {
  private static final String BELOW = ".**";

  private final String pattern;
  private final String[] parts;

  /**
   * Makes a pattern that {@link #problem} has nothing to say of.
   *
   * @param pattern the pattern
   */
  public ClassPattern(String pattern) {
    this.pattern = pattern;
    this.parts = pattern.split("\\.");
  }

  /** Returns what is wrong with a pattern and how it is mended, or null. */
  public static @Nullable String problem(String pattern) {
    for (String part : pattern.split("\\.", -1)) {
      if (part.isEmpty() || (part.contains("**") && part.length() > 2)) {
        return "\"" + pattern + "\" is no class such as com.example.Payroll or com.example.**";
      }
      for (int i = 0; i < part.length(); i++) {
        if (part.charAt(i) != '*' && !Character.isJavaIdentifierPart(part.charAt(i))) {
          return "\"" + pattern + "\" is no class such as com.example.Payroll or com.example.**";
        }
      }
    }
    String last = pattern.substring(pattern.lastIndexOf('.') + 1);
    return last.indexOf('*') < 0 && Character.isLowerCase(last.charAt(0))
        ? "\"" + pattern + "\" is a package; \"" + pattern + ".**\" names what is in and below it"
        : null;
  }

  /**
   * Tells whether a class fits.
   *
   * @param className its binary name
   */
  public boolean matches(String className) {
    if (matchesExactly(className)) {
      return true;
    }
    int nested = className.indexOf('$', className.lastIndexOf('.') + 2);
    return nested > 0 && matchesExactly(className.substring(0, nested));
  }

  private boolean matchesExactly(String className) {
    return matches(className.split("\\."), 0, 0);
  }

  /** Goes back only where two asterisks stand, of which a pattern has one or two. */
  private boolean matches(String[] name, int at, int part) {
    int n = at;
    for (int p = part; p < parts.length; p++, n++) {
      if (parts[p].equals("**")) {
        for (int end = n + 1; end <= name.length; end++) {
          if (matches(name, end, p + 1)) {
            return true;
          }
        }
        return false;
      }
      if (n >= name.length || !Wildcards.match(parts[p], name[n])) {
        return false;
      }
    }
    return n == name.length;
  }

  /** Tells whether each class that fits the other pattern fits this one too; false where unsure. */
  public boolean covers(ClassPattern other) {
    return pattern.equals(other.pattern)
        || pattern.equals("**")
        || (pattern.endsWith(BELOW)
            && pattern.indexOf('*') == pattern.length() - 2
            && other.pattern.startsWith(pattern.substring(0, pattern.length() - 2)))
        || (other.pattern.indexOf('*') < 0 && matches(other.pattern));
  }

  @Override
  public String toString() {
    return pattern;
  }
}
