package dev.cordon.agent.telemetry;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Loads our own OpenTelemetry code once more, beside an API that the application brings.
 *
 * <pre>
 *   AgentClassLoader: Pipeline, ExchangeRecord …      application: io.opentelemetry.api …
 *                 ▲                                          ▲
 *                 └────────── BridgeLoader: telemetry.otel.* ┘
 * </pre>
 *
 * <p>What it defines is ordinary Java that the JIT sees through, against whatever version the
 * application has; no reflection for each call. The OpenTelemetry agent keeps its API in other
 * packages: for it, the names in our class files are changed as they are loaded.
 */
final class BridgeLoader extends ClassLoader {
  private static final String OWN = "dev.cordon.agent.telemetry.otel.";
  private static final String API = "io.opentelemetry.";

  /** Where the OpenTelemetry agent has the API, on the bootstrap class loader. */
  static final String SHADED = "io.opentelemetry.javaagent.shaded.";

  private final ClassLoader agent;
  private final @Nullable ClassLoader application;
  private final boolean shaded;

  /**
   * Makes a loader.
   *
   * @param agent our own class loader, whose class files are resources too
   * @param application the loader that finds the API, null for the bootstrap class loader
   * @param shaded whether the API is the OpenTelemetry agent's
   */
  BridgeLoader(ClassLoader agent, @Nullable ClassLoader application, boolean shaded) {
    super(agent);
    this.agent = agent;
    this.application = application;
    this.shaded = shaded;
  }

  /** Makes the application's telemetry. */
  ApplicationTelemetry create() throws ReflectiveOperationException {
    Class<?> type = Class.forName(OWN + "AppPipeline", true, this);
    return (ApplicationTelemetry) type.getConstructor().newInstance();
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(OWN)) {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded != null ? loaded : define(name);
      }
    }
    if (name.startsWith(API)) {
      return Class.forName(name, false, application);
    }
    return super.loadClass(name, resolve);
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream in = agent.getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = read(in);
      if (shaded) {
        bytes = ConstantPool.rename(bytes, API.replace('.', '/'), (SHADED + API).replace('.', '/'));
      }
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream(8192);
    byte[] buffer = new byte[4096];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }
}
