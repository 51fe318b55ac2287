package dev.cordon.agent.weave;

import dev.cordon.agent.boot.AgentClassLoader;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * One {@link InstrumentationClassLoader} for each instrumentation, application loader and copy of
 * the library in it. Thread-safe.
 *
 * <p>Held weakly on both sides: the loader points to the application's loader, and must not keep it
 * alive. What keeps the loader itself alive is the application's class that is linked to its
 * advice; both go together.
 */
final class InstrumentationLoaders {
  private final Map<ClassLoader, Map<String, WeakReference<ClassLoader>>> byApplication =
      new WeakHashMap<ClassLoader, Map<String, WeakReference<ClassLoader>>>();

  /** Stands for the bootstrap loader, which is null. */
  private final ClassLoader bootstrap = new ClassLoader(null) {};

  /**
   * Returns the loader of an instrumentation for a library.
   *
   * @param description the binary name of the instrumentation's description; its package is the
   *     instrumentation's
   * @param prefix what stands before the library's names, with slashes; empty where it has its own
   * @param application the loader that defined the library, null for the bootstrap loader
   */
  synchronized ClassLoader of(
      String description, String prefix, @Nullable ClassLoader application) {
    ClassLoader key = application == null ? bootstrap : application;
    Map<String, WeakReference<ClassLoader>> byDescription = byApplication.get(key);
    if (byDescription == null) {
      byDescription = new HashMap<String, WeakReference<ClassLoader>>();
      byApplication.put(key, byDescription);
    }
    String copy = prefix + description;
    WeakReference<ClassLoader> reference = byDescription.get(copy);
    ClassLoader loader = reference == null ? null : reference.get();
    if (loader == null) {
      loader =
          new InstrumentationClassLoader(
              description.substring(0, description.lastIndexOf('.') + 1),
              (AgentClassLoader) InstrumentationLoaders.class.getClassLoader(),
              application,
              Relocation.of(prefix, application));
      byDescription.put(copy, new WeakReference<ClassLoader>(loader));
    }
    return loader;
  }
}
