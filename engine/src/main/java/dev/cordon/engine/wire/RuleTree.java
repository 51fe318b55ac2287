package dev.cordon.engine.wire;

import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Builds {@link Rule}s from the catalogue's lists of paths. A path is keys separated by dots;
 * {@code []} is any element, {@code *} any key that isn't named, {@code **} any number of steps
 * that aren't named otherwise.
 */
final class RuleTree {
  /** Who wrote the texts that have no message around them. */
  private static final Map<String, Origin> ORIGINS = new HashMap<>();

  static {
    ORIGINS.put("system", Origin.SYSTEM);
    ORIGINS.put("tool_definition", Origin.TOOL_DESCRIPTION);
    ORIGINS.put("tool_call", Origin.ASSISTANT);
  }

  private RuleTree() {}

  /**
   * Builds a tree.
   *
   * @param lists what holds at the places, to their paths: a string with spaces, or a list of such
   * @return the rule of the document itself
   */
  static Rule build(Map<?, ?> lists) {
    Rule root = new Rule("");
    for (Map.Entry<?, ?> list : lists.entrySet()) {
      String what = String.valueOf(list.getKey());
      if (list.getValue() instanceof List) {
        for (Object line : (List<?>) list.getValue()) {
          mark(root, what, String.valueOf(line));
        }
      } else {
        mark(root, what, String.valueOf(list.getValue()));
      }
    }
    inherit(root, TextKind.UNKNOWN, null, null);
    return root;
  }

  /** Within a JSON schema, what stands under these keywords is a value and follows no rule. */
  private static void freeValues(Rule schema) {
    for (String keyword : new String[] {"default", "const", "enum", "example", "examples"}) {
      Rule value = member(schema, keyword);
      if (value.members.length == 0 && value.other == null) {
        value.other = schema.unknown();
        value.element = value.other;
      }
    }
  }

  private static void mark(Rule root, String what, String paths) {
    for (String path : Words.split(paths, ' ')) {
      mark(place(root, path), what);
    }
  }

  private static Rule place(Rule root, String path) {
    Rule at = root;
    for (String step : Words.split(path.replace("[]", ".[]"), '.')) {
      if (step.equals("**")) {
        at.other = at;
        at.element = at;
      } else if (step.equals("[]")) {
        at = at.element == null ? at.element = new Rule("") : at.element;
      } else if (step.equals("*")) {
        at = at.other == null || at.other == at ? at.other = new Rule("") : at.other;
      } else {
        at = member(at, step);
      }
    }
    return at;
  }

  private static Rule member(Rule at, String name) {
    for (Rule member : at.members) {
      if (member.name.equals(name)) {
        return member;
      }
    }
    Rule made = new Rule(name);
    at.members = Arrays.copyOf(at.members, at.members.length + 1);
    at.members[at.members.length - 1] = made;
    return made;
  }

  private static void mark(Rule rule, String what) {
    switch (what) {
      case "never":
        rule.never = true;
        break;
      case "binary":
        rule.binary = true;
        break;
      case "delta":
        rule.delta = true;
        break;
      case "index":
        rule.index = true;
        break;
      case "content":
      case "system":
      case "tool_definition":
      case "tool_call":
      case "metadata":
        rule.kind = TextKind.valueOf(what.toUpperCase(Locale.ROOT));
        rule.origin = ORIGINS.get(what);
        break;
      case "tool_result":
        rule.kind = TextKind.TOOL_CALL;
        rule.origin = Origin.TOOL;
        break;
      case "document":
      case "file":
        rule.kind = TextKind.CONTENT;
        rule.origin = Origin.valueOf(what.toUpperCase(Locale.ROOT));
        break;
      default:
        rule.fact = Fact.valueOf(what.toUpperCase(Locale.ROOT));
        if (rule.fact == Fact.STOP) {
          rule.kind = TextKind.CONTENT;
        } else if (rule.fact == Fact.DATA_SOURCE) {
          rule.kind = TextKind.METADATA;
        } else if (rule.fact != Fact.IMAGE_URL) {
          rule.never = true;
        }
    }
  }

  /** Gives kinds down, and below a {@code **} the way back to it. */
  private static void inherit(
      Rule rule, TextKind kind, @Nullable Origin origin, @Nullable Rule loop) {
    rule.inherit(origin);
    if (rule.kind == null) {
      rule.kind = kind;
    }
    Rule around = rule.other == rule ? rule : loop;
    if (around == rule) {
      freeValues(rule);
    }
    if (around != null) {
      rule.other = rule.other == null ? around : rule.other;
      rule.element = rule.element == null ? around : rule.element;
    }
    for (Rule member : rule.members) {
      inherit(member, rule.kind, rule.origin, around);
      rule.role = member.fact == Fact.ROLE ? member : rule.role;
    }
    if (rule.element != null && rule.element != rule && rule.element != around) {
      inherit(rule.element, rule.kind, rule.origin, around);
    }
    if (rule.other != null && rule.other != rule && rule.other != around) {
      inherit(rule.other, rule.kind, rule.origin, around);
    }
  }
}
