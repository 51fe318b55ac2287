package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is done about each data type. In one layer the most specific rule wins: the type, then the
 * longest {@code prefix.*}, then the data class. What a layer says nothing of is left to the layer
 * below; only when none names the type do their defaults count, the topmost first. So {@code
 * default: allow} does not uncover the secrets that the built-in layer masks. Immutable.
 */
final class RedactionRules {
  private final @Nullable RedactionRules below;
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
    for (RedactionRules layer = this; layer != null; layer = layer.below) {
      Action specific = layer.specific(type);
      if (specific != null) {
        return specific;
      }
    }
    for (RedactionRules layer = this; layer != null; layer = layer.below) {
      if (layer.byDefault != null) {
        return layer.byDefault;
      }
    }
    return Action.TOKENIZE;
  }

  private @Nullable Action specific(DataType type) {
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
