package dev.cordon.agent.boot;

import java.io.File;
import org.jspecify.annotations.Nullable;

/**
 * The agent's arguments: {@code policy=/path/to/cordon.yaml,log=debug}. Immutable.
 *
 * <p>An unknown key or a bad value is an error on stderr; the application starts in any case. Since
 * nobody can tell what was meant by it, the agent then runs as with an unusable policy: AI calls
 * are refused.
 */
public final class AgentOptions {
  private static final int LONGEST_QUOTE = 60;

  private static volatile AgentOptions current = new AgentOptions(null, null, null);

  private final @Nullable String policy;
  private final @Nullable String requireSignature;
  private final @Nullable String problem;

  private AgentOptions(
      @Nullable String policy, @Nullable String requireSignature, @Nullable String problem) {
    this.policy = policy;
    this.requireSignature = requireSignature;
    this.problem = problem;
  }

  /** Returns the options that the agent was started with. */
  public static AgentOptions current() {
    return current;
  }

  /**
   * Returns the policy file's path as configured, or null: the agent argument {@code policy}, else
   * {@code -Dcordon.policy}, else {@code CORDON_POLICY}.
   */
  public @Nullable String policy() {
    return policy;
  }

  /**
   * Returns the public key, or the file with the keys, with one of which the policy has to be
   * signed; null when it need not be: the agent argument {@code require_signature}, else {@code
   * -Dcordon.require_signature}, else {@code CORDON_REQUIRE_SIGNATURE}.
   */
  public @Nullable String requireSignature() {
    return requireSignature;
  }

  /** Returns what is wrong with the arguments, or null when nothing is. */
  public @Nullable String problem() {
    return problem;
  }

  /** Tells whether there is something to check before the first call. */
  boolean mustBeChecked() {
    return policy != null || requireSignature != null;
  }

  /** Tells whether there is a policy file to read that isn't there, or may not be read. */
  boolean isPolicyMissing() {
    return policy != null && !new File(policy).canRead();
  }

  static AgentOptions install(@Nullable String arguments) {
    AgentOptions parsed = parse(arguments);
    if (parsed.problem != null) {
      AgentLog.error(parsed.problem + "; AI calls will be refused until this is corrected");
    }
    current = parsed;
    return parsed;
  }

  /** Parses without regular expressions or collections: this runs before every application. */
  static AgentOptions parse(@Nullable String arguments) {
    String policy = null;
    String requireSignature = null;
    String problem = null;
    int from = 0;
    while (arguments != null && from < arguments.length()) {
      int comma = arguments.indexOf(',', from);
      int to = comma < 0 ? arguments.length() : comma;
      String option = arguments.substring(from, to).trim();
      from = to + 1;
      int equals = option.indexOf('=');
      String key = equals < 0 ? option : option.substring(0, equals).trim();
      String value = equals < 0 ? "" : option.substring(equals + 1).trim();
      if (key.equals("policy") && !value.isEmpty()) {
        policy = value;
      } else if (key.equals("require_signature") && !value.isEmpty()) {
        requireSignature = value;
      } else if (key.equals("log") && AgentLog.setLevel(value)) {
        continue;
      } else if (!option.isEmpty() && problem == null) {
        problem = describe(key, value);
      }
    }
    return new AgentOptions(
        policy == null ? configured("cordon.policy", "CORDON_POLICY") : policy,
        requireSignature == null
            ? configured("cordon.require_signature", "CORDON_REQUIRE_SIGNATURE")
            : requireSignature,
        problem);
  }

  private static String describe(String key, String value) {
    if (key.equals("policy")) {
      return "agent argument 'policy' needs a value: policy=/path/to/cordon.yaml";
    }
    if (key.equals("require_signature")) {
      return "agent argument 'require_signature' needs a value: a public key, or a file with some";
    }
    if (key.equals("log")) {
      return "agent argument 'log' has the unknown value '"
          + quotable(value)
          + "': valid are "
          + AgentLog.levels();
    }
    return "unknown agent argument '"
        + quotable(key)
        + "': valid are policy=<file>, log=<level> and require_signature=<key or file>, separated by"
        + " commas";
  }

  /** Cuts what is long, and keeps a line a line. */
  private static String quotable(String text) {
    StringBuilder quoted = new StringBuilder();
    for (int i = 0; i < text.length() && i < LONGEST_QUOTE; i++) {
      char c = text.charAt(i);
      quoted.append(Character.isISOControl(c) ? '?' : c);
    }
    return quoted.append(text.length() > LONGEST_QUOTE ? "…" : "").toString();
  }

  private static @Nullable String configured(String property, String variable) {
    String value = System.getProperty(property);
    if (value == null || value.isEmpty()) {
      value = System.getenv(variable);
    }
    return value == null || value.isEmpty() ? null : value;
  }
}
