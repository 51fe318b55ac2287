package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
import dev.cordon.engine.policy.match.ClassPattern;
import dev.cordon.engine.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One named caller: how it is known, and what it may do. Immutable once the policy is made. */
public final class CallerRule {
  private final String name;
  final List<ClassPattern> classes = new ArrayList<>();
  final List<NamePattern> services = new ArrayList<>();
  final Set<String> users = new LinkedHashSet<>();
  final List<KnownKey> keys = new ArrayList<>();
  final List<NamePattern> paths = new ArrayList<>();
  final List<String> labels = new ArrayList<>();

  /** By vendor; under null for those that have no rules of their own. */
  final Map<@Nullable String, RedactionRules> redact = new HashMap<>();

  AllowDeny vendors = AllowDeny.ALL;
  AllowDeny models = AllowDeny.ALL;
  AllowDeny operations = AllowDeny.ALL;
  AllowDeny tools = AllowDeny.ALL;

  CallerRule(String name) {
    this.name = name;
  }

  /** Returns the name that policy gives the caller. */
  public String name() {
    return name;
  }

  /** Returns the labels of what this caller sends, for records. */
  public List<String> labels() {
    return Collections.unmodifiableList(labels);
  }

  /** Says in words whom this is about; users and keys are only counted. */
  public String who() {
    List<String> parts = new ArrayList<>();
    if (!classes.isEmpty()) {
      parts.add("classes " + joined(classes));
    }
    if (!services.isEmpty()) {
      parts.add("services " + joined(services));
    }
    if (!paths.isEmpty()) {
      parts.add("paths " + joined(paths));
    }
    if (!users.isEmpty()) {
      parts.add(users.size() + (users.size() == 1 ? " user" : " users"));
    }
    if (!keys.isEmpty()) {
      parts.add(keys.size() + (keys.size() == 1 ? " API key" : " API keys"));
    }
    return parts.isEmpty() ? "anybody" : String.join("; ", parts);
  }

  private static String joined(List<?> patterns) {
    List<String> names = new ArrayList<>();
    for (Object pattern : patterns) {
      names.add(pattern.toString());
    }
    return String.join(", ", names);
  }

  /** Returns which vendors the caller may call. */
  public AllowDeny vendors() {
    return vendors;
  }

  /** Returns which models the caller may name. */
  public AllowDeny models() {
    return models;
  }

  /** Returns which operations the caller may ask for. */
  public AllowDeny operations() {
    return operations;
  }

  /** Returns which tools the caller may offer to models. */
  public AllowDeny tools() {
    return tools;
  }

  /** Returns the key that forbids a tool and that no exception lifts, or null. */
  public @Nullable String toolDenial(String tool, Lifted lifted) {
    return denial("tools", tools, tool, null, lifted);
  }

  /** Tells whether findings in the caller's requests are treated in a way of their own. */
  public boolean hasRedaction() {
    return !redact.isEmpty();
  }

  /** Returns the rule's key in the policy file. */
  public String key() {
    return "callers.rules." + name;
  }

  /**
   * Returns the key that forbids a vendor, or null when it is allowed.
   *
   * @param vendor who receives the call, null when not in the catalogue
   * @param lifted what exceptions lift
   */
  public @Nullable String vendorDenial(@Nullable String vendor, Lifted lifted) {
    String name = vendor == null ? VendorRules.UNKNOWN : vendor;
    return denial("vendors", vendors, name, null, lifted);
  }

  /** Tells whether some models are forbidden. */
  public boolean namesModels() {
    return !models.isEmpty();
  }

  /** Returns the key that forbids a model and that no exception lifts, or null. */
  public @Nullable String modelDenial(String model, Lifted lifted) {
    return denial("models", models, model, model, lifted);
  }

  /**
   * Returns the key that forbids to leave the choice of the model to the vendor and that no
   * exception lifts, or null.
   */
  public @Nullable String unnamedModelDenial(Lifted lifted) {
    String rule = key() + ".models.allow";
    return models.isList() && !lifted.lifts(rule, "") ? rule : null;
  }

  /** Returns the key that forbids an operation such as {@code chat}, or null when it is allowed. */
  public @Nullable String operationDenial(String operation, Lifted lifted) {
    return denial("operations", operations, operation, null, lifted);
  }

  private @Nullable String denial(
      String section, AllowDeny rules, String value, @Nullable String model, Lifted lifted) {
    if (rules.isEmpty()) {
      return null;
    }
    String above = key() + "." + section + ".";
    Predicate<String> lifts = key -> lifted.lifts(above + key, model);
    String denial =
        model == null ? rules.denial(value, lifts) : ModelNames.denial(rules, model, lifts);
    return denial == null ? null : above + denial;
  }

  /** Returns what is done about findings in this caller's requests; null for nothing special. */
  @Nullable RedactionRules redact(String vendor) {
    if (redact.isEmpty()) {
      return null;
    }
    RedactionRules own = redact.get(vendor);
    return own == null ? redact.get(null) : own;
  }

  boolean hasClass(String className) {
    for (ClassPattern pattern : classes) {
      if (pattern.matches(className)) {
        return true;
      }
    }
    return classes.isEmpty();
  }

  boolean hasPath(@Nullable String path) {
    for (NamePattern pattern : paths) {
      if (path != null && pattern.matches(path)) {
        return true;
      }
    }
    return paths.isEmpty();
  }

  boolean hasService(String service) {
    for (NamePattern pattern : services) {
      if (pattern.matches(service)) {
        return true;
      }
    }
    return services.isEmpty();
  }

  @Override
  public String toString() {
    return name;
  }
}
