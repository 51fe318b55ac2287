package dev.cordon.bootstrap;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The bootstrap method of every woven call site. There are three kinds:
 *
 * <ul>
 *   <li>{@value #ENTER}, {@code (self, parameters…)Object[]}: null says "go on"; what else an array
 *       says is between the weaver and the hook
 *   <li>{@value #RETURN}, {@code (self, parameters…, R)R}, or {@code (self, parameters…)void}: gets
 *       the result and gives the one to return
 *   <li>{@value #THROW}, {@code (self, parameters…, Throwable)Object[]}: null says "throw it", an
 *       array holds the result to return instead
 * </ul>
 *
 * Static methods have no self.
 */
public final class HookBootstrap {
  /** The call site at a method's start. */
  public static final String ENTER = "onEnter";

  /** The call site before a return. */
  public static final String RETURN = "onReturn";

  /** The call site before a throwable leaves the method. */
  public static final String THROW = "onThrow";

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
   * @param caller the woven class's own lookup
   * @param site the kind of call site
   * @param type the type of the call site
   * @param hook the identifier that the weaver wrote
   * @param method the hooked method's type, of which the result counts
   * @return a constant call site, which the JIT can inline
   */
  public static CallSite link(
      MethodHandles.Lookup caller, String site, MethodType type, String hook, MethodType method) {
    return new ConstantCallSite(handle(caller, site, type, method.returnType(), hook));
  }

  /** Returns the advice, or a handle that does nothing. Never throws. */
  static MethodHandle handle(
      MethodHandles.Lookup caller, String site, MethodType type, Class<?> result, String hook) {
    HookLinker current = linker;
    if (current != null) {
      try {
        MethodHandle target = current.link(caller, site, type, result, hook);
        if (target != null) {
          return target.asType(type);
        }
      } catch (Throwable fault) {
        failed(caller.lookupClass(), hook, fault);
      }
    }
    return nothing(type);
  }

  /** Tells the linker of a fault. Never throws: the application goes on without the hook. */
  static void failed(Class<?> caller, String hook, Throwable fault) {
    HookLinker current = linker;
    if (current != null) {
      try {
        current.failed(caller, hook, fault);
      } catch (Throwable ignored) {
        return; // there is nobody left to tell
      }
    }
  }

  /** Says "go on", or returns the result that it was given. */
  static MethodHandle nothing(MethodType type) {
    Class<?> returned = type.returnType();
    int last = type.parameterCount() - 1;
    if (returned == Object[].class || returned == void.class) {
      MethodHandle constant = MethodHandles.constant(Object[].class, null);
      return MethodHandles.dropArguments(
          constant.asType(MethodType.methodType(returned)), 0, type.parameterList());
    }
    return MethodHandles.dropArguments(
        MethodHandles.identity(returned), 0, type.parameterList().subList(0, last));
  }
}
