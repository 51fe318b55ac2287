package dev.cordon.agent.audit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Iterator;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Finds the first class of the application on the stack: who makes the call. Thread-safe. */
final class Caller {
  private static final int MAX_FRAMES = 256;

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

  static boolean isApplication(String className) {
    return !Libraries.owns(className);
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
    private final Object walker;
    private final MethodHandle walk;
    private final MethodHandle className;
    private final MethodHandle methodName;

    FrameWalk() throws ReflectiveOperationException {
      Class<?> type = Class.forName("java.lang.StackWalker");
      Class<?> frame = Class.forName("java.lang.StackWalker$StackFrame");
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      walker = type.getMethod("getInstance").invoke(null);
      walk =
          lookup
              .findVirtual(type, "walk", MethodType.methodType(Object.class, Function.class))
              .bindTo(walker)
              .asType(MethodType.methodType(Object.class, Function.class));
      MethodType text = MethodType.methodType(String.class);
      MethodType ofObject = MethodType.methodType(String.class, Object.class);
      className = lookup.findVirtual(frame, "getClassName", text).asType(ofObject);
      methodName = lookup.findVirtual(frame, "getMethodName", text).asType(ofObject);
    }

    @Override
    public @Nullable String nearest() {
      try {
        return (String) (Object) walk.invokeExact((Function<?, ?>) this);
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
          String name = (String) className.invokeExact(frame);
          if (isApplication(name)) {
            return Caller.name(name, (String) methodName.invokeExact(frame));
          }
        }
      } catch (Throwable e) {
        return null;
      }
      return null;
    }
  }
}
