package dev.cordon.engine.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The identifiers by which a vendor's calls name each other: what ties an answer to the requests
 * whose texts it may hold. For the engine alone; no observer writes them down. Not thread-safe.
 */
public final class CallIds {
  /** More than one call names; what comes after it is not tied to it. */
  private static final int MOST = 1024;

  private List<String> named = Collections.emptyList();
  private List<String> given = Collections.emptyList();
  private @Nullable String container;

  CallIds() {}

  /** Returns what the request names of earlier calls, in its order. */
  public List<String> named() {
    return named;
  }

  /** Returns what the answer gave names to, in its order. */
  public List<String> given() {
    return given;
  }

  /**
   * Returns what the request adds to, such as a conversation or a thread; null when it begins
   * something of its own.
   */
  public @Nullable String container() {
    return container;
  }

  /**
   * Notes that the request builds on what the vendor keeps under an identifier.
   *
   * @param id such as {@code resp_1} or {@code cachedContents/1}
   */
  public void name(String id) {
    named = with(named, id);
  }

  /**
   * Notes that the request adds to what the vendor keeps under an identifier.
   *
   * @param id such as {@code thread_1}
   */
  public void addTo(String id) {
    container = last(id);
    named = with(named, id);
  }

  /**
   * Notes that later calls can name this one.
   *
   * @param id such as {@code resp_1} or {@code batches/1}
   */
  public void give(String id) {
    given = with(given, id);
  }

  private static List<String> with(List<String> ids, String id) {
    String name = last(id);
    if (name.isEmpty() || ids.size() >= MOST || ids.contains(name)) {
      return ids;
    }
    List<String> more = ids.isEmpty() ? new ArrayList<>(2) : ids;
    more.add(name);
    return more;
  }

  /** Google's identifiers are paths: {@code projects/p/locations/l/cachedContents/1}. */
  private static String last(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
