package dev.cordon.instrumentation;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The web request that a thread answers, as a hook of a server shows it. Its path is read only when
 * a rule asks for it. Each thread has its own.
 */
public final class ServedRequest {
  private static final ThreadLocal<@Nullable ServedRequest> CURRENT = new ThreadLocal<>();

  private final Supplier<@Nullable String> path;

  /** How often the thread has begun: one web request goes through several servlets. */
  private int depth;

  private ServedRequest(Supplier<@Nullable String> path) {
    this.path = path;
  }

  /**
   * Begins to answer a web request, until as many calls of {@link #end}; within another one, that
   * one stays.
   *
   * @param path tells its path as it was sent, or null
   */
  public static void begin(Supplier<@Nullable String> path) {
    ServedRequest served = CURRENT.get();
    if (served == null) {
      served = new ServedRequest(path);
      CURRENT.set(served);
    }
    served.depth++;
  }

  /** Ends what was begun last. */
  public static void end() {
    ServedRequest served = CURRENT.get();
    if (served != null && --served.depth == 0) {
      CURRENT.remove();
    }
  }

  /** Returns the path of the web request that this thread answers; null when it answers none. */
  public static @Nullable String path() {
    ServedRequest served = CURRENT.get();
    try {
      return served == null ? null : served.path.get();
    } catch (RuntimeException | LinkageError unreadable) {
      return null; // the server has taken its request back
    }
  }
}
