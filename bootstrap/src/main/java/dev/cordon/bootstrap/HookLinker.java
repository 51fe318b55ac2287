package dev.cordon.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Finds the code behind a hook. Implemented by the agent, in the agent's own class loader. */
public interface HookLinker {
  /**
   * Returns the method that a hook runs.
   *
   * @param caller the woven class
   * @param type the type of the call site
   * @param hook the identifier that the weaver wrote into the call site
   * @return a handle that can be adapted to {@code type}, or null when the hook is to do nothing
   * @throws Throwable anything; the call site then does nothing for ever
   */
  @Nullable MethodHandle link(Class<?> caller, MethodType type, String hook) throws Throwable;
}
