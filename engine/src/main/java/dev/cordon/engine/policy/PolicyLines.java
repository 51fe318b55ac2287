package dev.cordon.engine.policy;

import java.util.HashMap;
import java.util.Map;

/** Where the keys of a policy file stand. Immutable. */
public final class PolicyLines {
  private final Map<String, Integer> lines = new HashMap<>();

  private PolicyLines() {}

  /** Returns the lines of a policy without a file: none. */
  public static PolicyLines none() {
    return new PolicyLines();
  }

  /**
   * Finds the lines of a policy that was read before.
   *
   * @param file the file's name
   * @param bytes its content
   */
  public static PolicyLines of(String file, byte[] bytes) {
    PolicyLines found = none();
    Section top = Section.file(file, bytes, new Problems(file), null);
    if (top != null) {
      found.add(top);
    }
    return found;
  }

  private void add(Section section) {
    for (String name : section.names()) {
      lines.put(section.at(name), section.line(name));
      Section below = section.sectionOrNull(name);
      if (below != null) {
        add(below);
      }
    }
  }

  /**
   * Returns the line of a key, from 1; 0 when the file doesn't have it.
   *
   * @param key its path, such as {@code vendors.deny}
   */
  public int line(String key) {
    Integer line = lines.get(key);
    return line == null ? 0 : line;
  }
}
