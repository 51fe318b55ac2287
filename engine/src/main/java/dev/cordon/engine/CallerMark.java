package dev.cordon.engine;

import org.jspecify.annotations.Nullable;

/**
 * Who makes a call: found on the thread that makes it, and carried to where it is sent. Immutable.
 */
public final class CallerMark {
  /** Somebody whom the stack didn't show: nobody else may be taken for the caller later. */
  public static final CallerMark UNKNOWN = new CallerMark(null, null);

  private final @Nullable String site;
  private final @Nullable String path;

  /**
   * Makes a mark.
   *
   * @param site {@code class.method} of the application; null when not known or not asked for
   * @param path the path of the web request that is answered; null when not known or not asked for
   */
  public CallerMark(@Nullable String site, @Nullable String path) {
    this.site = site;
    this.path = path;
  }

  /** Returns {@code class.method} of the application, or null. */
  public @Nullable String site() {
    return site;
  }

  /** Returns the path of the web request that the application answers, or null. */
  public @Nullable String path() {
    return path;
  }

  /**
   * Returns a mark that knows a path besides, where this one knows none.
   *
   * @param known the path, or null
   */
  public CallerMark answering(@Nullable String known) {
    return path != null || known == null ? this : new CallerMark(site, known);
  }

  /** Returns the place in the code, for messages of ours. */
  @Override
  public String toString() {
    return String.valueOf(site);
  }
}
