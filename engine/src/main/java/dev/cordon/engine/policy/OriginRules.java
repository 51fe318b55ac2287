package dev.cordon.engine.policy;

import dev.cordon.engine.text.Origin;
import java.util.ArrayList;
import java.util.Arrays;
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
          Collections.<Origin, HiddenAction>emptyMap(),
          Collections.<Origin, InstructionAction>emptyMap(),
          Collections.<Origin, InstructionAction>emptyMap());

  private static final String DEFAULT = "default";
  private static final String UNTRUSTED = "untrusted";
  private static final String HIDDEN_TEXT = "hidden_text";
  private static final String INSTRUCTIONS = "instructions";

  /** Those whose texts are data and may be as long as they like. */
  private static final Set<Origin> MARKABLE =
      Collections.unmodifiableSet(EnumSet.of(Origin.TOOL, Origin.DOCUMENT, Origin.FILE));

  private static final List<String> LEVELS =
      Collections.unmodifiableList(Arrays.asList("likely", "strong"));

  private final Set<Origin> untrusted;
  private final Map<Origin, HiddenAction> hidden = new EnumMap<>(Origin.class);
  private final Map<Origin, InstructionAction> likely = new EnumMap<>(Origin.class);
  private final Map<Origin, InstructionAction> strong = new EnumMap<>(Origin.class);
  private final boolean looks;
  private final boolean marks;

  private OriginRules(
      Set<Origin> untrusted,
      Map<Origin, HiddenAction> hidden,
      Map<Origin, InstructionAction> likely,
      Map<Origin, InstructionAction> strong) {
    this.untrusted = untrusted;
    this.hidden.putAll(hidden);
    for (Origin origin : untrusted) {
      this.likely.put(origin, InstructionAction.REPORT);
      this.strong.put(origin, InstructionAction.REPORT);
    }
    this.likely.putAll(likely);
    this.strong.putAll(strong);
    boolean any = false;
    for (Origin origin : Origin.values()) {
      any |= looksForInstructions(origin);
    }
    this.looks = any;
    this.marks =
        this.likely.containsValue(InstructionAction.MARK)
            || this.strong.containsValue(InstructionAction.MARK);
  }

  /** Reads the keys {@code untrusted}, {@code hidden_text} and {@code instructions}. */
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
    Map<Origin, HiddenAction> hidden = new EnumMap<>(Origin.class);
    read(
        top,
        HIDDEN_TEXT,
        untrusted,
        (section, key, origins) ->
            put(hidden, origins, section.choice(key, HiddenAction.values())));
    Map<Origin, InstructionAction> likely = new EnumMap<>(Origin.class);
    Map<Origin, InstructionAction> strong = new EnumMap<>(Origin.class);
    read(
        top,
        INSTRUCTIONS,
        untrusted,
        (section, key, origins) -> {
          Section levels = section == top ? null : section.sectionOrNull(key);
          if (levels == null) {
            InstructionAction action = action(section, key, origins);
            put(likely, origins, action);
            put(strong, origins, action);
          } else {
            levels(levels, origins, likely, strong);
          }
        });
    return new OriginRules(untrusted, hidden, likely, strong);
  }

  private static void levels(
      Section levels,
      Set<Origin> origins,
      Map<Origin, InstructionAction> likely,
      Map<Origin, InstructionAction> strong) {
    for (String name : levels.names()) {
      if (!LEVELS.contains(name)) {
        levels.wrongKey(name, "no such level" + Suggestion.text(name, LEVELS));
      }
    }
    put(likely, origins, action(levels, LEVELS.get(0), origins));
    put(strong, origins, action(levels, LEVELS.get(1), origins));
  }

  /** Reads an action; marks are for texts of others, which nobody has to obey. */
  private static @Nullable InstructionAction action(
      Section section, String key, Set<Origin> origins) {
    InstructionAction action = section.choice(key, InstructionAction.values());
    if (action == InstructionAction.MARK && !MARKABLE.containsAll(origins)) {
      Set<Origin> others = EnumSet.copyOf(origins);
      others.removeAll(MARKABLE);
      section.wrong(
          key,
          "mark is for texts of tool, document and file, and this is for "
              + others.iterator().next().id()
              + ", too; name those it is for");
    }
    return action;
  }

  /** Reads what one key says for some origins. */
  private interface Line {
    void read(Section section, String key, Set<Origin> origins);
  }

  private static void read(Section top, String key, Set<Origin> untrusted, Line line) {
    if (!top.has(key)) {
      return;
    }
    Section lines = top.sectionOrNull(key);
    if (lines == null) {
      line.read(top, key, EnumSet.allOf(Origin.class));
      return;
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
      line.read(lines, DEFAULT, EnumSet.allOf(Origin.class));
    }
    if (lines.has(UNTRUSTED)) {
      line.read(lines, UNTRUSTED, untrusted);
    }
    for (Origin origin : Origin.values()) {
      if (lines.has(origin.id())) {
        line.read(lines, origin.id(), EnumSet.of(origin));
      }
    }
  }

  private static <A> void put(Map<Origin, A> rules, Set<Origin> origins, @Nullable A action) {
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

  /** Tells whether instructions to a model are looked for in texts of an origin. */
  public boolean looksForInstructions(Origin origin) {
    return instructions(origin, false) != InstructionAction.OFF
        || instructions(origin, true) != InstructionAction.OFF;
  }

  /** Tells whether instructions to a model are looked for at all. */
  public boolean looksForInstructions() {
    return looks;
  }

  /**
   * Returns what becomes of instructions to a model in texts of an origin.
   *
   * @param isStrong whether there is hardly a doubt that they are some
   */
  public InstructionAction instructions(Origin origin, boolean isStrong) {
    InstructionAction action = isStrong ? strong.get(origin) : likely.get(origin);
    return action == null ? InstructionAction.OFF : action;
  }

  /** Tells whether any text is ever put between marks. */
  public boolean marks() {
    return marks;
  }
}
