package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.policy.match.NamePattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One exception of a policy: what is lifted for whom until when, and who says so. Immutable. */
public final class Exemption {
  /** The rule that says what becomes of findings. */
  static final String REDACT = "redact";

  private final String name;
  final String owner;
  final String reason;
  final String approver;
  final List<String> rules;

  /** What it is limited to, by the key that says so; a key that is missing limits nothing. */
  final Map<String, List<String>> scope = new LinkedHashMap<>();

  private final Map<String, List<NamePattern>> patterns = new LinkedHashMap<>();

  /** Milliseconds since the epoch; 0 for always. */
  final long from;

  /** Milliseconds since the epoch: from then on it is dead. */
  final long until;

  Exemption(
      String name,
      String owner,
      String reason,
      String approver,
      List<String> rules,
      Map<String, List<String>> scope,
      long from,
      long until) {
    this.name = name;
    this.owner = owner;
    this.reason = reason;
    this.approver = approver;
    this.rules = Collections.unmodifiableList(rules);
    this.scope.putAll(scope);
    this.from = from;
    this.until = until;
    for (Map.Entry<String, List<String>> entry : scope.entrySet()) {
      List<NamePattern> made = new ArrayList<>();
      for (String text : entry.getValue()) {
        made.add(new NamePattern(text));
      }
      patterns.put(entry.getKey(), made);
    }
  }

  /** Returns the name that records call it by. */
  public String name() {
    return name;
  }

  /** Returns who answers for it. */
  public String owner() {
    return owner;
  }

  /** Returns why it was granted. */
  public String reason() {
    return reason;
  }

  /** Returns who granted it. */
  public String approver() {
    return approver;
  }

  /** Returns the policy's keys that don't count. */
  public List<String> rules() {
    return rules;
  }

  /** Says in words for what it holds, such as {@code vendors groq; callers search}. */
  public String scope() {
    List<String> parts = new ArrayList<>();
    for (Map.Entry<String, List<String>> entry : scope.entrySet()) {
      parts.add(entry.getKey() + " " + String.join(", ", entry.getValue()));
    }
    return String.join("; ", parts);
  }

  /** Returns the first millisecond since the epoch in which it is dead. */
  public long untilMillis() {
    return until;
  }

  boolean covers(String rule) {
    return rules.contains(rule);
  }

  /** Tells whether a call is one of those that it is for. */
  boolean fits(
      @Nullable String vendor, @Nullable String host, @Nullable String caller, String service) {
    return has("vendors", vendor == null ? VendorRules.UNKNOWN : vendor)
        && has("hosts", host == null ? null : host.toLowerCase(Locale.ROOT))
        && has("callers", caller)
        && has("services", service);
  }

  /** Tells whether it is for a model; null stands for a rule that is about none. */
  boolean fitsModel(@Nullable String model) {
    return model == null || has("models", model);
  }

  boolean fitsType(DataType type) {
    return has("types", type.id()) || has("types", type.dataClass().id());
  }

  private boolean has(String key, @Nullable String value) {
    List<NamePattern> allowed = patterns.get(key);
    if (allowed == null) {
      return true;
    }
    for (NamePattern pattern : allowed) {
      if (value != null && pattern.matches(value)) {
        return true;
      }
    }
    return false;
  }
}
