package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is done about each data type. In one layer the most specific rule wins: the type, then the
 * longest {@code prefix.*}, then the data class. What a layer says nothing of is left to the layer
 * below; only when none names the type do their defaults count, the topmost first. So {@code
 * default: allow} does not uncover the secrets that the built-in layer masks. Between both stands
 * what profiles say; a default above it counts where it is stricter. Immutable.
 */
final class RedactionRules {
  /** From the loosest to the strictest. */
  private static final List<Action> STRICTNESS =
      Arrays.asList(
          Action.ALLOW,
          Action.SURROGATE,
          Action.ENCRYPT,
          Action.TOKENIZE,
          Action.HASH,
          Action.MASK,
          Action.REMOVE,
          Action.BLOCK);

  private final @Nullable RedactionRules below;

  /** The rules of profiles, of which the strictest counts; empty in every other layer. */
  private final List<RedactionRules> profiles = new ArrayList<>();

  private final Map<String, Action> types = new HashMap<>();
  private final TreeMap<String, Action> prefixes = new TreeMap<>();
  private final Map<DataClass, Action> classes = new EnumMap<>(DataClass.class);
  private final Map<String, Action> decided = new ConcurrentHashMap<>();
  private @Nullable Action byDefault;

  RedactionRules(@Nullable RedactionRules below) {
    this.below = below;
  }

  /** Returns the same rules above another layer. */
  RedactionRules over(RedactionRules other) {
    RedactionRules rules = new RedactionRules(other);
    rules.types.putAll(types);
    rules.prefixes.putAll(prefixes);
    rules.classes.putAll(classes);
    rules.byDefault = byDefault;
    return rules;
  }

  /** Returns the rules that hold without a policy file. */
  static RedactionRules builtIn() {
    RedactionRules rules = new RedactionRules(null);
    rules.byDefault = Action.TOKENIZE;
    rules.classes.put(DataClass.CREDENTIAL, Action.MASK);
    rules.types.put("payment_card", Action.MASK);
    return rules;
  }

  /**
   * Returns the layer of a policy's profiles: the strictest of them counts, and none is looser than
   * what is below.
   */
  static RedactionRules ofProfiles(List<RedactionRules> profiles, RedactionRules below) {
    RedactionRules layer = new RedactionRules(below);
    layer.profiles.addAll(profiles);
    return layer;
  }

  /** Returns an action by its name in lower case. */
  static Action action(String name) {
    return Action.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static @Nullable Action stricter(@Nullable Action one, @Nullable Action other) {
    return STRICTNESS.indexOf(one) >= STRICTNESS.indexOf(other) ? one : other;
  }

  /**
   * Adds a rule while the layer is made.
   *
   * @param name {@code default}, a class, a type or {@code prefix.*}
   */
  void put(String name, Action action) {
    if (name.equals("default")) {
      byDefault = action;
      return;
    }
    for (DataClass dataClass : DataClass.values()) {
      if (dataClass.id().equals(name)) {
        classes.put(dataClass, action);
        return;
      }
    }
    if (name.endsWith("*")) {
      prefixes.put(name.substring(0, name.length() - 1), action);
    } else {
      types.put(name, action);
    }
  }

  Action action(DataType type) {
    Action known = decided.get(type.id());
    if (known == null) {
      known = decide(type);
      decided.put(type.id(), known);
    }
    return known;
  }

  private Action decide(DataType type) {
    Action byDefaultAbove = null;
    for (RedactionRules layer = this; layer != null; layer = layer.below) {
      Action specific = layer.specific(type);
      if (specific != null) {
        boolean tightens = !layer.profiles.isEmpty() && byDefaultAbove != null;
        Action decided = tightens ? stricter(specific, byDefaultAbove) : specific;
        return decided == null ? specific : decided;
      }
      byDefaultAbove = byDefaultAbove == null ? layer.byDefault : byDefaultAbove;
    }
    return byDefaultAbove == null ? Action.TOKENIZE : byDefaultAbove;
  }

  /** What the profiles say; never looser than what holds without them. */
  private @Nullable Action ofProfiles(DataType type) {
    Action strictest = null;
    for (RedactionRules profile : profiles) {
      strictest = stricter(strictest, profile.specific(type));
    }
    return strictest == null || below == null ? strictest : stricter(strictest, below.action(type));
  }

  private @Nullable Action specific(DataType type) {
    if (!profiles.isEmpty()) {
      return ofProfiles(type);
    }
    Action exact = types.get(type.id());
    if (exact != null) {
      return exact;
    }
    // Descending order brings a longer prefix before the shorter one that it begins with.
    for (Map.Entry<String, Action> prefix : prefixes.descendingMap().entrySet()) {
      if (type.id().startsWith(prefix.getKey())) {
        return prefix.getValue();
      }
    }
    return classes.get(type.dataClass());
  }
}
