package dev.cordon.agent.telemetry;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/**
 * An application's class loader with an OpenTelemetry of its own: it sees nothing of this test's
 * class path but the classes of {@link JoinedApplication}, which it defines anew.
 */
final class AppLoader extends URLClassLoader {
  private static final String PROGRAM = JoinedApplication.class.getName();
  private final boolean shaded;

  private AppLoader(List<URL> jars, boolean shaded) {
    super(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    this.shaded = shaded;
  }

  /**
   * Returns an application's loader.
   *
   * @param version a version below target/opentelemetry; {@code current} for our own; {@code none}
   */
  static AppLoader with(String version) {
    return new AppLoader(jars(version), false);
  }

  /** Returns a loader that has the API where the OpenTelemetry agent has it. */
  static AppLoader shaded() {
    return new AppLoader(jars("current"), true);
  }

  /** Makes the application's program. */
  Program program() {
    try {
      return new Program(Class.forName(PROGRAM, true, this).getDeclaredConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static List<URL> jars(String version) {
    List<File> files = new ArrayList<>();
    if (version.equals("current")) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (new File(entry).getName().startsWith("opentelemetry-")) {
          files.add(new File(entry));
        }
      }
    } else if (!version.equals("none")) {
      File[] copied = new File("target/opentelemetry/" + version).listFiles();
      if (copied == null) {
        throw new AssertionError("run by Maven, which copies OpenTelemetry " + version);
      }
      files.addAll(List.of(copied));
    }
    List<URL> urls = new ArrayList<>();
    for (File file : files) {
      try {
        urls.add(file.toURI().toURL());
      } catch (MalformedURLException e) {
        throw new UncheckedIOException(e);
      }
    }
    return urls;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      if (loaded != null) {
        return loaded;
      }
      if (name.startsWith(PROGRAM)) {
        return define(name, JoinedApplication.class.getClassLoader(), name);
      }
      if (shaded && name.startsWith(BridgeLoader.SHADED)) {
        return define(name, this, name.substring(BridgeLoader.SHADED.length()));
      }
      return super.loadClass(name, resolve);
    }
  }

  private Class<?> define(String name, ClassLoader source, String original)
      throws ClassNotFoundException {
    try (InputStream in = source.getResourceAsStream(original.replace('.', '/') + ".class")) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      if (shaded) {
        String to = BridgeLoader.SHADED.replace('.', '/') + "io/opentelemetry/";
        bytes = ConstantPool.rename(bytes, "io/opentelemetry/", to);
      }
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** The program as this side sees it: JDK types only. */
  static final class Program {
    private final Object instance;

    Program(Object instance) {
      this.instance = instance;
    }

    /** Starts the application's SDK, and makes it the global one if asked. */
    void start(boolean global) {
      call("start", new Class<?>[] {boolean.class}, global);
    }

    /** Runs code inside one of the application's spans. */
    void within(String span, String operation, Runnable code) {
      Class<?>[] types = {String.class, String.class, Runnable.class};
      call("within", types, span, operation, code);
    }

    /** Makes the span that the application's HTTP client makes. */
    void sendRequest() {
      call("sendRequest", new Class<?>[0]);
    }

    /** Returns one line a span that ended: name, kind, parent's name. */
    @SuppressWarnings("unchecked")
    List<String> spans() {
      return (List<String>) call("spans", new Class<?>[0]);
    }

    /** Returns the attributes of a span. */
    String attributes(String span) {
      return (String) call("attributes", new Class<?>[] {String.class}, span);
    }

    /** Returns "trace-span" of a span. */
    String ids(String span) {
      return (String) call("ids", new Class<?>[] {String.class}, span);
    }

    /** Returns the names of the metrics that the application's SDK has. */
    String metrics() {
      return (String) call("metrics", new Class<?>[0]);
    }

    private Object call(String name, Class<?>[] types, Object... arguments) {
      try {
        return instance.getClass().getMethod(name, types).invoke(instance, arguments);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e.getCause() == null ? e : e.getCause());
      }
    }
  }
}
