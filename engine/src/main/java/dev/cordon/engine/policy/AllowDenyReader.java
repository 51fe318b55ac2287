package dev.cordon.engine.policy;

import dev.cordon.engine.policy.match.AllowDeny;
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
    AllowDeny rules = new AllowDeny(allow, section.texts("deny"));
    String contradiction = rules.contradiction();
    if (contradiction != null) {
      section.wrong("allow", "\"" + contradiction + "\" is denied, too");
    }
    return rules;
  }
}
