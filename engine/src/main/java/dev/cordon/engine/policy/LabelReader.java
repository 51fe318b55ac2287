package dev.cordon.engine.policy;

import dev.cordon.engine.policy.label.Accepted;
import dev.cordon.engine.policy.label.LabelRules;
import dev.cordon.engine.policy.label.Labels;
import dev.cordon.engine.policy.label.Markings;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads how confidential data is, and who may have it. Used for one policy file. */
final class LabelReader {
  /** What a classification of data usually says; lines of the policy's own come before. */
  private static final Map<String, String> BUILT_IN = new LinkedHashMap<>();

  static {
    BUILT_IN.put("health", "regulated");
    BUILT_IN.put("payment", "regulated");
    BUILT_IN.put("government_id", "restricted");
    BUILT_IN.put("credential", "restricted");
    BUILT_IN.put("personal", "confidential");
    BUILT_IN.put("network", "internal");
    BUILT_IN.put("internal", "internal");
  }

  private final Set<String> names = new TreeSet<>(Labels.LADDER);
  private final RedactionReader typeNames;
  private @Nullable LabelRules rules;

  /**
   * Makes a reader.
   *
   * @param typeNames knows what may be named as a data type
   */
  LabelReader(RedactionReader typeNames) {
    this.typeNames = typeNames;
    names.add(Labels.TRADE_SECRET);
  }

  /** Reads the section, and which labels custom types have; null when there is nothing. */
  @Nullable LabelRules read(Section top) {
    Section labels = top.section("labels", PolicyKeys.LABELS);
    for (String other : labels == null ? Collections.<String>emptyList() : labels.texts("others")) {
      if (labels != null && !other.matches("[a-z][a-z0-9_]{0,39}")) {
        labels.wrong("others", "a label is lower-case letters, digits and _, 40 at most");
      }
      names.add(other);
    }
    Map<String, String> types = new LinkedHashMap<>(BUILT_IN);
    boolean used = labels != null | custom(top, types);
    if (!used && !accepts(top)) {
      return null;
    }
    Map<String, String> marks = map(labels, "markers");
    Map<String, String> named = map(labels, "types");
    for (String type : named.keySet()) {
      String problem = typeNames.problem(type);
      if (labels != null && problem != null) {
        labels.wrong("types", problem);
      }
    }
    types.putAll(named);
    boolean documents = labels == null || labels.flag("documents", true);
    String byDefault = labels == null ? null : labels.text("default");
    if (labels != null && byDefault != null) {
      check(labels, "default", byDefault);
    }
    Markings markings =
        documents || !marks.isEmpty() ? new Markings(marks, names, documents) : null;
    rules = new LabelRules(types, map(labels, "keys"), markings, byDefault);
    return rules;
  }

  /** Tells whether anything says who may have what. */
  private static boolean accepts(Section top) {
    Section vendors = top.sectionOrNull("vendors");
    Section each = vendors == null ? null : vendors.sectionOrNull("rules");
    boolean accepts = vendors != null && vendors.has("accepts");
    for (String vendor : each == null ? Collections.<String>emptySet() : each.names()) {
      Section rule = each == null ? null : each.sectionOrNull(vendor);
      accepts |= rule != null && rule.has("accepts");
    }
    return accepts;
  }

  private boolean custom(Section top, Map<String, String> types) {
    boolean any = false;
    Section custom = top.sectionOrNull("custom_types");
    for (String id : custom == null ? Collections.<String>emptySet() : custom.names()) {
      Section type = custom == null ? null : custom.sectionOrNull(id);
      String label = type == null ? null : type.text("label");
      if (type != null && label != null) {
        check(type, "label", label);
        types.put(id, label);
        any = true;
      }
    }
    return any;
  }

  private Map<String, String> map(@Nullable Section labels, String key) {
    Map<String, String> map = new LinkedHashMap<>();
    Section lines = labels == null ? null : labels.section(key, null);
    for (String name : lines == null ? Collections.<String>emptySet() : lines.names()) {
      String label = lines == null ? null : lines.text(name);
      if (lines != null && name.trim().isEmpty()) {
        lines.wrongKey(name, "is empty");
      } else if (lines != null && label != null) {
        check(lines, name, label);
        map.put(name, label);
      }
    }
    return map;
  }

  private void check(Section section, String key, String label) {
    if (!names.contains(label)) {
      section.wrong(
          key,
          "no such label: \""
              + label
              + "\""
              + Suggestion.text(label, names)
              + " (labels.others names those of your own)");
    }
  }

  /**
   * Reads which labels a vendor, or all of them, may have.
   *
   * @param section holds {@code accepts} and {@code above}
   * @param byDefault what holds where it says nothing
   */
  @Nullable Accepted accepted(Section section, @Nullable Accepted byDefault) {
    Accepted.Above above = section.choice("above", Accepted.Above.values());
    if (!section.has("accepts")) {
      if (above != null) {
        section.wrong("above", "needs accepts beside it: the labels that may be sent");
      }
      return byDefault;
    }
    List<String> accepted = section.texts("accepts");
    if (accepted.isEmpty()) {
      section.wrong("accepts", "is empty; vendors.deny refuses all calls to a vendor");
    }
    for (String label : accepted) {
      check(section, "accepts", label);
    }
    return new Accepted(
        section.at("accepts"), accepted, above == null ? Accepted.Above.REDACT : above);
  }

  /** Reads a caller's labels: any text, unless labels decide about something. */
  List<String> ofCaller(Section caller) {
    List<String> labels = caller.texts("labels");
    for (String label : rules == null ? Collections.<String>emptyList() : labels) {
      check(caller, "labels", label);
    }
    return labels;
  }
}
