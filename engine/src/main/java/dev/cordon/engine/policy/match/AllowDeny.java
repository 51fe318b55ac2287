package dev.cordon.engine.policy.match;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which names are allowed and which are denied; what is denied stays so. Remembers what the
 * patterns said of the last name: most calls name one model. Thread-safe.
 */
public final class AllowDeny {
  /** Allows every name. */
  public static final AllowDeny ALL =
      new AllowDeny(Collections.<String>emptyList(), Collections.<String>emptyList());

  /** No vendor has a longer name for anything; what isn't remembered is compared again. */
  private static final int LONGEST = 200;

  private final List<NamePattern> allow;
  private final List<NamePattern> deny;
  private volatile @Nullable Said last;

  /**
   * Makes a rule.
   *
   * @param allow patterns of names; empty allows every one
   * @param deny patterns of names that are denied, even when they are allowed
   */
  public AllowDeny(List<String> allow, List<String> deny) {
    this.allow = patterns(allow);
    this.deny = patterns(deny);
  }

  private static List<NamePattern> patterns(List<String> texts) {
    List<NamePattern> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(new NamePattern(text));
    }
    return Collections.unmodifiableList(patterns);
  }

  /** Tells whether every name is allowed. */
  public boolean isEmpty() {
    return allow.isEmpty() && deny.isEmpty();
  }

  /** Tells whether only names of a list are allowed. */
  public boolean isList() {
    return !allow.isEmpty();
  }

  /**
   * Returns the key that forbids a name, {@code allow} or {@code deny}; null when it is allowed.
   */
  public @Nullable String denial(String name) {
    return denial(name, key -> false);
  }

  /**
   * Returns the key that forbids a name, {@code allow} or {@code deny}; null when it is allowed.
   *
   * @param lifted tells of a key that would forbid it whether that does not count
   */
  public @Nullable String denial(String name, Predicate<String> lifted) {
    Said said = said(name);
    if (said.denied && !lifted.test("deny")) {
      return "deny";
    }
    return said.allowed || lifted.test("allow") ? null : "allow";
  }

  private Said said(String name) {
    Said known = last;
    if (known == null || !known.name.equals(name)) {
      known = new Said(name, matches(deny, name), allow.isEmpty() || matches(allow, name));
      last = name.length() <= LONGEST ? known : null;
    }
    return known;
  }

  /** Returns the patterns of names that are denied. */
  public List<String> denied() {
    List<String> names = new ArrayList<>();
    for (NamePattern pattern : deny) {
      names.add(pattern.toString());
    }
    return names;
  }

  /** Says in words what is allowed, such as {@code only gpt-4o*, but not gpt-4o-mini}. */
  public String words() {
    if (isEmpty()) {
      return "all";
    }
    String only = allow.isEmpty() ? "all" : "only " + names(allow);
    return deny.isEmpty() ? only : only + ", but not " + names(deny);
  }

  private static String names(List<NamePattern> patterns) {
    List<String> names = new ArrayList<>();
    for (NamePattern pattern : patterns) {
      names.add(pattern.toString());
    }
    return String.join(", ", names);
  }

  /** What the patterns say of one name. */
  private static final class Said {
    final String name;
    final boolean denied;
    final boolean allowed;

    Said(String name, boolean denied, boolean allowed) {
      this.name = name;
      this.denied = denied;
      this.allowed = allowed;
    }
  }

  private static boolean matches(List<NamePattern> patterns, String name) {
    if (patterns.isEmpty()) {
      return false;
    }
    String lower = NamePattern.lower(name);
    for (NamePattern pattern : patterns) {
      if (pattern.matchesLower(lower)) {
        return true;
      }
    }
    return false;
  }
}
