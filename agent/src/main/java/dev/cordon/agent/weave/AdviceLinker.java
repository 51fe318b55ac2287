package dev.cordon.agent.weave;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.boot.Instrumentations;
import dev.cordon.agent.host.AgentHost;
import dev.cordon.agent.host.OpenHooks;
import dev.cordon.bootstrap.HookLinker;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Hook;
import dev.cordon.weave.LinkedAdvice;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.security.AccessController;
import java.security.PrivilegedActionException;
import java.security.PrivilegedExceptionAction;

/** Links a woven call site to the advice of its hook. Thread-safe. */
final class AdviceLinker implements HookLinker {
  private final HookRegistry registry;
  private final InstrumentationLoaders loaders = new InstrumentationLoaders();

  AdviceLinker(HookRegistry registry) {
    this.registry = registry;
  }

  @Override
  public MethodHandle link(
      MethodHandles.Lookup caller, String site, MethodType type, Class<?> result, String id)
      throws Exception {
    try {
      // The application that runs into the call site is on the stack.
      return AccessController.doPrivileged(
          new PrivilegedExceptionAction<MethodHandle>() {
            @Override
            public MethodHandle run() throws ReflectiveOperationException {
              return linked(caller, site, type, result, id);
            }
          });
    } catch (PrivilegedActionException e) {
      throw e.getException();
    }
  }

  private MethodHandle linked(
      MethodHandles.Lookup caller, String site, MethodType type, Class<?> result, String id)
      throws ReflectiveOperationException {
    AgentHost.install();
    Hook hook = registry.byId(id);
    String description = Instrumentations.description(HookRegistry.instrumentation(id));
    Class<?> hooked = caller.lookupClass();
    String prefix = Instrumentations.prefix(hooked.getName().replace('.', '/'));
    ClassLoader loader = loaders.of(description, prefix, hooked.getClassLoader());
    // Initialised now, so that an advice that doesn't fit this version of the library is found
    // here and not in the middle of a call.
    Class<?> advice = Class.forName(hook.adviceClass(), true, loader);
    return LinkedAdvice.link(hook, advice, caller, site, type, result, new Faults(hooked, id));
  }

  @Override
  public void failed(Class<?> caller, String id, Throwable fault) {
    AgentLog.error(
        "could not link hook " + id + " in " + caller.getName() + ", its calls are not governed",
        fault);
    open(caller, id, fault);
  }

  private static void open(Class<?> caller, String id, Throwable fault) {
    String why = "its advice does not fit (" + fault.getClass().getName() + ")";
    OpenHooks.add(id, caller.getName(), caller.getClassLoader(), why);
  }

  /** What one call site's advice throws. Thread-safe. */
  private static final class Faults implements LinkedAdvice.Faults {
    private final Class<?> caller;
    private final String id;
    private volatile boolean open;

    Faults(Class<?> caller, String id) {
      this.caller = caller;
      this.id = id;
    }

    @Override
    public void fault(String where, Throwable fault) {
      Cordon.fault(where, fault);
      if (!open
          && (fault instanceof LinkageError || fault instanceof ReflectiveOperationException)) {
        open = true; // a member that this version of the library doesn't have
        open(caller, id, fault);
      }
    }

    @Override
    public boolean refuses() {
      return Cordon.refuseOnFault();
    }
  }
}
