package dev.cordon.weave;

import dev.cordon.instrumentation.DeliberateException;
import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.TakeOver;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The guard around advice: what advice throws is reported and forgotten, and so is a result that
 * doesn't fit. Public in nothing; its methods are targets of method handles.
 */
final class AdviceGuard {
  private static final MethodHandle FAULT = own("fault", void.class, Throwable.class);
  private static final MethodHandle REFUSES = own("refuses", boolean.class);
  private static final MethodHandle CHECKED = own("checked", Object.class, Object.class);
  private static final MethodHandle CHECKED_ARGUMENTS =
      own("checkedArguments", Object[].class, Class[].class, Object[].class);
  private static final MethodHandle ANSWER = own("answer", Object[].class, Object.class);
  private static final MethodHandle OUTCOME =
      own("outcome", Object.class, Object.class, Object.class);

  private final String where;
  private final Class<?> result;
  private final LinkedAdvice.Faults faults;

  /**
   * Makes one.
   *
   * @param where the advice, for reports
   * @param result what the hooked method returns
   * @param faults is told of what advice throws
   */
  AdviceGuard(String where, Class<?> result, LinkedAdvice.Faults faults) {
    this.where = where;
    this.result = result;
    this.faults = faults;
  }

  /** Guards {@code (…)Object} and makes it the {@code (…)Object[]} of a call site. */
  MethodHandle answering(MethodHandle advice, @Nullable MethodHandle refusing) {
    MethodHandle refusal = refusing == null ? null : checking(refusing);
    return MethodHandles.filterReturnValue(guarded(checking(advice), refusal), ANSWER.bindTo(this));
  }

  /** Guards {@code (…)Object[]}, which replaces arguments. */
  MethodHandle replacing(
      MethodHandle advice, @Nullable MethodHandle refusing, List<Class<?>> parameters) {
    MethodHandle check =
        MethodHandles.insertArguments(
            CHECKED_ARGUMENTS, 0, (Object) parameters.toArray(new Class<?>[0]));
    return guarded(
        MethodHandles.filterReturnValue(advice, check),
        refusing == null ? null : MethodHandles.filterReturnValue(refusing, check));
  }

  /** Guards {@code (…, R)R}, which replaces a result, or {@code (…)void}. */
  MethodHandle keeping(MethodHandle advice, @Nullable MethodHandle refusing) {
    MethodType erased = advice.type().erase();
    if (erased.returnType() == void.class) {
      return guarded(advice, refusing);
    }
    List<Class<?>> before = erased.parameterList().subList(0, erased.parameterCount() - 1);
    MethodHandle given = MethodHandles.identity(erased.returnType());
    return catching(advice, refusing, MethodHandles.dropArguments(given, 0, before));
  }

  /** Guards {@code (…, R)Object} and makes it {@code (…, R)R}; without R for void. */
  MethodHandle replacingResult(MethodHandle advice) {
    MethodHandle checked = guarded(checking(advice), null);
    List<Class<?>> parameters = checked.type().parameterList();
    boolean isVoid = result == void.class;
    MethodHandle bound = OUTCOME.bindTo(this);
    MethodHandle outcome = isVoid ? MethodHandles.insertArguments(bound, 1, (Object) null) : bound;
    MethodType type =
        isVoid
            ? MethodType.methodType(void.class, Object.class)
            : MethodType.methodType(result, Object.class, result);
    int before = isVoid ? parameters.size() : parameters.size() - 1;
    MethodHandle chosen =
        MethodHandles.dropArguments(outcome.asType(type), 1, parameters.subList(0, before));
    return MethodHandles.foldArguments(chosen, checked);
  }

  /** Returns what a variable of a type holds at first. */
  static @Nullable Object zero(Class<?> type) {
    return type.isPrimitive() && type != void.class
        ? Array.get(Array.newInstance(type, 1), 0)
        : null;
  }

  private MethodHandle checking(MethodHandle advice) {
    return MethodHandles.filterReturnValue(advice, CHECKED.bindTo(this));
  }

  /** Returns null, or nothing, after a fault. */
  private MethodHandle guarded(MethodHandle advice, @Nullable MethodHandle refusing) {
    MethodType erased = advice.type().erase();
    MethodHandle nothing =
        MethodHandles.constant(Object.class, null)
            .asType(MethodType.methodType(erased.returnType()));
    return catching(
        advice, refusing, MethodHandles.dropArguments(nothing, 0, erased.parameterList()));
  }

  /**
   * Reports what advice throws, and asks who may refuse the call then, if anybody and if policy
   * wants that; else gives what is to be returned instead.
   */
  private MethodHandle catching(
      MethodHandle advice, @Nullable MethodHandle refusing, MethodHandle instead) {
    MethodHandle otherwise = instead;
    if (refusing != null) {
      MethodHandle asked = catching(refusing.asType(instead.type()), instead);
      otherwise = MethodHandles.guardWithTest(REFUSES.bindTo(this), asked, instead);
    }
    return catching(advice.asType(instead.type()), otherwise).asType(advice.type());
  }

  /**
   * Reports what advice throws, and runs something else instead.
   *
   * <p>Through erased types: behind {@code catchException} the JDK keeps the last types that it was
   * asked for, and with an application's type its loader.
   */
  private MethodHandle catching(MethodHandle advice, MethodHandle instead) {
    MethodHandle handler =
        MethodHandles.foldArguments(
            MethodHandles.dropArguments(instead, 0, Throwable.class), FAULT.bindTo(this));
    return MethodHandles.catchException(advice, Throwable.class, handler);
  }

  @SuppressWarnings("unused") // REFUSES
  private boolean refuses() {
    try {
      return faults.refuses();
    } catch (Throwable unknown) {
      return true; // the stricter of the two
    }
  }

  @SuppressWarnings("unused") // FAULT
  private void fault(Throwable thrown) throws Throwable {
    if (thrown instanceof DeliberateException) {
      throw ((DeliberateException) thrown).thrown();
    }
    if (thrown instanceof InterruptedException) {
      Thread.currentThread().interrupt(); // the application waits for it, not we
    }
    try {
      faults.fault(where, thrown);
    } catch (Throwable ignored) {
      return; // a fault of who reports faults
    }
  }

  @SuppressWarnings("unused") // CHECKED
  private @Nullable Object checked(@Nullable Object advised) {
    boolean fits =
        advised == null
            || advised instanceof TakeOver
            || result == void.class
            || fits(result, advised == Hook.NOTHING ? null : advised);
    if (!fits) {
      throw new ClassCastException("advice returned no " + result.getName());
    }
    return advised;
  }

  private static boolean fits(Class<?> type, @Nullable Object value) {
    if (value == null || !type.isPrimitive()) {
      return value == null ? !type.isPrimitive() : type.isInstance(value);
    }
    return MethodType.methodType(type).wrap().returnType().isInstance(value);
  }

  @SuppressWarnings("unused") // CHECKED_ARGUMENTS
  private static Object @Nullable [] checkedArguments(
      Class<?>[] parameters, Object @Nullable [] advised) {
    if (advised != null && advised.length != parameters.length) {
      throw new IllegalArgumentException("advice returned another number of arguments");
    }
    for (int i = 0; advised != null && i < parameters.length; i++) {
      if (!fits(parameters[i], advised[i])) {
        throw new ClassCastException("advice returned no " + parameters[i].getName());
      }
    }
    return advised;
  }

  @SuppressWarnings("unused") // ANSWER
  private @Nullable Object @Nullable [] answer(@Nullable Object advised) throws Throwable {
    return advised == null ? null : new @Nullable Object[] {result(advised)};
  }

  @SuppressWarnings("unused") // OUTCOME
  private @Nullable Object outcome(@Nullable Object advised, @Nullable Object returned)
      throws Throwable {
    return advised == null ? returned : result(advised);
  }

  private @Nullable Object result(Object advised) throws Throwable {
    Object value = advised instanceof TakeOver ? ((TakeOver) advised).call() : advised;
    if (value == Hook.NOTHING || result == void.class) {
      value = null;
    }
    if (value == null ? !result.isPrimitive() || result == void.class : fits(result, value)) {
      return value;
    }
    // It took over: the call has been made and must not be made again.
    fault(new ClassCastException("the call that took over returned no " + result.getName()));
    return zero(result);
  }

  private static MethodHandle own(String name, Class<?> returned, Class<?>... parameters) {
    MethodType type = MethodType.methodType(returned, parameters);
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      return name.equals("checkedArguments")
          ? lookup.findStatic(AdviceGuard.class, name, type)
          : lookup.findVirtual(AdviceGuard.class, name, type);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }
}
