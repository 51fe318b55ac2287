package dev.cordon.engine.wire;

import dev.cordon.engine.audit.CallIds;

/**
 * Reads the identifiers in a path: what stands behind the name of a collection, as in {@code
 * /v1/threads/thread_1/messages}. Stateless.
 */
final class PathIds {
  /** Collections whose members a request adds to, the widest first. */
  private static final String[] CONTAINERS = {
    "/threads/", "/conversations/", "/assistants/", "/vector_stores/", "/uploads/", "/collections/"
  };

  /** Collections whose members are made by one call. */
  private static final String[] MEMBERS = {
    "/responses/",
    "/chat/completions/",
    "/files/",
    "/batches/",
    "/predictions/",
    "/cachedContents/",
    "/runs/",
    "/messages/",
    "/items/",
    "/fine_tuning/jobs/"
  };

  private PathIds() {}

  /**
   * Notes what a path names.
   *
   * @param path the path, percent-encoded, without query
   * @param searches whether the call only reads what it names, whatever its body says
   */
  static void read(String path, boolean searches, CallIds ids) {
    boolean added = searches;
    for (String collection : CONTAINERS) {
      String id = behind(collection, path);
      if (id != null && !added) {
        ids.addTo(id);
        added = true;
      } else if (id != null) {
        ids.name(id);
      }
    }
    for (String collection : MEMBERS) {
      String id = behind(collection, path);
      if (id != null) {
        ids.name(id);
      }
    }
  }

  /** Returns the segment of a path behind a collection's name, unless that is an operation. */
  private static @org.jspecify.annotations.Nullable String behind(String collection, String path) {
    int at = path.lastIndexOf(collection);
    if (at < 0) {
      return null;
    }
    int from = at + collection.length();
    int slash = path.indexOf('/', from);
    String id = path.substring(from, slash < 0 ? path.length() : slash);
    return id.isEmpty() || id.equals("runs") || id.equals("batches") ? null : id;
  }
}
