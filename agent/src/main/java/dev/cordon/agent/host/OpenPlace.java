package dev.cordon.agent.host;

import dev.cordon.engine.Library;
import dev.cordon.engine.audit.OpenHook;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;

/** A hook that does nothing, in one copy of a library. Keeps no class loader alive. */
final class OpenPlace implements BlindPlace {
  private final OpenHook hook;

  /** Null for the bootstrap loader. */
  private final @Nullable WeakReference<ClassLoader> loader;

  /**
   * Describes one.
   *
   * @param id the hook's identifier, or the instrumentation's name
   */
  OpenPlace(String id, String className, @Nullable ClassLoader loader, String why) {
    int colon = id.indexOf(':');
    String library = colon < 0 ? id : id.substring(0, colon);
    this.hook = new OpenHook(library, id, className.replace('/', '.'), why);
    this.loader = loader == null ? null : new WeakReference<ClassLoader>(loader);
  }

  OpenHook hook() {
    return hook;
  }

  @Override
  public OpenHook spot() {
    return hook;
  }

  /** Returns the library's loader; null for the bootstrap loader, or when it is gone. */
  @Override
  public @Nullable ClassLoader loader() {
    return loader == null ? null : loader.get();
  }

  /** Tells whether the copy of the library was unloaded. */
  boolean isGone() {
    return loader != null && loader.get() == null;
  }

  boolean isSame(OpenPlace other) {
    return (loader == null) == (other.loader == null)
        && loader() == other.loader()
        && hook.toString().equals(other.hook.toString());
  }

  /**
   * Tells whether a library is this one: of the name, and defined by the same loader or one above
   * or below it, as where a web application has one part of a library and its server the other.
   */
  boolean isIn(Library library) {
    if (!hook.library().equals(library.name()) || isGone()) {
      return false;
    }
    ClassLoader own = loader();
    ClassLoader asked = library.loader();
    return own == asked || isAbove(own, asked) || isAbove(asked, own);
  }

  private static boolean isAbove(@Nullable ClassLoader above, @Nullable ClassLoader below) {
    for (ClassLoader at = below; above != null && at != null; at = at.getParent()) {
      if (at == above) {
        return true;
      }
    }
    return false;
  }
}
