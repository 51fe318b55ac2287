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

  /** Says that a name that is allowed can't be. */
  static String denied(String name, int line) {
    return "\"" + name + "\" is denied, too, in line " + line;
  }
}
