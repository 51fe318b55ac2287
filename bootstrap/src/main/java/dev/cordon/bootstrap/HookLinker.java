package dev.cordon.bootstrap;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** Finds the code behind a hook. Implemented by the agent, in the agent's own class loader. */
public interface HookLinker {
  /**
   * Returns what a call site runs.
   *
   * @param caller the woven class's own lookup
   * @param site which of the hook's call sites, see {@link HookBootstrap}
   * @param type the type of the call site
   * @param result what the hooked method returns
   * @param hook the identifier that the weaver wrote into the call site
   * @return a handle that can be adapted to {@code type}, or null when the hook is to do nothing
   * @throws Throwable anything; {@link #failed} is called, and the call site does nothing for ever
   */
  @Nullable MethodHandle link(
      MethodHandles.Lookup caller, String site, MethodType type, Class<?> result, String hook)
      throws Throwable;

  /**
   * Is told that a call site could not be linked.
   *
   * @param caller the woven class
   * @param hook the identifier that the weaver wrote into the call site
   * @param fault why
   */
  void failed(Class<?> caller, String hook, Throwable fault);
}
