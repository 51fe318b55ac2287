package dev.cordon.agent.audit;

import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Finds the first class of the application on the stack: who makes the call. Thread-safe. */
abstract class Caller {
  private static final int MAX_FRAMES = 256;

  /** Names of classes alone, so that no class is kept alive. */
  private static final Map<String, Boolean> APPLICATION = new ConcurrentHashMap<>();

  private static final int REMEMBERED = 2048;

  private Caller() {}

  /** Returns the way of looking that this JVM has. */
  static Caller make() {
    return Frames.WALKERS.length == 0 ? new TraceCaller() : new FrameCaller();
  }

  /**
   * Returns {@code class.method} of the nearest application frame, or null when there is none on
   * this stack.
   */
  abstract @Nullable String find();

  /** Tells whether only the frames that are asked for are read: on Java 9 and later. */
  boolean isLazy() {
    return this instanceof FrameCaller;
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

  /** Names the class that a class was generated for, such as that of a reference to a method. */
  private static String written(String className) {
    int generated = className.indexOf("$$");
    return generated > 0 ? className.substring(0, generated) : className;
  }

  /** Names a frame as its source does: no generated subclass, no body of a lambda. */
  static String name(String className, String methodName) {
    String type = written(className);
    String method = methodName;
    if (method.startsWith("lambda$")) {
      int end = method.lastIndexOf('$');
      method = end > 7 ? method.substring(7, end) : method;
    }
    return type + "." + method;
  }

  /** Java 8: the whole stack as an array. */
  private static final class TraceCaller extends Caller {
    @Override
    @Nullable String find() {
      for (StackTraceElement frame : new Throwable().getStackTrace()) {
        if (isApplication(frame.getClassName())) {
          return name(frame.getClassName(), frame.getMethodName());
        }
      }
      return null;
    }
  }

  /** Java 9 and later: {@code StackWalker}, which reads only the frames that are asked for. */
  private static final class FrameCaller extends Caller {
    /** What the JDK keeps for itself in a batch of frames, and the frame that is looked for. */
    private static final int SPARE = 3;

    /** How deep the last caller stood; threads overwrite each other's, it is a hint. */
    private int hint;

    @Override
    @Nullable String find() {
      try {
        Nearest nearest = new Nearest();
        Object walker = Frames.WALKERS[Math.min(hint + SPARE, Frames.MOST)];
        String name = (String) Frames.WALK.apply(walker, nearest);
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
          String name = written((String) Frames.CLASS_NAME.invokeExact(frame));
          if (isApplication(name)) {
            return name(name, (String) Frames.METHOD_NAME.invokeExact(frame));
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
    static final int MOST = 63;

    /**
     * By how many frames a walker reads at once; a frame more than needed costs some 200 ns. None
     * on Java 8.
     */
    static final Object[] WALKERS;

    /**
     * Walks. Compiled like {@code StackWalker::walk} in a source: called through a method handle, a
     * method that looks at its caller has seven frames of the JDK around it, which are read first.
     */
    static final BiFunction<Object, Object, @Nullable Object> WALK;

    static final MethodHandle CLASS_NAME;
    static final MethodHandle METHOD_NAME;

    static {
      BiFunction<Object, Object, @Nullable Object> walk = (walker, reads) -> null;
      MethodHandle className = MethodHandles.identity(Object.class);
      MethodHandle methodName = className;
      Object[] walkers = new Object[MOST + 1];
      try {
        Class<?> type = Class.forName("java.lang.StackWalker");
        Class<?> frame = Class.forName("java.lang.StackWalker$StackFrame");
        // Not publicLookup(), which may not find walk(): a method that looks at its caller.
        MethodHandles.Lookup lookup = MethodHandles.lookup();
        MethodType ofFunction = MethodType.methodType(Object.class, Function.class);
        MethodType text = MethodType.methodType(String.class);
        MethodType ofObject = MethodType.methodType(String.class, Object.class);
        className = lookup.findVirtual(frame, "getClassName", text).asType(ofObject);
        methodName = lookup.findVirtual(frame, "getMethodName", text).asType(ofObject);
        walk = walking(lookup, lookup.findVirtual(type, "walk", ofFunction));
        Method make = type.getMethod("getInstance", Set.class, int.class);
        // A reference to a library's method (client::call) leaves no other frame of its author.
        Set<Object> hidden = new HashSet<>();
        for (Object option : Class.forName("java.lang.StackWalker$Option").getEnumConstants()) {
          if (option.toString().equals("SHOW_HIDDEN_FRAMES")) {
            hidden.add(option);
          }
        }
        for (int i = 0; i < walkers.length; i++) {
          walkers[i] = make.invoke(null, hidden, Math.max(i, 1));
        }
      } catch (Throwable e) { // also what a method handle declares
        walkers = new Object[0];
      }
      WALKERS = walkers;
      WALK = walk;
      CLASS_NAME = className;
      METHOD_NAME = methodName;
    }

    @SuppressWarnings("unchecked") // of the type that was asked for
    private static BiFunction<Object, Object, @Nullable Object> walking(
        MethodHandles.Lookup lookup, MethodHandle walk) throws Throwable {
      return (BiFunction<Object, Object, @Nullable Object>)
          LambdaMetafactory.metafactory(
                  lookup,
                  "apply",
                  MethodType.methodType(BiFunction.class),
                  MethodType.genericMethodType(2),
                  walk,
                  walk.type())
              .getTarget()
              .invoke();
    }
  }
}
