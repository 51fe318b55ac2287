package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which models may be used, and which are replaced by others. Immutable. */
public final class ModelRules {
  /** Allows every model and replaces none. */
  static final ModelRules NONE =
      new ModelRules(
          AllowDeny.ALL,
          Collections.<String, String>emptyMap(),
          Collections.<DeprecatedModel>emptyList());

  private static final String ALLOW = "models.allow";
  private static final String DEPRECATED = "deprecated";

  private final AllowDeny names;
  private final Map<String, String> replacements = new LinkedHashMap<>();

  private final List<DeprecatedModel> deprecated;

  private ModelRules(
      AllowDeny names, Map<String, String> replacements, List<DeprecatedModel> deprecated) {
    this.names = names;
    this.deprecated = deprecated;
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
    return new ModelRules(names, replacements, deprecated(models, names));
  }

  private static List<DeprecatedModel> deprecated(Section models, AllowDeny names) {
    List<DeprecatedModel> all = new ArrayList<>();
    Section section = models.section(DEPRECATED, null);
    for (String model : section == null ? Collections.<String>emptySet() : section.names()) {
      Section whole = section == null ? null : section.sectionOrNull(model);
      if (section != null && whole == null) {
        add(all, model, day(section, model), null);
      } else if (section != null) {
        whole = section.section(model, PolicyKeys.DEPRECATED);
        String use = whole == null ? null : whole.line("use", 200);
        String denial = use == null || names.isEmpty() ? null : names.denial(use);
        if (whole != null && denial != null) {
          whole.wrong("use", "\"" + use + "\" is refused by models." + denial);
        }
        if (whole != null && !whole.has("until")) {
          section.wrongKey(model, "until is missing: a day such as 2027-01-31");
        }
        add(all, model, whole == null ? null : day(whole, "until"), use);
      }
    }
    return all;
  }

  private static void add(
      List<DeprecatedModel> all, String model, @Nullable LocalDate day, @Nullable String use) {
    if (day != null) {
      all.add(new DeprecatedModel(model, day, use));
    }
  }

  private static @Nullable LocalDate day(Section section, String key) {
    String text = section.text(key);
    try {
      return text == null ? null : LocalDate.parse(text);
    } catch (DateTimeException e) {
      section.wrong(key, "must be a day such as 2027-01-31");
      return null;
    }
  }

  private static void check(Section replace, Map<String, String> all, AllowDeny names) {
    ModelRules rules = new ModelRules(names, all, Collections.<DeprecatedModel>emptyList());
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
    return names.isEmpty() && replacements.isEmpty() && deprecated.isEmpty();
  }

  /** Returns which models may be used. */
  public AllowDeny names() {
    return names;
  }

  /** Returns the models that will not be there for ever; the first that fits counts. */
  public List<DeprecatedModel> deprecated() {
    return Collections.unmodifiableList(deprecated);
  }

  /** Returns what is known of a model's end, or null. */
  public @Nullable DeprecatedModel deprecation(String model) {
    for (DeprecatedModel each : deprecated) {
      if (each.isFor(model)) {
        return each;
      }
    }
    return null;
  }

  /** Returns what is used in the place of which model, by its name in lower case. */
  public Map<String, String> replacements() {
    return Collections.unmodifiableMap(replacements);
  }

  /** Returns the key that forbids a model, or null when it is allowed. */
  public @Nullable String denial(String model) {
    return denial(model, Lifted.NOTHING);
  }

  /** Returns the key that forbids a model and that no exception lifts, or null. */
  public @Nullable String denial(String model, Lifted lifted) {
    String denial = ModelNames.denial(names, model, key -> lifted.lifts("models." + key, model));
    return denial == null ? null : "models." + denial;
  }

  /**
   * Returns the key that forbids to leave the choice of the model to the vendor and that no
   * exception lifts, or null. An exception for some models is none for a request without.
   */
  public @Nullable String unnamedDenial(Lifted lifted) {
    return names.isList() && !lifted.lifts(ALLOW, "") ? ALLOW : null;
  }

  /** Returns the model that is used in another one's place, or null. */
  public @Nullable String replacement(String model) {
    return replacements.isEmpty() ? null : replacements.get(model.toLowerCase(Locale.ROOT));
  }
}
