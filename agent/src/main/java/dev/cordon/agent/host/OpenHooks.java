package dev.cordon.agent.host;

import dev.cordon.engine.Library;
import dev.cordon.engine.audit.OpenHook;
import dev.cordon.instrumentation.Cordon;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Where a library is open: hooks that do nothing, because their class could not be woven, has no
 * such method, or does not fit their advice. Names only. Loaded when the first one is found.
 * Thread-safe.
 */
public final class OpenHooks {
  /** One hook in many class loaders is one line; a bound all the same. */
  private static final int KEPT = 100;

  private static final Set<String> LINES = new LinkedHashSet<String>();
  private static final List<OpenPlace> PLACES = new CopyOnWriteArrayList<OpenPlace>();

  private OpenHooks() {}

  /**
   * Remembers one, and has trail and telemetry told of it, once. Never throws; may be called while
   * a class is being loaded.
   *
   * @param hook the hook's identifier, or the instrumentation's name
   * @param className the class that it is in
   * @param loader the class's loader, null for the bootstrap loader
   * @param why what is wrong, a clause without content
   */
  public static void add(String hook, String className, @Nullable ClassLoader loader, String why) {
    OpenPlace place = new OpenPlace(hook, className, loader, why);
    boolean first;
    synchronized (LINES) {
      first = LINES.size() < KEPT && LINES.add(place.hook().toString());
      if (!first && isKnown(place)) {
        return;
      }
      PLACES.removeIf(OpenPlace::isGone);
      if (PLACES.size() < KEPT) {
        PLACES.add(place);
      }
    }
    Cordon.noteBlindSpot();
    if (first) {
      BlindSpotReports.add(place);
    }
  }

  private static boolean isKnown(OpenPlace place) {
    for (OpenPlace known : PLACES) {
      if (known.isSame(place)) {
        return true;
      }
    }
    return false;
  }

  /** Returns one of the hooks that do nothing in a library, or null. */
  static @Nullable OpenHook in(Library library) {
    for (OpenPlace place : PLACES) {
      if (place.isIn(library)) {
        return place.hook();
      }
    }
    return null;
  }

  /** Returns the hook, the class and the reason of each, in the order in which they were found. */
  public static List<String> places() {
    synchronized (LINES) {
      return new ArrayList<String>(LINES);
    }
  }
}
