package dev.cordon.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
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
    implements BiFunction<MethodHandles.Lookup, @Nullable Object[], @Nullable Object> {
  /** Hook, kind of call site, its descriptor, and one that returns what the method returns. */
  private static final int WORDS = 4;

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
   * @param caller the woven class's own lookup
   * @param call the call site in four words with a space between them: the hook's identifier, the
   *     kind of call site, its descriptor, and {@code ()R} with what the hooked method returns;
   *     then the operands
   * @return what the call site returns, boxed
   */
  @Override
  public @Nullable Object apply(MethodHandles.Lookup caller, @Nullable Object[] call) {
    String site = (String) call[0];
    @Nullable Object[] operands = Arrays.copyOfRange(call, 1, call.length);
    MethodHandle handle = HANDLES.get(caller.lookupClass()).get(site);
    if (handle == null) {
      handle = link(caller, site, operands.length);
    }
    try {
      return (Object) handle.invokeExact(operands);
    } catch (Throwable thrown) {
      // What passes the guard around advice is the application's.
      throw HookFunction.<RuntimeException>unchecked(thrown);
    }
  }

  private static MethodHandle link(MethodHandles.Lookup caller, String site, int operands) {
    MethodHandle handle =
        handle(caller, site.split(" ", WORDS), operands)
            .asType(MethodType.genericMethodType(operands))
            .asSpreader(Object[].class, operands);
    MethodHandle earlier = HANDLES.get(caller.lookupClass()).putIfAbsent(site, handle);
    return earlier == null ? handle : earlier;
  }

  private static MethodHandle handle(MethodHandles.Lookup caller, String[] words, int operands) {
    ClassLoader loader = caller.lookupClass().getClassLoader();
    MethodType type;
    Class<?> result;
    try {
      type = MethodType.fromMethodDescriptorString(words[2], loader);
      result = MethodType.fromMethodDescriptorString(words[3], loader).returnType();
    } catch (RuntimeException | LinkageError fault) { // a type that the loader can't find
      HookBootstrap.failed(caller.lookupClass(), words[0], fault);
      return HookBootstrap.nothing(untyped(words[1], words[3], operands));
    }
    return HookBootstrap.handle(caller, words[1], type, result, words[0]);
  }

  private static MethodType untyped(String site, String method, int operands) {
    MethodType generic = MethodType.genericMethodType(operands);
    boolean keepsResult = site.equals(HookBootstrap.RETURN) && !method.equals("()V");
    return keepsResult ? generic : generic.changeReturnType(Object[].class);
  }

  @SuppressWarnings("unchecked") // throws a checked exception where the compiler wants none
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }
}
