package dev.cordon.engine;

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

  /** Returns the instrumentation's name. */
  public String name() {
    return name;
  }

  /** Returns the loader that defined the library, null for the bootstrap loader. */
  public @Nullable ClassLoader loader() {
    return loader;
  }
}
