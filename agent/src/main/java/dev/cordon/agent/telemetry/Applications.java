package dev.cordon.agent.telemetry;

import java.lang.ref.WeakReference;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the OpenTelemetry that belongs to a class loader. Keeps no application alive: what is made
 * for an API hangs on the API's own class. Thread-safe.
 */
final class Applications {
  private static final String GLOBAL = "io.opentelemetry.api.GlobalOpenTelemetry";

  /** Stands for: this loader finds no API. */
  private static final WeakReference<Class<?>> ABSENT =
      new WeakReference<Class<?>>(Applications.class);

  private final Notice notice;
  private final Map<ClassLoader, WeakReference<Class<?>>> apis =
      Collections.synchronizedMap(new WeakHashMap<ClassLoader, WeakReference<Class<?>>>());
  private final ClassValue<Bridge> bridges =
      new ClassValue<Bridge>() {
        @Override
        protected Bridge computeValue(Class<?> api) {
          return new Bridge(bridge(api));
        }
      };
  private volatile @Nullable Bridge otelAgent;

  /** Most calls of a JVM come from one loader, which is then found without the map's lock. */
  private volatile @Nullable Lookup last;

  Applications(Notice notice) {
    this.notice = notice;
  }

  /** Returns the telemetry of an OpenTelemetry agent beside us, or null. */
  @Nullable ApplicationTelemetry agent() {
    Bridge found = otelAgent;
    if (found == null) {
      Class<?> api = find(BridgeLoader.SHADED + GLOBAL, null);
      found = new Bridge(api == null ? null : bridge(api));
      otelAgent = found;
    }
    return found.telemetry;
  }

  /**
   * Returns the telemetry of an application.
   *
   * @param loader a loader of the application; null finds nothing
   */
  @Nullable ApplicationTelemetry of(@Nullable ClassLoader loader) {
    if (loader == null) {
      return null;
    }
    Lookup earlier = last;
    WeakReference<Class<?>> known =
        earlier != null && earlier.loader.get() == loader ? earlier.api : apis.get(loader);
    if (known == null) {
      Class<?> found = find(GLOBAL, loader);
      known = found == null ? ABSENT : new WeakReference<Class<?>>(found);
      apis.put(loader, known);
    }
    if (earlier == null || earlier.api != known) {
      last = new Lookup(loader, known);
    }
    Class<?> api = known.get();
    return api == null || api == Applications.class ? null : bridges.get(api).telemetry;
  }

  private static @Nullable Class<?> find(String name, @Nullable ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError absent) {
      return null;
    }
  }

  private @Nullable ApplicationTelemetry bridge(Class<?> api) {
    ClassLoader own = Applications.class.getClassLoader();
    if (own == null || api.getClassLoader() == own) {
      return null; // our own API, seen through a loader that finds our classes
    }
    try {
      boolean shaded = api.getName().startsWith(BridgeLoader.SHADED);
      return new BridgeLoader(own, api.getClassLoader(), shaded).create();
    } catch (ReflectiveOperationException | LinkageError | RuntimeException fault) {
      notice.warn(
          "an OpenTelemetry API is there but can't be joined: " + fault.getClass().getName());
      return null;
    }
  }

  /** What a loader finds; keeps nothing alive. */
  private static final class Lookup {
    final WeakReference<ClassLoader> loader;
    final WeakReference<Class<?>> api;

    Lookup(ClassLoader loader, WeakReference<Class<?>> api) {
      this.loader = new WeakReference<ClassLoader>(loader);
      this.api = api;
    }
  }

  /** A telemetry or none: neither map nor class value keeps null. */
  private static final class Bridge {
    final @Nullable ApplicationTelemetry telemetry;

    Bridge(@Nullable ApplicationTelemetry telemetry) {
      this.telemetry = telemetry;
    }
  }
}
