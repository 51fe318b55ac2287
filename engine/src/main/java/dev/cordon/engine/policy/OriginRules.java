package dev.cordon.engine.policy;

import dev.cordon.engine.text.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is done about texts by who wrote them. Immutable. */
public final class OriginRules {
  static final OriginRules BUILT_IN =
      new OriginRules(
          EnumSet.of(Origin.TOOL, Origin.DOCUMENT, Origin.FILE),
          Collections.<Origin, HiddenAction>emptyMap());

  private static final String DEFAULT = "default";
  private static final String UNTRUSTED = "untrusted";

  private final Set<Origin> untrusted;
  private final Map<Origin, HiddenAction> hidden = new EnumMap<>(Origin.class);
  private final boolean strips;

  private OriginRules(Set<Origin> untrusted, Map<Origin, HiddenAction> hidden) {
    this.untrusted = untrusted;
    this.hidden.putAll(hidden);
    this.strips = hidden.containsValue(HiddenAction.STRIP);
  }

  /** Reads the keys {@code untrusted} and {@code hidden_text}. */
  static OriginRules read(Section top) {
    Set<Origin> untrusted = BUILT_IN.untrusted;
    if (top.has(UNTRUSTED)) {
      untrusted = EnumSet.noneOf(Origin.class);
      for (String name : top.texts(UNTRUSTED)) {
        Origin origin = origin(name);
        if (origin == null) {
          top.wrong(UNTRUSTED, "no such origin: \"" + name + "\"" + Suggestion.text(name, names()));
        } else {
          untrusted.add(origin);
        }
      }
    }
    return new OriginRules(untrusted, hidden(top, untrusted));
  }

  private static Map<Origin, HiddenAction> hidden(Section top, Set<Origin> untrusted) {
    Map<Origin, HiddenAction> rules = new EnumMap<>(Origin.class);
    if (!top.has("hidden_text")) {
      return rules;
    }
    Section lines = top.sectionOrNull("hidden_text");
    if (lines == null) {
      put(rules, EnumSet.allOf(Origin.class), top.choice("hidden_text", HiddenAction.values()));
      return rules;
    }
    List<String> known = names();
    known.add(DEFAULT);
    known.add(UNTRUSTED);
    for (String name : lines.names()) {
      if (!known.contains(name)) {
        lines.wrongKey(name, "no such origin" + Suggestion.text(name, known));
      }
    }
    // The more special line wins, wherever it stands.
    if (lines.has(DEFAULT)) {
      put(rules, EnumSet.allOf(Origin.class), lines.choice(DEFAULT, HiddenAction.values()));
    }
    if (lines.has(UNTRUSTED)) {
      put(rules, untrusted, lines.choice(UNTRUSTED, HiddenAction.values()));
    }
    for (Origin origin : Origin.values()) {
      if (lines.has(origin.id())) {
        put(rules, EnumSet.of(origin), lines.choice(origin.id(), HiddenAction.values()));
      }
    }
    return rules;
  }

  private static void put(
      Map<Origin, HiddenAction> rules, Set<Origin> origins, @Nullable HiddenAction action) {
    for (Origin origin : origins) {
      if (action != null) {
        rules.put(origin, action);
      }
    }
  }

  private static @Nullable Origin origin(String name) {
    for (Origin origin : Origin.values()) {
      if (origin.id().equals(name)) {
        return origin;
      }
    }
    return null;
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Origin origin : Origin.values()) {
      names.add(origin.id());
    }
    return names;
  }

  /** Tells whether texts of an origin are other people's: what they say is data. */
  public boolean isUntrusted(Origin origin) {
    return untrusted.contains(origin);
  }

  /** Returns what becomes of hidden text in texts of an origin. */
  public HiddenAction hidden(Origin origin) {
    HiddenAction action = hidden.get(origin);
    return action == null ? HiddenAction.REPORT : action;
  }

  /** Tells whether anything is ever stripped. */
  public boolean strips() {
    return strips;
  }
}
