package dev.cordon.engine.wire;

import dev.cordon.engine.text.Origin;
import dev.cordon.engine.text.TextKind;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one place in a document, and the places below it: a node of a tree of paths.
 * Built once by {@link RuleTree}, then immutable.
 */
final class Rule {
  private static final AtomicInteger IDS = new AtomicInteger();
  private static final Map<TextKind, Rule> UNKNOWN = new EnumMap<>(TextKind.class);
  private static final Map<TextKind, Map<Origin, Rule>> SAID = new EnumMap<>(TextKind.class);

  static {
    for (TextKind kind : TextKind.values()) {
      UNKNOWN.put(kind, everywhere(kind, null));
      Map<Origin, Rule> said = new EnumMap<>(Origin.class);
      for (Origin origin : Origin.values()) {
        said.put(origin, everywhere(kind, origin));
      }
      SAID.put(kind, said);
    }
  }

  /** The key that leads here, empty for elements and unknown keys. */
  final String name;

  /** Tells rules apart in a channel's key. */
  final int id = IDS.incrementAndGet();

  private final byte[] nameBytes;
  Rule[] members = {};
  private @Nullable Members byName;
  @Nullable Rule element;
  @Nullable Rule other;
  @Nullable TextKind kind;
  Fact fact = Fact.NONE;

  /** Who wrote what stands here; null where the message's role says it. */
  @Nullable Origin origin;

  /** Whether it stands for all places of a kind, in any document. */
  private boolean shared;

  /** The member whose text is the role of the message that stands here. */
  @Nullable Rule role;

  /** A string here is an identifier, a keyword or the like: never content. */
  boolean never;

  /** A string here is base64 by definition, or a data URL. */
  boolean binary;

  /** A string here is a piece of a text that goes on in later events. */
  boolean delta;

  /** The value here tells texts apart that stream side by side, such as a choice's index. */
  boolean index;

  Rule(String name) {
    this.name = name;
    this.nameBytes = name.getBytes(StandardCharsets.UTF_8);
  }

  private static Rule everywhere(TextKind kind, @Nullable Origin origin) {
    Rule rule = new Rule("");
    rule.kind = kind;
    rule.origin = origin;
    rule.element = rule;
    rule.other = rule;
    rule.shared = true;
    return rule;
  }

  /** Returns the rule of a place that nothing is said of, below this one. */
  Rule unknown() {
    Map<Origin, Rule> said = origin == null ? null : SAID.get(kind());
    Rule rule = said == null ? null : said.get(origin);
    return rule == null ? unknown(kind()) : rule;
  }

  /** Returns the rule of a place that nothing is said of, below a place of this kind. */
  static Rule unknown(TextKind kind) {
    Rule rule = UNKNOWN.get(kind);
    return rule == null ? new Rule("") : rule;
  }

  /** Returns the rule for an element of an array that stands here. */
  Rule elementRule() {
    return element == null ? unknown() : element;
  }

  /** Returns the rule for the value under a key, given as raw bytes without escapes. */
  Rule memberRule(byte[] bytes, int from, int to) {
    Rule named = named(bytes, from, to);
    return named == null ? otherRule() : named;
  }

  /** Returns the rule for the value under a key that has a rule of its own, else null. */
  @Nullable Rule named(byte[] bytes, int from, int to) {
    if (members.length == 0) {
      return null;
    }
    Members known = byName;
    if (known == null) {
      byName = known = new Members(members);
    }
    return known.find(bytes, from, to);
  }

  /** Returns the rule for the value under any other key. */
  Rule otherRule() {
    return other == null ? unknown() : other;
  }

  /** Takes the origin of the place around, if it has none of its own. */
  void inherit(@Nullable Origin around) {
    if (origin == null && !shared) {
      origin = around;
    }
  }

  TextKind kind() {
    return kind == null ? TextKind.UNKNOWN : kind;
  }

  /** The members by what is quickly read of their names. Immutable. */
  private static final class Members {
    private final @Nullable Rule[] slots;

    Members(Rule[] members) {
      slots = new Rule[Integer.highestOneBit(members.length) * 4];
      for (Rule member : members) {
        int slot = slot(member.nameBytes, 0, member.nameBytes.length);
        while (slots[slot] != null) {
          slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = member;
      }
    }

    @Nullable Rule find(byte[] bytes, int from, int to) {
      int slot = slot(bytes, from, to);
      for (Rule member = slots[slot]; member != null; member = slots[slot]) {
        if (member.isNamed(bytes, from, to)) {
          return member;
        }
        slot = (slot + 1) & (slots.length - 1);
      }
      return null;
    }

    private int slot(byte[] bytes, int from, int to) {
      int length = to - from;
      int hash = length == 0 ? 0 : (length * 31 + bytes[from]) * 31 + bytes[to - 1];
      return (hash ^ (hash >>> 5)) & (slots.length - 1);
    }
  }

  boolean isNamed(byte[] bytes, int from, int to) {
    byte[] own = nameBytes;
    if (own.length != to - from) {
      return false;
    }
    for (int i = 0; i < own.length; i++) {
      if (own[i] != bytes[from + i]) {
        return false;
      }
    }
    return true;
  }
}
