package dev.cordon.instrumentation;

import org.jspecify.annotations.Nullable;

/** What a request line names: a path, or the whole URL where the request goes to a proxy. */
public final class RequestTarget {
  private RequestTarget() {}

  /**
   * Returns a target's path.
   *
   * @param target without a query, or with one where it is a whole URL; null for none
   * @return the path, {@code /} where the target has none
   */
  public static String path(@Nullable String target) {
    if (target == null || target.isEmpty()) {
      return "/";
    }
    int authority = target.startsWith("/") ? -1 : target.indexOf("://");
    if (authority < 0) {
      return target;
    }
    int root = target.indexOf('/', authority + 3);
    int query = target.indexOf('?');
    return root < 0 ? "/" : query < root ? target.substring(root) : target.substring(root, query);
  }
}
