package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which models may be used, and which are replaced by others. Immutable. */
public final class ModelRules {
  /** Allows every model and replaces none. */
  static final ModelRules NONE =
      new ModelRules(AllowDeny.ALL, Collections.<String, String>emptyMap());

  private final AllowDeny names;
  private final Map<String, String> replacements = new LinkedHashMap<>();

  private ModelRules(AllowDeny names, Map<String, String> replacements) {
    this.names = names;
    for (Map.Entry<String, String> entry : replacements.entrySet()) {
      this.replacements.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue());
    }
  }

  /** Reads the section. */
  static ModelRules read(Section top) {
    Section models = top.section("models", PolicyKeys.MODELS);
    if (models == null) {
      return NONE;
    }
    AllowDeny names = AllowDenyReader.read(models);
    Map<String, String> replacements = new LinkedHashMap<>();
    Section replace = models.section("replace", null);
    if (replace != null) {
      for (String model : replace.names()) {
        String other = replace.line(model, 200);
        if (other != null) {
          replacements.put(model, other);
        }
      }
      check(replace, replacements, names);
    }
    return new ModelRules(names, replacements);
  }

  private static void check(Section replace, Map<String, String> all, AllowDeny names) {
    ModelRules rules = new ModelRules(names, all);
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String model = entry.getKey();
      String other = entry.getValue();
      String denial = rules.denial(other);
      if (model.indexOf('*') >= 0 || other.indexOf('*') >= 0) {
        replace.wrong(model, "a model is replaced by its whole name, without *");
      } else if (rules.replacement(other) != null) {
        replace.wrong(model, "\"" + other + "\" is replaced itself");
      } else if (denial != null) {
        replace.wrong(model, "\"" + other + "\" is refused by " + denial);
      }
    }
  }

  /** Tells whether no model is treated otherwise than others. */
  public boolean isEmpty() {
    return names.isEmpty() && replacements.isEmpty();
  }

  /** Returns which models may be used. */
  public AllowDeny names() {
    return names;
  }

  /** Returns what is used in the place of which model, by its name in lower case. */
  public Map<String, String> replacements() {
    return Collections.unmodifiableMap(replacements);
  }

  /** Returns the key that forbids a model, or null when it is allowed. */
  public @Nullable String denial(String model) {
    String denial = names.isEmpty() ? null : names.denial(model);
    return denial == null ? null : "models." + denial;
  }

  /** Returns the model that is used in another one's place, or null. */
  public @Nullable String replacement(String model) {
    return replacements.isEmpty() ? null : replacements.get(model.toLowerCase(Locale.ROOT));
  }
}
