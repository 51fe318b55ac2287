package dev.cordon.instrumentation.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.bootstrap.HookBootstrap;
import dev.cordon.bootstrap.HookLinker;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import dev.cordon.weave.CallShape;
import dev.cordon.weave.HookWeaver;
import dev.cordon.weave.LinkedAdvice;
import dev.cordon.weave.Woven;
import dev.cordon.weave.WovenHook;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/**
 * One version of a library, alone in a class loader, its hooks woven in. The instrumentation and
 * the scenarios are loaded beside it, so they link against just this version; the engine, JUnit and
 * this package are shared with the test.
 */
public final class WovenLibrary extends URLClassLoader {
  private static final String API = "dev.cordon.instrumentation.";
  private static final String[] SHARED = {
    "java.",
    "javax.",
    "jdk.",
    "sun.",
    "org.junit.",
    "org.opentest4j.",
    "dev.cordon.engine.",
    "dev.cordon.bootstrap.",
    "dev.cordon.testing.",
    API + "testing."
  };

  static {
    installLinker();
  }

  private final List<WovenHook> hooks = new ArrayList<>();

  /**
   * Loads a library.
   *
   * @param instrumentations describe the hooks
   * @param path the library, what it needs, the instrumentation and the scenarios
   */
  public WovenLibrary(List<Instrumentation> instrumentations, List<URL> path) {
    super(path.toArray(new URL[0]), WovenLibrary.class.getClassLoader());
    for (Instrumentation instrumentation : instrumentations) {
      for (Hook hook : instrumentation.hooks()) {
        hooks.add(new WovenHook(String.valueOf(hooks.size()), hook));
      }
    }
  }

  static void installLinker() {
    HookBootstrap.install(new Linker());
  }

  /**
   * Returns the folders of a library's versions that the build fetched, in order.
   *
   * @param libraries the folder that they are in
   */
  public static List<Path> versions(Path libraries) throws IOException {
    try (Stream<Path> folders = Files.list(libraries)) {
      return folders.sorted().toList();
    }
  }

  /**
   * Returns the path of a module's classes and scenarios with the jars of these folders.
   *
   * @param folders a library's version and what it needs
   */
  public static List<URL> path(Path... folders) throws IOException {
    List<URL> path = new ArrayList<>();
    path.add(Path.of("target/classes").toUri().toURL());
    path.add(Path.of("target/test-classes").toUri().toURL());
    for (Path folder : folders) {
      try (Stream<Path> jars = Files.list(folder)) {
        for (Path jar : jars.toList()) {
          path.add(jar.toUri().toURL());
        }
      }
    }
    return path;
  }

  /**
   * Makes a test of every {@link Test} method of a scenario class, as this loader sees it.
   *
   * @param name the version's name
   * @param scenarios the class, never initialised outside this loader
   */
  public DynamicContainer tests(String name, Class<?> scenarios) throws ClassNotFoundException {
    return tests(name, scenarios.getName());
  }

  /**
   * Makes a test of every {@link Test} method of a scenario class that only this loader finds.
   *
   * @param name the version's name
   * @param scenarios the class's name
   */
  public DynamicContainer tests(String name, String scenarios) throws ClassNotFoundException {
    Class<?> mine = Class.forName(scenarios, true, this);
    List<DynamicTest> tests = new ArrayList<>();
    for (Method method : annotated(mine, Test.class)) {
      tests.add(DynamicTest.dynamicTest(method.getName(), () -> run(mine, method)));
    }
    return DynamicContainer.dynamicContainer(name, tests);
  }

  private static void run(Class<?> type, Method test) throws Throwable {
    var constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    Object instance = constructor.newInstance();
    List<Method> steps = annotated(type, BeforeEach.class);
    steps.add(test);
    Throwable failure = call(instance, steps);
    Throwable after = call(instance, annotated(type, AfterEach.class));
    if (failure == null) {
      failure = after;
    } else if (after != null) {
      failure.addSuppressed(after);
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Calls methods until one throws; returns what it threw, null if none did. */
  private static @Nullable Throwable call(Object instance, List<Method> methods)
      throws IllegalAccessException {
    try {
      for (Method method : methods) {
        method.invoke(instance);
      }
      return null;
    } catch (InvocationTargetException e) {
      return e.getCause();
    }
  }

  private static List<Method> annotated(Class<?> type, Class<? extends Annotation> annotation) {
    List<Method> methods = new ArrayList<>();
    for (Class<?> at = type; at != Object.class; at = at.getSuperclass()) {
      for (Method method : at.getDeclaredMethods()) {
        if (method.isAnnotationPresent(annotation)) {
          method.setAccessible(true);
          methods.add(method);
        }
      }
    }
    methods.sort(Comparator.comparing(Method::getName));
    return methods;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    boolean api = name.startsWith(API) && name.indexOf('.', API.length()) < 0;
    boolean servlet = name.startsWith("javax.servlet."); // no part of the JDK
    if (api || (!servlet && Arrays.stream(SHARED).anyMatch(name::startsWith))) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded != null ? loaded : findClass(name);
    }
  }

  /** Another version on the test's own class path has others of that name. */
  @Override
  public @Nullable URL getResource(String name) {
    URL mine = findResource(name);
    return mine == null ? super.getResource(name) : mine;
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    List<WovenHook> here =
        hooks.stream().filter(woven -> woven.hook().classNames().contains(name)).toList();
    URL file = findResource(name.replace('.', '/') + ".class");
    if (here.isEmpty() || file == null) {
      return super.findClass(name);
    }
    try (InputStream in = file.openStream()) {
      byte[] classFile = in.readAllBytes();
      Woven woven = HookWeaver.weave(classFile, here, CallShape.of(classFile, this));
      assertEquals(List.of(), woven.missing());
      return defineClass(name, woven.classFile(), 0, woven.classFile().length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /** Links each call site to the advice in the loader of the hooked class. */
  private static final class Linker implements HookLinker {
    private static final LinkedAdvice.Faults FAULTS =
        new LinkedAdvice.Faults() {
          @Override
          public void fault(String where, Throwable fault) {
            Cordon.fault(where, fault);
          }

          @Override
          public boolean refuses() {
            return Cordon.refuseOnFault();
          }
        };

    @Override
    public MethodHandle link(
        MethodHandles.Lookup caller, String site, MethodType type, Class<?> result, String id)
        throws ReflectiveOperationException {
      ClassLoader loader = caller.lookupClass().getClassLoader();
      int index = Integer.parseInt(id);
      Hook hook;
      if (loader instanceof WovenLibrary) {
        hook = ((WovenLibrary) loader).hooks.get(index).hook();
      } else {
        hook = WovenPlatform.hook(index);
        loader = WovenPlatform.class.getClassLoader();
      }
      Class<?> advice = Class.forName(hook.adviceClass(), true, loader);
      return LinkedAdvice.link(hook, advice, caller, site, type, result, FAULTS);
    }

    @Override
    public void failed(Class<?> caller, String hook, Throwable fault) {
      throw new AssertionError("hook " + hook + " in " + caller, fault);
    }
  }
}
