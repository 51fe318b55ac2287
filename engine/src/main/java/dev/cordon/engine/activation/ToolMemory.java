package dev.cordon.engine.activation;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tools were seen in this JVM, each with the hashes of what it said of itself. Thread-safe.
 */
public final class ToolMemory {
  private static final int MOST_TOOLS = 4096;
  private static final int MOST_HASHES = 64;

  private final Map<String, Set<String>> seen =
      new LinkedHashMap<String, Set<String>>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
          return size() > MOST_TOOLS;
        }
      };

  /** Makes a memory that knows nothing. */
  public ToolMemory() {}

  /**
   * Returns what a tool says of itself that it did not say before, or null. What a request says
   * first of a tool is what it is known by.
   *
   * @param hashes one for each definition of the tool in one request
   * @param accept whether it is known by these from now on, too
   */
  public synchronized @Nullable String changed(
      String tool, Collection<String> hashes, boolean accept) {
    Set<String> known = seen.computeIfAbsent(tool, name -> new HashSet<>());
    boolean first = known.isEmpty();
    String changed = null;
    for (String hash : hashes) {
      if (known.contains(hash)) {
        continue;
      }
      if ((first || accept) && known.size() < MOST_HASHES) {
        known.add(hash);
      }
      changed = first || changed != null ? changed : hash;
    }
    return changed;
  }
}
