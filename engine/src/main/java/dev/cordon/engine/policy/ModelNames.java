package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What rules say of a model by all the names that vendors take for it. What is denied stays so
 * behind a resource's name ({@code publishers/google/models/gemini-2.5-pro}, an ARN), a maker's
 * ({@code openai/gpt-4o}) and a part of the world of Bedrock's ({@code eu.anthropic.claude…}). What
 * is allowed may be named as a resource, and else as it is allowed. Stateless.
 */
final class ModelNames {
  private static final String DENY = "deny";
  private static final String MODELS = "models/";
  private static final String ARN = "arn:";

  /** The parts of the world with more than two letters that Bedrock's profiles begin with. */
  private static final List<String> WORLDS = Arrays.asList("apac", "global", "us-gov");

  private ModelNames() {}

  /**
   * Returns the key that forbids a model, {@code allow} or {@code deny}; null when it is allowed.
   *
   * @param lifted tells of a key that would forbid it whether that does not count
   */
  static @Nullable String denial(AllowDeny rules, String model, Predicate<String> lifted) {
    if (rules.isEmpty()) {
      return null;
    }
    String denial = rules.denial(model, lifted);
    if (DENY.equals(denial)) {
      return denial;
    }
    String name = model.substring(model.lastIndexOf('/') + 1);
    if (name.length() < model.length()) {
      String ofName = rules.denial(name, lifted);
      if (DENY.equals(ofName)) {
        return ofName;
      }
      denial = isResource(model) ? ofName : denial;
    }
    String plain = withoutWorld(name);
    return plain.length() < name.length() && DENY.equals(rules.denial(plain, lifted))
        ? DENY
        : denial;
  }

  private static boolean isResource(String model) {
    return model.startsWith(MODELS) || model.contains('/' + MODELS) || model.startsWith(ARN);
  }

  private static String withoutWorld(String name) {
    int dot = name.indexOf('.');
    boolean world = dot == 2 || (dot > 2 && WORLDS.contains(name.substring(0, dot)));
    return world && name.indexOf('.', dot + 1) > 0 ? name.substring(dot + 1) : name;
  }
}
