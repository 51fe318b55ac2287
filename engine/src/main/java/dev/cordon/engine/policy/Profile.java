package dev.cordon.engine.policy;

import java.util.Collections;
import java.util.List;

/**
 * A ready policy for one law or standard: keys, each with the clause that it serves, what a policy
 * must say besides, and what no policy can do. Immutable.
 */
public final class Profile {
  private final String id;
  private final String title;
  private final String text;
  private final String source;
  private final List<String> includes;
  private final List<Rule> rules;
  private final List<Expectation> expectations;
  private final List<String> limits;

  Profile(
      String id,
      String title,
      String text,
      String source,
      List<String> includes,
      List<Rule> rules,
      List<Expectation> expectations,
      List<String> limits) {
    this.id = id;
    this.title = title;
    this.text = text;
    this.source = source;
    this.includes = Collections.unmodifiableList(includes);
    this.rules = Collections.unmodifiableList(rules);
    this.expectations = Collections.unmodifiableList(expectations);
    this.limits = Collections.unmodifiableList(limits);
  }

  /** Returns the name under which policies name it, such as {@code gdpr}. */
  public String id() {
    return id;
  }

  /** Returns what the law or standard is called. */
  public String title() {
    return title;
  }

  /** Returns which text in which version is meant. */
  public String text() {
    return text;
  }

  /** Returns where that text is published. */
  public String source() {
    return source;
  }

  /** Returns the profiles that this one contains. */
  public List<String> includes() {
    return includes;
  }

  /** Returns the keys that it sets, in the order of its file. */
  public List<Rule> rules() {
    return rules;
  }

  /** Returns what a policy must say itself, since no profile can know it. */
  public List<Expectation> expectations() {
    return expectations;
  }

  /** Returns what it doesn't do, a sentence or two each. */
  public List<String> limits() {
    return limits;
  }

  /** A key that a profile sets. Immutable. */
  public static final class Rule {
    final String key;
    final Object value;
    private final String clause;
    private final String why;

    Rule(String key, Object value, String clause, String why) {
      this.key = key;
      this.value = value;
      this.clause = clause;
      this.why = why;
    }

    /** Returns the policy's key, such as {@code vendors.deny.without}. */
    public String key() {
      return key;
    }

    /** Returns the value as a policy file writes it. */
    public String value() {
      return ProfileValues.text(value);
    }

    /** Returns the clause that it serves. */
    public String clause() {
      return clause;
    }

    /** Returns what it does for the clause. */
    public String why() {
      return why;
    }
  }

  /** A key that a policy must have itself. Immutable. */
  public static final class Expectation {
    private final String key;
    private final long least;
    private final String clause;
    private final String why;

    Expectation(String key, long least, String clause, String why) {
      this.key = key;
      this.least = least;
      this.clause = clause;
      this.why = why;
    }

    /** Returns the policy's key. */
    public String key() {
      return key;
    }

    /** Returns the key, with the least value that is expected where there is one. */
    public String what() {
      return least == 0 ? key : key + " of " + Quantity.SECONDS.print(least) + " or more";
    }

    /** Returns the clause that asks for it. */
    public String clause() {
      return clause;
    }

    /** Returns why. */
    public String why() {
      return why;
    }

    /** Tells whether a policy does as is expected; what is kept for good is kept long enough. */
    boolean isMetBy(PolicyBuilder policy, boolean named) {
      if (least == 0) {
        return named;
      }
      AuditRules audit = policy.audit;
      return audit != null && (audit.retentionSeconds() == 0 || audit.retentionSeconds() >= least);
    }
  }
}
