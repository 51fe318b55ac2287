package dev.cordon.weave;

import dev.cordon.bootstrap.HookBootstrap;
import org.jspecify.annotations.Nullable;

/** How a woven method reaches the agent. */
public enum CallShape {
  /** By {@code invokedynamic}, which the JIT inlines. */
  INVOKEDYNAMIC,

  /**
   * By a {@link java.util.function.BiFunction} that is found by name in the bootstrap loader. Needs
   * nothing of the class file but version 49 and of its loader but {@code java.*}: for class files
   * too old for {@code invokedynamic}, and for loaders that hide our bootstrap package.
   */
  JDK_TYPES_ONLY;

  /** The class file version of Java 7, the first with {@code invokedynamic}. */
  static final int JAVA_7 = 51;

  private static final int JAVA_6 = 50;

  /**
   * Chooses the shape for a class.
   *
   * @param classFile the class
   * @param loader the loader that defines it, null for the bootstrap loader
   */
  public static CallShape of(byte[] classFile, @Nullable ClassLoader loader) {
    int version = ((classFile[6] & 0xff) << 8) | (classFile[7] & 0xff);
    boolean hasCallSites =
        version >= JAVA_7 || (version == JAVA_6 && RaisedVersion.isPossible(classFile));
    return hasCallSites && seesBootstrapClasses(loader) ? INVOKEDYNAMIC : JDK_TYPES_ONLY;
  }

  /**
   * Asks the loader, as the JVM will when it links the call site. OSGi and module loaders delegate
   * only the packages that they were told.
   */
  private static boolean seesBootstrapClasses(@Nullable ClassLoader loader) {
    if (loader == null) {
      return true;
    }
    try {
      return Class.forName(HookBootstrap.class.getName(), false, loader) == HookBootstrap.class;
    } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
      return false;
    }
  }
}
