package dev.cordon.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a woven method calls that can't have an {@code invokedynamic} call site: its class file is
 * too old, or its loader hides this package. The method finds this class by name in the bootstrap
 * loader and knows it as a {@link BiFunction} only. Stateless but for the linked handles, which
 * each hooked class holds itself, so that nothing here keeps an application's loader alive.
 */
public final class HookFunction
    implements BiFunction<Class<?>, @Nullable Object[], @Nullable Object> {
  private static final int OPERANDS = 2;

  private static final ClassValue<Map<String, MethodHandle>> HANDLES =
      new ClassValue<Map<String, MethodHandle>>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> hooked) {
          return new ConcurrentHashMap<String, MethodHandle>(4);
        }
      };

  /** Made by woven code for each call. */
  public HookFunction() {}

  /**
   * Runs a hook.
   *
   * @param hooked the woven class
   * @param call the hook's identifier, {@code onEnter} or {@code onReturn}, then the operands
   * @return what the advice answers; null for "go on" when it is an entry hook
   */
  @Override
  public @Nullable Object apply(Class<?> hooked, @Nullable Object[] call) {
    String hook = (String) call[0];
    String name = (String) call[1];
    @Nullable Object[] operands = Arrays.copyOfRange(call, OPERANDS, call.length);
    MethodHandle handle = HANDLES.get(hooked).get(hook);
    if (handle == null) {
      handle = link(hooked, name, hook, operands.length);
    }
    try {
      return (Object) handle.invokeExact(operands);
    } catch (Throwable thrown) {
      // What advice throws is the application's: it took the call over.
      throw HookFunction.<RuntimeException>unchecked(thrown);
    }
  }

  private static MethodHandle link(Class<?> hooked, String name, String hook, int operands) {
    MethodHandle handle =
        HookBootstrap.handle(hooked, name, MethodType.genericMethodType(operands), hook)
            .asSpreader(Object[].class, operands);
    MethodHandle earlier = HANDLES.get(hooked).putIfAbsent(hook, handle);
    return earlier == null ? handle : earlier;
  }

  @SuppressWarnings("unchecked") // throws a checked exception where the compiler wants none
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
