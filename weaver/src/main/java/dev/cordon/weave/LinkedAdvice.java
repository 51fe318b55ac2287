package dev.cordon.weave;

import dev.cordon.bootstrap.HookBootstrap;
import dev.cordon.instrumentation.Hook;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns an advice method into what a call site runs: binds the lookup, checks what advice returns,
 * and puts the guard around both. A {@code TakeOver} runs behind the guard.
 */
public final class LinkedAdvice {
  /** Is told of what advice throws. */
  public interface Faults {
    /**
     * Reports a fault of advice.
     *
     * @param where the advice
     * @param fault what it threw
     */
    void fault(String where, Throwable fault);

    /** Tells whether a call is to be refused that advice failed to judge. */
    default boolean refuses() {
      return false;
    }
  }

  private final Hook hook;
  private final MethodType type;
  private final Class<?> result;
  private final MethodHandle advice;
  private final @Nullable MethodHandle refusing;
  private final AdviceGuard guard;

  private LinkedAdvice(
      Hook hook,
      MethodType type,
      Class<?> result,
      MethodHandle advice,
      @Nullable MethodHandle refusing,
      AdviceGuard guard) {
    this.hook = hook;
    this.type = type;
    this.result = result;
    this.advice = advice;
    this.refusing = refusing;
    this.guard = guard;
  }

  /**
   * Links a call site.
   *
   * @param hook the hook
   * @param adviceClass the advice's class, as the hooked class is to see it
   * @param caller the hooked class's own lookup
   * @param site which of the hook's call sites, see {@link HookBootstrap}
   * @param type the call site's type
   * @param result what the hooked method returns
   * @param faults is told of what advice throws
   * @return a handle of the call site's type
   * @throws ReflectiveOperationException when the advice class lacks the method or has several
   * @throws RuntimeException when the method's parameters don't fit the call site
   */
  public static MethodHandle link(
      Hook hook,
      Class<?> adviceClass,
      MethodHandles.Lookup caller,
      String site,
      MethodType type,
      Class<?> result,
      Faults faults)
      throws ReflectiveOperationException {
    MethodHandle advice = find(adviceClass, hook.adviceMethod(), caller);
    String refusal = hook.refusalMethod();
    MethodHandle refusing = refusal == null ? null : find(adviceClass, refusal, caller);
    AdviceGuard guard =
        new AdviceGuard(adviceClass.getSimpleName() + '.' + hook.adviceMethod(), result, faults);
    return new LinkedAdvice(hook, type, result, advice, refusing, guard).handle(site);
  }

  private static MethodHandle find(Class<?> adviceClass, String name, MethodHandles.Lookup caller)
      throws ReflectiveOperationException {
    Method method = find(adviceClass, name);
    MethodHandle advice = MethodHandles.lookup().unreflect(method);
    return takesLookup(method) ? MethodHandles.insertArguments(advice, 0, caller) : advice;
  }

  private static Method find(Class<?> adviceClass, String name) throws NoSuchMethodException {
    Method found = null;
    for (Method method : adviceClass.getDeclaredMethods()) {
      if (method.getName().equals(name) && Modifier.isStatic(method.getModifiers())) {
        if (found != null) {
          throw new NoSuchMethodException(adviceClass.getName() + '.' + name + " is overloaded");
        }
        found = method;
      }
    }
    if (found == null) {
      throw new NoSuchMethodException(adviceClass.getName() + '.' + name);
    }
    found.setAccessible(true);
    return found;
  }

  private static boolean takesLookup(Method advice) {
    Class<?>[] parameters = advice.getParameterTypes();
    return parameters.length > 0 && parameters[0] == MethodHandles.Lookup.class;
  }

  private MethodHandle handle(String site) {
    switch (hook.kind()) {
      case ENTRY:
        MethodType asked = type.changeReturnType(Object.class);
        return guard.answering(advice.asType(asked), as(asked, refusing));
      case ARGUMENTS:
        return guard.replacing(advice.asType(type), as(type, refusing), parameters());
      case RETURN:
        return guard.keeping(advice.asType(type), as(type, refusing));
      case CONSTRUCTED:
        return guard.keeping(
            withFewerParameters(advice).asType(type),
            refusing == null ? null : withFewerParameters(refusing).asType(type));
      case EXIT:
        return site.equals(HookBootstrap.THROW) ? onThrow() : onReturn();
      default:
        throw new HookException(hook + " is of an unknown kind");
    }
  }

  /** Returns what advice may replace: the call site's parameters without the instance. */
  private List<Class<?>> parameters() {
    boolean hasSelf = !hook.isStatic() && !hook.isConstructor();
    List<Class<?>> parameters = type.parameterList();
    return hasSelf ? parameters.subList(1, parameters.size()) : parameters;
  }

  private static @Nullable MethodHandle as(MethodType asked, @Nullable MethodHandle refusing) {
    return refusing == null ? null : refusing.asType(asked);
  }

  private MethodHandle withFewerParameters(MethodHandle of) {
    int given = Math.min(of.type().parameterCount(), type.parameterCount());
    List<Class<?>> rest = type.parameterList().subList(given, type.parameterCount());
    return MethodHandles.dropArguments(of, given, rest);
  }

  private MethodHandle onReturn() {
    MethodType asked = type.appendParameterTypes(Throwable.class).changeReturnType(Object.class);
    @Nullable Throwable none = null;
    MethodHandle normal =
        MethodHandles.insertArguments(advice.asType(asked), type.parameterCount(), none);
    return guard.replacingResult(normal);
  }

  private MethodHandle onThrow() {
    MethodType asked = type.changeReturnType(Object.class);
    if (result == void.class) {
      return guard.answering(advice.asType(asked), null);
    }
    int place = type.parameterCount() - 1;
    MethodHandle thrown = advice.asType(asked.insertParameterTypes(place, result));
    return guard.answering(
        MethodHandles.insertArguments(thrown, place, AdviceGuard.zero(result)), null);
  }
}
