package dev.cordon.agent.audit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
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
  private static final class FrameWalk implements Walk {
    /** What the JDK keeps for itself in a batch of frames, and room for a stack that varies. */
    private static final int SPARE = 3;

    /** How deep the last caller stood; threads overwrite each other's, it is a hint. */
    private int hint;

    FrameWalk() throws ReflectiveOperationException {
      if (Frames.WALKERS.length == 0) {
        throw new ClassNotFoundException("java.lang.StackWalker");
      }
    }

    @Override
    public @Nullable String nearest() {
      try {
        Nearest nearest = new Nearest();
        Object walker = Frames.walker(hint + SPARE);
        String name = (String) (Object) Frames.WALK.invokeExact(walker, (Function<?, ?>) nearest);
        hint = nearest.depth;
        return name;
      } catch (Throwable e) {
        return null;
      }
    }
  }

  /** Reads one stack. */
  private static final class Nearest implements Function<BaseStream<?, ?>, @Nullable String> {
    int depth;

    @Override
    public @Nullable String apply(BaseStream<?, ?> frames) {
      Iterator<?> each = frames.iterator();
      try {
        for (; depth < MAX_FRAMES && each.hasNext(); depth++) {
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
    /** How many frames a walker of each size reads at once; a frame costs some 200 ns. */
    private static final int STEP = 4;

    /** Walkers of one step, two steps, and so on; none on Java 8. */
    static final Object[] WALKERS;

    static final MethodHandle WALK;
    static final MethodHandle CLASS_NAME;
    static final MethodHandle METHOD_NAME;

    static {
      MethodHandle walk = MethodHandles.identity(Object.class);
      MethodHandle className = walk;
      MethodHandle methodName = walk;
      Object[] walkers = new Object[16];
      try {
        Class<?> type = Class.forName("java.lang.StackWalker");
        Class<?> frame = Class.forName("java.lang.StackWalker$StackFrame");
        // Not publicLookup(), which may not find walk(): a method that looks at its caller.
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType ofFunction = MethodType.methodType(Object.class, Object.class, Function.class);
        MethodType text = MethodType.methodType(String.class);
        MethodType ofObject = MethodType.methodType(String.class, Object.class);
        className = lookup.findVirtual(frame, "getClassName", text).asType(ofObject);
        methodName = lookup.findVirtual(frame, "getMethodName", text).asType(ofObject);
        walk =
            lookup
                .findVirtual(type, "walk", MethodType.methodType(Object.class, Function.class))
                .asType(ofFunction);
        Method make = type.getMethod("getInstance", Set.class, int.class);
        for (int i = 0; i < walkers.length; i++) {
          walkers[i] = make.invoke(null, Collections.emptySet(), STEP * (i + 1));
        }
      } catch (ReflectiveOperationException | RuntimeException e) {
        walkers = new Object[0];
      }
      WALKERS = walkers;
      WALK = walk;
      CLASS_NAME = className;
      METHOD_NAME = methodName;
    }

    /** Returns a walker that reads at least so many frames at once, or the largest. */
    static Object walker(int frames) {
      return WALKERS[Math.min(frames / STEP, WALKERS.length - 1)];
    }
  }
}
