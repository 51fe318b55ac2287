package dev.cordon.instrumentation;

import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/**
 * Where two modules meet that govern one WebSocket: one judges its handshake, which the library
 * sends as any other request, the other one leads its messages. They know it by the library's
 * object that opens it. Thread-safe. Keeps no object of the library's alive.
 */
public final class Upgrades {
  private static final Attached<Object, Upgrade> UPGRADES = new Attached<>();

  /** The openers of those requests that are not an opener's own, such as one after a redirect. */
  private static final Attached<Object, WeakReference<Object>> OPENERS = new Attached<>();

  private Upgrades() {}

  private static final class Upgrade {
    private @Nullable Decision decision;
  }

  /**
   * Says that the messages of what an object opens will be seen.
   *
   * @param opener the library's object
   */
  public static void sees(Object opener) {
    UPGRADES.putIfAbsent(opener, new Upgrade());
  }

  /**
   * Returns what opens a WebSocket whose messages will be seen.
   *
   * @param opener the library's object that would open one; null where this request has none of its
   *     own
   * @param conversation the library's object for all requests that follow from one
   * @return the opener, or null when nobody will see the messages
   */
  public static @Nullable Object opener(@Nullable Object opener, Object conversation) {
    if (opener != null && UPGRADES.get(opener) != null) {
      OPENERS.put(conversation, new WeakReference<>(opener));
      return opener;
    }
    WeakReference<Object> before = opener == null ? OPENERS.get(conversation) : null;
    return before == null ? null : before.get();
  }

  /**
   * Leaves what was decided about a handshake that is about to leave.
   *
   * @param opener what {@link #opener} returned
   * @param decision the decision, which lets it leave
   */
  public static void opening(Object opener, Decision decision) {
    Upgrade upgrade = UPGRADES.get(opener);
    if (upgrade != null) {
      synchronized (upgrade) {
        upgrade.decision = decision;
      }
    }
  }

  /**
   * Takes what was decided about a handshake that the server accepted.
   *
   * @param opener the library's object
   * @return the decision, once; null when there is none
   */
  public static @Nullable Decision opened(Object opener) {
    Upgrade upgrade = UPGRADES.get(opener);
    if (upgrade == null) {
      return null;
    }
    synchronized (upgrade) {
      Decision decision = upgrade.decision;
      upgrade.decision = null;
      return decision;
    }
  }
}
