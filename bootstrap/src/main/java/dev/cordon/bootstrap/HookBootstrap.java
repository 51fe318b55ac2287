package dev.cordon.bootstrap;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/** The bootstrap method of every woven call site. */
public final class HookBootstrap {
  /** The agent's linker; null until the agent has started. */
  private static volatile @Nullable HookLinker linker;

  private HookBootstrap() {}

  /**
   * Installs the linker that call sites ask from now on.
   *
   * @param newLinker the agent's linker
   */
  public static void install(HookLinker newLinker) {
    linker = newLinker;
  }

  /**
   * Links a call site; called once a call site by the JVM. Never throws: a hook that can't be
   * linked does nothing.
   *
   * @param caller the woven class
   * @param name {@code onEnter} or {@code onReturn}
   * @param type the type of the call site; {@code (…)Object} for an entry hook, {@code (self, R)R}
   *     for a return hook
   * @param hook the identifier that the weaver wrote
   * @return a constant call site, which the JIT can inline
   */
  public static CallSite link(
      MethodHandles.Lookup caller, String name, MethodType type, String hook) {
    return new ConstantCallSite(handle(caller.lookupClass(), name, type, hook));
  }

  /** Returns the advice, or a handle that does nothing. Never throws. */
  static MethodHandle handle(Class<?> caller, String name, MethodType type, String hook) {
    HookLinker current = linker;
    if (current != null) {
      try {
        MethodHandle target = current.link(caller, type, hook);
        if (target != null) {
          return target.asType(type);
        }
      } catch (Throwable ignored) {
        // The linker reports its own faults; the application goes on without the hook.
        return nothing(name, type);
      }
    }
    return nothing(name, type);
  }

  /** An entry hook that says "go on", or a return hook that returns what it was given. */
  private static MethodHandle nothing(String name, MethodType type) {
    if (name.equals("onReturn")) {
      return MethodHandles.dropArguments(
          MethodHandles.identity(type.returnType()), 0, type.parameterType(0));
    }
    return MethodHandles.dropArguments(
        MethodHandles.constant(type.returnType(), null), 0, type.parameterList());
  }
}
