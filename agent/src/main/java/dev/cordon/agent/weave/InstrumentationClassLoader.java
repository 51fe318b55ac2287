package dev.cordon.agent.weave;

import dev.cordon.agent.boot.AgentClassLoader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Loads one instrumentation's advice for one application loader. It has two parents: {@code
 * dev.cordon} comes from the agent, everything else from the application, so that advice is
 * ordinary Java that names both.
 */
final class InstrumentationClassLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final String ownPackage;
  private final AgentClassLoader agent;
  private final @Nullable Relocation relocation;

  /**
   * Makes a loader.
   *
   * @param ownPackage the instrumentation's package with its dot; classes in and under it are
   *     defined here
   * @param agent where their bytes, the engine and the instrumentation API are
   * @param application the loader that defined the library, null for the bootstrap loader
   * @param relocation maps the names of the library; null where it has its own
   */
  InstrumentationClassLoader(
      String ownPackage,
      AgentClassLoader agent,
      @Nullable ClassLoader application,
      @Nullable Relocation relocation) {
    super(application);
    this.ownPackage = ownPackage;
    this.agent = agent;
    this.relocation = relocation;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(ownPackage)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? define(name) : loaded;
      }
    }
    if (name.startsWith("dev.cordon.")) {
      return agent.loadClass(name);
    }
    return super.loadClass(name, resolve);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    byte[] bytes;
    try {
      bytes = agent.bytes(name.replace('.', '/').concat(".class"));
      bytes = bytes == null || relocation == null ? bytes : relocation.map(bytes);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length, AgentClassLoader.domain());
  }
}
