package dev.cordon.agent.weave;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.boot.Instrumentations;
import dev.cordon.agent.host.AgentHost;
import dev.cordon.bootstrap.HookLinker;
import dev.cordon.instrumentation.Hook;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import org.jspecify.annotations.Nullable;

/** Links a woven call site to the advice of its hook. Thread-safe. */
final class AdviceLinker implements HookLinker {
  private final HookRegistry registry;
  private final InstrumentationLoaders loaders = new InstrumentationLoaders();

  AdviceLinker(HookRegistry registry) {
    this.registry = registry;
  }

  @Override
  public @Nullable MethodHandle link(Class<?> caller, MethodType type, String id) {
    try {
      AgentHost.install();
      Hook hook = registry.byId(id);
      String description = Instrumentations.description(HookRegistry.instrumentation(id));
      ClassLoader loader = loaders.of(description, caller.getClassLoader());
      // Initialised now, so that an advice that doesn't fit this version of the library is found
      // here and not in the middle of a call.
      Method advice = find(Class.forName(hook.adviceClass(), true, loader), hook.adviceMethod());
      return MethodHandles.lookup().unreflect(advice).asType(type);
    } catch (Throwable fault) {
      AgentLog.error(
          "could not link hook " + id + " in " + caller.getName() + ", its calls are not governed",
          fault);
      return null;
    }
  }

  private static Method find(Class<?> adviceClass, String name) throws NoSuchMethodException {
    for (Method method : adviceClass.getDeclaredMethods()) {
      if (method.getName().equals(name) && Modifier.isStatic(method.getModifiers())) {
        method.setAccessible(true);
        return method;
      }
    }
    throw new NoSuchMethodException(adviceClass.getName() + '.' + name);
  }
}
