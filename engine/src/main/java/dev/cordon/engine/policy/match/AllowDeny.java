package dev.cordon.engine.policy.match;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which names are allowed and which are denied; what is denied stays so. Immutable. */
public final class AllowDeny {
  /** Allows every name. */
  public static final AllowDeny ALL =
      new AllowDeny(Collections.<String>emptyList(), Collections.<String>emptyList());

  private final List<NamePattern> allow;
  private final List<NamePattern> deny;

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

  /**
   * Returns the key that forbids a name, {@code allow} or {@code deny}; null when it is allowed.
   */
  public @Nullable String denial(String name) {
    if (matches(deny, name)) {
      return "deny";
    }
    return allow.isEmpty() || matches(allow, name) ? null : "allow";
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

  /** Returns a pattern of {@code allow} that can't allow anything, as it is denied; or null. */
  public @Nullable String contradiction() {
    for (NamePattern allowed : allow) {
      for (NamePattern denied : deny) {
        if (denied.covers(allowed)) {
          return allowed.toString();
        }
      }
    }
    return null;
  }

  private static boolean matches(List<NamePattern> patterns, String name) {
    for (NamePattern pattern : patterns) {
      if (pattern.matches(name)) {
        return true;
      }
    }
    return false;
  }
}
