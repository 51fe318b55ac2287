package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
import dev.cordon.engine.policy.match.NamePattern;
import java.util.LinkedHashSet;
import java.util.List;

/** Reads sections of {@code allow} and {@code deny}. Stateless. */
final class AllowDenyReader {
  private AllowDenyReader() {}

  /** Reads a section; allows every name where there is none. */
  static AllowDeny read(Section above, String key) {
    Section section = above.section(key, PolicyKeys.ALLOW_DENY);
    return section == null ? AllowDeny.ALL : read(section);
  }

  /** Reads {@code allow} and {@code deny} of a section. */
  static AllowDeny read(Section section) {
    List<String> allow = section.texts("allow");
    if (section.has("allow") && allow.isEmpty()) {
      section.wrong("allow", "is empty; leave it out to allow everything that is not denied");
    }
    List<String> deny = section.texts("deny");
    for (String allowed : new LinkedHashSet<>(allow)) {
      for (String denied : deny) {
        if (new NamePattern(denied).covers(new NamePattern(allowed))) {
          section.wrongItem("allow", allowed, denied(allowed, section.itemLine("deny", denied)));
          break;
        }
      }
    }
    return new AllowDeny(allow, deny);
  }

  /**
   * Reads {@code allow} and {@code deny} of a section whose names are known.
   *
   * @param what what a name is, for people
   */
  static AllowDeny readKnown(Section section, List<String> known, String what) {
    for (String key : PolicyKeys.ALLOW_DENY) {
      for (String name : section.texts(key)) {
        if (!isAnyOf(known, new NamePattern(name))) {
          String wrong = "no such " + what + ": \"" + name + "\"";
          section.wrong(key, wrong + Suggestion.text(name, known));
        }
      }
    }
    return read(section);
  }

  private static boolean isAnyOf(List<String> known, NamePattern pattern) {
    for (String name : known) {
      if (pattern.matches(name)) {
        return true;
      }
    }
    return false;
  }

  /** Says that a name that is allowed can't be. */
  static String denied(String name, int line) {
    return "\"" + name + "\" is denied, too, in line " + line;
  }
}
