package dev.cordon.agent.weave;

import dev.cordon.agent.boot.AgentClassLoader;
import dev.cordon.agent.boot.AgentLog;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarFile;

/**
 * Puts {@code dev.cordon.bootstrap} on the bootstrap loader.
 *
 * <p>The classes are defined one by one through the JDK's own {@code Unsafe}, which the agent lets
 * itself see with {@link Instrumentation}'s {@code redefineModule}. The documented way, appending a
 * jar to the search path, would take the shared archive (CDS) from all of the application's classes
 * for the rest of the JVM's life, print a warning about it, and leave a file behind. It remains for
 * JVMs where the first way fails.
 */
final class BootstrapClasses {
  private static final String PACKAGE = "dev/cordon/bootstrap/";

  /** In an order in which each class finds those it needs. */
  private static final String[] CLASSES = {
    "HookLinker", "HookBootstrap", "HookFunction$1", "HookFunction"
  };

  private BootstrapClasses() {}

  /** Does nothing when the classes are there already. */
  static void define(Instrumentation instrumentation) throws IOException {
    if (isDefined()) {
      return;
    }
    AgentClassLoader loader = (AgentClassLoader) BootstrapClasses.class.getClassLoader();
    try {
      defineEach(instrumentation, loader);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      AgentLog.debug("appending to the bootstrap class path: " + e.getClass().getName());
      append(instrumentation, loader);
    }
  }

  private static boolean isDefined() {
    try {
      Class.forName("dev.cordon.bootstrap.HookBootstrap", false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static void defineEach(Instrumentation instrumentation, AgentClassLoader loader)
      throws ReflectiveOperationException, IOException {
    Class<?> type = unsafeType(instrumentation);
    Object unsafe = unsafe(type);
    Method define =
        type.getMethod(
            "defineClass",
            String.class,
            byte[].class,
            int.class,
            int.class,
            ClassLoader.class,
            ProtectionDomain.class);
    for (String name : CLASSES) {
      byte[] bytes = loader.bootstrapClass(PACKAGE + name + ".class");
      define.invoke(unsafe, PACKAGE + name, bytes, 0, bytes.length, null, null);
    }
  }

  private static Class<?> unsafeType(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    Class<?> module;
    try {
      module = Class.forName("java.lang.Module");
    } catch (ClassNotFoundException e) {
      return Class.forName("sun.misc.Unsafe"); // Java 8
    }
    Method getModule = Class.class.getMethod("getModule");
    Instrumentation.class
        .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
        .invoke(
            instrumentation,
            getModule.invoke(Object.class),
            Collections.emptySet(),
            Collections.singletonMap(
                "jdk.internal.misc",
                Collections.singleton(getModule.invoke(BootstrapClasses.class))),
            Collections.emptyMap(),
            Collections.emptySet(),
            Collections.emptyMap());
    return Class.forName("jdk.internal.misc.Unsafe");
  }

  private static Object unsafe(Class<?> type) throws ReflectiveOperationException {
    if (type.getName().equals("sun.misc.Unsafe")) {
      // Its getter refuses callers outside of the bootstrap loader.
      Field field = type.getDeclaredField("theUnsafe");
      field.setAccessible(true);
      return field.get(null);
    }
    return type.getMethod("getUnsafe").invoke(null);
  }

  private static void append(Instrumentation instrumentation, AgentClassLoader loader)
      throws IOException {
    File file = File.createTempFile("cordon-bootstrap", ".jar");
    file.deleteOnExit();
    try (OutputStream out = new FileOutputStream(file)) {
      out.write(loader.bootstrapArchive());
    }
    instrumentation.appendToBootstrapClassLoaderSearch(new JarFile(file));
  }
}
