package dev.cordon.engine.policy;

import dev.cordon.engine.detect.DataClass;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what is done about findings by type, class and default. Used for one policy file. */
final class RedactionReader {
  private final Set<String> known;
  private final Set<String> off;
  private final boolean ownKey;
  private final TreeSet<String> names = new TreeSet<>();
  private boolean encrypts;

  /**
   * Makes a reader.
   *
   * @param known the types that are detected; empty when not known, and any is then accepted
   * @param customTypes those of the policy's own
   * @param off those that are not looked for
   * @param ownKey whether the policy names a key for tokens, which outlives a JVM
   */
  RedactionReader(
      Set<String> known, List<CustomType> customTypes, Set<String> off, boolean ownKey) {
    this.ownKey = ownKey;
    this.known = known;
    this.off = off;
    names.addAll(known);
    for (CustomType custom : customTypes) {
      names.add(custom.type().id());
    }
    for (DataClass dataClass : DataClass.values()) {
      names.add(dataClass.id());
    }
    names.add("default");
  }

  /** Reads the key {@code redact} with any action; null when there is none. */
  @Nullable RedactionRules read(Section section, RedactionRules below) {
    return section.has("redact") ? read(section, "redact", below, Action.values()) : null;
  }

  /**
   * Reads a section.
   *
   * @param below what holds for what it doesn't name; returned when there is no section
   * @param allowed the actions that may stand there
   */
  RedactionRules read(Section section, String key, RedactionRules below, Action[] allowed) {
    Section lines = section.section(key, null);
    if (lines == null) {
      return below;
    }
    RedactionRules rules = new RedactionRules(below);
    for (String name : lines.names()) {
      String problem = problem(name);
      if (problem != null) {
        lines.wrongKey(name, problem);
      }
      Action action = lines.choice(name, allowed);
      if (action == Action.ENCRYPT && !ownKey) {
        lines.wrong(name, "needs a token_key of your own: a random one can't be read again");
      }
      encrypts |= action == Action.ENCRYPT;
      if (action != null) {
        rules.put(name, action);
      }
    }
    return rules;
  }

  /** Tells whether any section that was read encrypts values into their tokens. */
  boolean encrypts() {
    return encrypts;
  }

  /** Returns why a name is none of a type, a group or a class; null when it is one. */
  @Nullable String problem(String name) {
    if (off.contains(name)) {
      return "is off by default; also_detect: [" + name + "] switches it on";
    }
    return isTypeName(name) ? null : "no such data type or class" + Suggestion.ofType(name, names);
  }

  private boolean isTypeName(String name) {
    if (known.isEmpty() || names.contains(name)) {
      return true;
    }
    if (!name.endsWith("*")) {
      return false;
    }
    String prefix = name.substring(0, name.length() - 1);
    String next = names.ceiling(prefix);
    return next != null && next.startsWith(prefix);
  }
}
