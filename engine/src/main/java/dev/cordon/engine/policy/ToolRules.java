package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which tools requests may offer to models, and what is looked for in their calls. Immutable. */
public final class ToolRules {
  /** What becomes of a tool that is not what it was. */
  public enum Changed {
    /** It is counted. */
    REPORT,
    /** The call is refused. */
    BLOCK
  }

  /** What becomes of values of other people's texts in arguments of tool calls. */
  public enum ForeignValues {
    /** They are restored. */
    ALLOW,
    /** They are restored, and counted. */
    REPORT,
    /** They stay tokens, and are counted. */
    WITHHOLD
  }

  private static final int DIGITS = 64;

  private final AllowDeny names;
  private final Map<String, List<String>> known;
  private final Changed changed;
  private final ForeignValues foreignValues;
  private final long maxCalls;

  private ToolRules(
      AllowDeny names,
      Map<String, List<String>> known,
      Changed changed,
      ForeignValues foreignValues,
      long maxCalls) {
    this.names = names;
    this.known = known;
    this.changed = changed;
    this.foreignValues = foreignValues;
    this.maxCalls = maxCalls;
  }

  /** Reads the section; null when there is none. */
  static @Nullable ToolRules read(Section top) {
    Section section = top.section("tools", PolicyKeys.TOOLS);
    if (section == null) {
      return null;
    }
    Map<String, List<String>> known = new LinkedHashMap<>();
    Section lines = section.section("known", null);
    if (lines != null) {
      for (String name : lines.names()) {
        List<String> hashes = lines.texts(name);
        for (String hash : hashes) {
          if (!isHash(hash)) {
            lines.wrong(
                name, "must be the SHA-256 that a refusal or record names: 64 digits of 0-9a-f");
          }
        }
        known.put(name, hashes);
      }
    }
    Changed changed = section.choice("changed", Changed.values());
    ForeignValues foreign = section.choice("foreign_values", ForeignValues.values());
    return new ToolRules(
        AllowDenyReader.read(section),
        known,
        changed == null ? Changed.REPORT : changed,
        foreign == null ? ForeignValues.REPORT : foreign,
        section.number("max_calls", Quantity.COUNT, 1, 1_000_000, 0));
  }

  private static boolean isHash(String text) {
    boolean hash = text.length() == DIGITS;
    for (int i = 0; i < text.length() && hash; i++) {
      char c = text.charAt(i);
      hash = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
    }
    return hash;
  }

  /** Returns which tools may be offered. */
  public AllowDeny names() {
    return names;
  }

  /** Returns the hashes that a tool may have; null when policy names none. */
  public @Nullable List<String> known(String name) {
    List<String> hashes = known.get(name);
    return hashes == null ? null : Collections.unmodifiableList(hashes);
  }

  /** Returns the names of the tools that policy knows. */
  public List<String> knownNames() {
    return new ArrayList<>(known.keySet());
  }

  /** Returns what becomes of a tool that is not what it was. */
  public Changed changed() {
    return changed;
  }

  /** Returns what becomes of values of other people's texts in arguments of tool calls. */
  public ForeignValues foreignValues() {
    return foreignValues;
  }

  /** Returns how many calls of tools a conversation may hold; 0 for any number. */
  public long maxCalls() {
    return maxCalls;
  }
}
