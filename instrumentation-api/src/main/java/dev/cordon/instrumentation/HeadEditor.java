package dev.cordon.instrumentation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Changes the head of a request in a library's own way. Used by one thread. */
public interface HeadEditor {
  /**
   * Replaces the query.
   *
   * @param encoded the percent-encoded query without {@code ?}; null: the request has none now
   */
  void query(@Nullable String encoded);

  /**
   * Replaces all lines of a header.
   *
   * @param name the header's name, in any case
   * @param values one for each line, in order; empty: the header is removed
   */
  void header(String name, List<String> values);
}
