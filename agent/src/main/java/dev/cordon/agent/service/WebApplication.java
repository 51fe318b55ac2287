package dev.cordon.agent.service;

import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/**
 * The web application that a thread works for, by the class loader that servers give it: those of
 * one server share a service's name. Thread-safe.
 */
public final class WebApplication {
  private static final String TOMCAT = "org.apache.catalina.loader.";
  private static final String JETTY = "WebAppClassLoader";

  /** The method that tells the name, by the loader's class; held as long as that class is there. */
  private static final ClassValue<Method[]> NAMES =
      new ClassValue<Method[]>() {
        @Override
        protected Method[] computeValue(Class<?> loader) {
          String type = loader.getName();
          String getter =
              type.startsWith(TOMCAT)
                  ? "getContextName"
                  : type.startsWith("org.eclipse.jetty.") && type.endsWith(JETTY)
                      ? "getName"
                      : null;
          try {
            return getter == null ? new Method[0] : new Method[] {loader.getMethod(getter)};
          } catch (NoSuchMethodException | LinkageError | RuntimeException another) {
            return new Method[0];
          }
        }
      };

  private WebApplication() {}

  /** Returns the name of the current thread's web application; null if it is for none. */
  public static @Nullable String current() {
    try {
      ClassLoader loader = Thread.currentThread().getContextClassLoader();
      Method[] name = loader == null ? null : NAMES.get(loader.getClass());
      if (name == null || name.length == 0) {
        return null;
      }
      Object told = name[0].invoke(loader);
      String text = told instanceof String ? ((String) told).trim() : "";
      return text.isEmpty() ? null : text.startsWith("/") ? text.substring(1) : text;
    } catch (ReflectiveOperationException | LinkageError | RuntimeException silent) {
      return null;
    }
  }
}
