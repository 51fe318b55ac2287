package dev.cordon.engine;

import java.security.AccessController;
import java.security.PrivilegedAction;
import org.jspecify.annotations.Nullable;

/** An instrumented library as one application class loader sees it. Immutable. */
public final class Library {
  private final String name;
  private final @Nullable ClassLoader loader;

  /**
   * Names a library.
   *
   * @param name the instrumentation's name, such as {@code okhttp}
   * @param loader the loader that defined the library, null for the bootstrap loader
   */
  public Library(String name, @Nullable ClassLoader loader) {
    this.name = name;
    this.loader = loader;
  }

  /**
   * Names a library by one of its classes. The loader is asked for by the agent's own rights: under
   * a security manager the application, which is on the stack, may lack that of asking.
   *
   * @param name the instrumentation's name, such as {@code okhttp}
   * @param type a class of the library
   * @return the library
   */
  public static Library of(String name, Class<?> type) {
    return AccessController.doPrivileged(
        new PrivilegedAction<Library>() {
          @Override
          public Library run() {
            return new Library(name, type.getClassLoader());
          }
        });
  }

  /** Returns the instrumentation's name. */
  public String name() {
    return name;
  }

  /** Returns the loader that defined the library, null for the bootstrap loader. */
  public @Nullable ClassLoader loader() {
    return loader;
  }
}
