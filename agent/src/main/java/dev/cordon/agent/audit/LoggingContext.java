package dev.cordon.agent.audit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads what an application keeps beside its calls: the logging context of SLF4J, Log4j and JBoss,
 * OpenTelemetry's baggage and Spring's request, each as the application's own loader knows it.
 * Keeps no application alive. Thread-safe.
 */
final class LoggingContext {
  private static final String[][] CONTEXTS = {
    {"org.slf4j.MDC", "get"},
    {"org.apache.logging.log4j.ThreadContext", "get"},
    {"org.jboss.logging.MDC", "get"},
    {"org.apache.log4j.MDC", "get"}
  };
  private static final String BAGGAGE = "io.opentelemetry.api.baggage.Baggage";
  private static final String SHADED = "io.opentelemetry.javaagent.shaded.";

  /** What is read. */
  private enum Kind {
    MDC,
    BAGGAGE,
    PATH
  }

  private static final String SPRING = "org.springframework.web.context.request.";
  private static final String[] SERVLETS = {"jakarta.servlet.http.", "javax.servlet.http."};

  private final Kind kind;
  private final Map<ClassLoader, WeakReference<List<MethodHandle>>> known =
      Collections.synchronizedMap(
          new WeakHashMap<ClassLoader, WeakReference<List<MethodHandle>>>());

  private LoggingContext(Kind kind) {
    this.kind = kind;
  }

  /** Returns a reader of logging contexts. */
  static LoggingContext mdc() {
    return new LoggingContext(Kind.MDC);
  }

  /** Returns a reader of baggage. */
  static LoggingContext baggage() {
    return new LoggingContext(Kind.BAGGAGE);
  }

  /** Returns a reader of the path of the servlet request that Spring keeps; the key is none. */
  static LoggingContext path() {
    return new LoggingContext(Kind.PATH);
  }

  /**
   * Returns the value of a key on this thread.
   *
   * @param key the key
   * @param loader a loader of the application, or null
   * @return null when no context has it
   */
  @Nullable String get(String key, @Nullable ClassLoader loader) {
    String value = loader == null ? null : value(key, loader);
    if (value == null) {
      ClassLoader context = Thread.currentThread().getContextClassLoader();
      value = context == null || context == loader ? null : value(key, context);
    }
    return value;
  }

  private @Nullable String value(String key, ClassLoader loader) {
    for (MethodHandle get : getters(loader)) {
      try {
        String value = (String) get.invokeExact(key);
        if (value != null && !value.isEmpty()) {
          return value;
        }
      } catch (Throwable absent) {
        continue; // a logging library that does not start is not ours to report
      }
    }
    return null;
  }

  /** The handles hold the application's classes, so they are held weakly and made again. */
  private List<MethodHandle> getters(ClassLoader loader) {
    WeakReference<List<MethodHandle>> reference = known.get(loader);
    List<MethodHandle> found = reference == null ? null : reference.get();
    if (found == null) {
      found =
          kind == Kind.MDC ? mdc(loader) : kind == Kind.BAGGAGE ? baggage(loader) : path(loader);
      known.put(loader, new WeakReference<List<MethodHandle>>(found));
    }
    return found;
  }

  private static List<MethodHandle> mdc(ClassLoader loader) {
    List<MethodHandle> found = new ArrayList<>();
    for (String[] context : CONTEXTS) {
      Class<?> type = find(context[0], loader);
      if (type == null) {
        continue;
      }
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      for (Class<?> result : new Class<?>[] {String.class, Object.class}) {
        try {
          MethodType asked = MethodType.methodType(result, String.class);
          MethodHandle get = lookup.findStatic(type, context[1], asked);
          found.add(get.asType(MethodType.methodType(String.class, String.class)));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
          continue; // another version, or a module that does not export it
        }
      }
    }
    return found;
  }

  private static List<MethodHandle> baggage(ClassLoader loader) {
    List<MethodHandle> found = new ArrayList<>();
    for (String prefix : new String[] {"", SHADED}) {
      Class<?> type = find(prefix + BAGGAGE, prefix.isEmpty() ? loader : null);
      if (type == null) {
        continue;
      }
      try {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        MethodHandle current = lookup.findStatic(type, "current", MethodType.methodType(type));
        MethodType text = MethodType.methodType(String.class, String.class);
        MethodHandle entry = lookup.findVirtual(type, "getEntryValue", text);
        found.add(MethodHandles.foldArguments(entry, current));
      } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
        continue;
      }
    }
    return found;
  }

  private static List<MethodHandle> path(ClassLoader loader) {
    List<MethodHandle> found = new ArrayList<>();
    Class<?> holder = find(SPRING + "RequestContextHolder", loader);
    Class<?> any = find(SPRING + "RequestAttributes", loader);
    Class<?> servlets = find(SPRING + "ServletRequestAttributes", loader);
    for (String pack : SERVLETS) {
      Class<?> request = find(pack + "HttpServletRequest", loader);
      if (holder == null || any == null || servlets == null || request == null) {
        continue;
      }
      try {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        MethodType text = MethodType.methodType(String.class);
        MethodHandle now =
            lookup.findStatic(holder, "getRequestAttributes", MethodType.methodType(any));
        MethodHandle uri =
            MethodHandles.filterReturnValue(
                lookup.findVirtual(servlets, "getRequest", MethodType.methodType(request)),
                lookup.findVirtual(request, "getRequestURI", text));
        MethodType ofObject = MethodType.methodType(String.class, Object.class);
        MethodHandle isServlets =
            lookup
                .findVirtual(
                    Class.class, "isInstance", MethodType.methodType(boolean.class, Object.class))
                .bindTo(servlets);
        MethodHandle none =
            MethodHandles.dropArguments(
                MethodHandles.constant(String.class, null), 0, Object.class);
        MethodHandle path =
            MethodHandles.filterReturnValue(
                now.asType(MethodType.methodType(Object.class)),
                MethodHandles.guardWithTest(isServlets, uri.asType(ofObject), none));
        found.add(MethodHandles.dropArguments(path, 0, String.class));
      } catch (ReflectiveOperationException | RuntimeException | LinkageError absent) {
        continue; // for the other kind of servlets
      }
    }
    return found;
  }

  private static @Nullable Class<?> find(String name, @Nullable ClassLoader loader) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError absent) {
      return null;
    }
  }
}
