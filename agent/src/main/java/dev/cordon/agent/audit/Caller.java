package dev.cordon.agent.audit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Finds the first class of the application on the stack: who makes the call. Thread-safe. */
final class Caller {
  private static final int MAX_FRAMES = 256;

  /** Names of classes alone, so that no class is kept alive. */
  private static final Map<String, Boolean> APPLICATION = new ConcurrentHashMap<>();

  private static final int REMEMBERED = 2048;

  private final Walk walk;

  Caller() {
    this.walk = newWalk();
  }

  /**
   * Returns {@code class.method} of the nearest application frame, or null when there is none on
   * this stack.
   */
  @Nullable String find() {
    return walk.nearest();
  }

  /** Tells whether only the frames that are asked for are read: on Java 9 and later. */
  boolean isLazy() {
    return walk instanceof FrameWalk;
  }

  static boolean isApplication(String className) {
    Boolean known = APPLICATION.get(className);
    if (known == null) {
      known = !Libraries.owns(className);
      if (APPLICATION.size() < REMEMBERED) {
        APPLICATION.put(className, known);
      }
    }
    return known;
  }

  /** Names a frame as its source does: no generated subclass, no body of a lambda. */
  static String name(String className, String methodName) {
    int generated = className.indexOf("$$");
    String type = generated > 0 ? className.substring(0, generated) : className;
    String method = methodName;
    if (method.startsWith("lambda$")) {
      int end = method.lastIndexOf('$');
      method = end > 7 ? method.substring(7, end) : method;
    }
    return type + "." + method;
  }

  private static Walk newWalk() {
    try {
      return new FrameWalk();
    } catch (ReflectiveOperationException | RuntimeException e) {
      return new TraceWalk();
    }
  }

  /** A way of looking at the stack. */
  private interface Walk {
    @Nullable String nearest();
  }

  /** Java 8: the whole stack as an array. */
  private static final class TraceWalk implements Walk {
    @Override
    public @Nullable String nearest() {
      for (StackTraceElement frame : new Throwable().getStackTrace()) {
        if (isApplication(frame.getClassName())) {
          return name(frame.getClassName(), frame.getMethodName());
        }
      }
      return null;
    }
  }

  /** Java 9 and later: {@code StackWalker}, which reads only the frames that are asked for. */
  private static final class FrameWalk
      implements Walk, Function<BaseStream<?, ?>, @Nullable String> {
    FrameWalk() throws ReflectiveOperationException {
      if (!Frames.KNOWN) {
        throw new ClassNotFoundException("java.lang.StackWalker");
      }
    }

    @Override
    public @Nullable String nearest() {
      try {
        return (String) (Object) Frames.WALK.invokeExact((Function<?, ?>) this);
      } catch (Throwable e) {
        return null;
      }
    }

    @Override
    public @Nullable String apply(BaseStream<?, ?> frames) {
      Iterator<?> each = frames.iterator();
      try {
        for (int i = 0; i < MAX_FRAMES && each.hasNext(); i++) {
          Object frame = each.next();
          String name = (String) Frames.CLASS_NAME.invokeExact(frame);
          if (isApplication(name)) {
            return Caller.name(name, (String) Frames.METHOD_NAME.invokeExact(frame));
          }
        }
      } catch (Throwable e) {
        return null;
      }
      return null;
    }
  }

  /** Constants, so that the JIT compiles calls through them like any other. */
  private static final class Frames {
    /** False on Java 8. */
    static final boolean KNOWN;

    static final MethodHandle WALK;
    static final MethodHandle CLASS_NAME;
    static final MethodHandle METHOD_NAME;

    static {
      MethodHandle walk = MethodHandles.identity(Object.class);
      MethodHandle className = walk;
      MethodHandle methodName = walk;
      boolean known = false;
      try {
        Class<?> type = Class.forName("java.lang.StackWalker");
        Class<?> frame = Class.forName("java.lang.StackWalker$StackFrame");
        // Not publicLookup(), which may not find walk(): a method that looks at its caller.
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType ofFunction = MethodType.methodType(Object.class, Function.class);
        Object walker = type.getMethod("getInstance").invoke(null);
        MethodType text = MethodType.methodType(String.class);
        MethodType ofObject = MethodType.methodType(String.class, Object.class);
        className = lookup.findVirtual(frame, "getClassName", text).asType(ofObject);
        methodName = lookup.findVirtual(frame, "getMethodName", text).asType(ofObject);
        walk = lookup.findVirtual(type, "walk", ofFunction).bindTo(walker).asType(ofFunction);
        known = true;
      } catch (ReflectiveOperationException | RuntimeException e) {
        known = false;
      }
      KNOWN = known;
      WALK = walk;
      CLASS_NAME = className;
      METHOD_NAME = methodName;
    }
  }
}
