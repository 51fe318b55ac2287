package dev.cordon.agent.weave;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.boot.Instrumentations;
import dev.cordon.agent.host.OpenHooks;
import dev.cordon.weave.CallShape;
import dev.cordon.weave.HookException;
import dev.cordon.weave.HookWeaver;
import dev.cordon.weave.Woven;
import dev.cordon.weave.WovenHook;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Weaves the hooks of target classes. Made when the first of them appears. Thread-safe. */
final class WeavingTransformer implements ClassFileTransformer {
  private final HookRegistry registry;

  WeavingTransformer(HookRegistry registry) {
    this.registry = registry;
  }

  /**
   * Throws what else goes wrong: the caller counts and reports it, and the class stays as it is.
   */
  @Override
  @SuppressWarnings("NullAway") // the JVM passes null for the bootstrap loader
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    int instrumentation = Instrumentations.indexOf(name, classFile);
    if (instrumentation < 0) {
      return null; // of a Java that no instrumentation of this name is for
    }
    List<WovenHook> hooks;
    try {
      hooks = registry.of(instrumentation, name);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(Instrumentations.name(instrumentation), e);
    }
    Woven woven;
    try {
      woven = HookWeaver.weave(classFile, hooks, CallShape.of(classFile, loader));
    } catch (HookException e) { // its message tells whoever wrote the hook what is wrong
      AgentLog.error("could not hook " + name + ", it is not governed: " + e.getMessage());
      String why = String.valueOf(e.getMessage());
      OpenHooks.add(Instrumentations.name(instrumentation), name, loader, why);
      return null;
    }
    for (WovenHook missing : woven.missing()) {
      AgentLog.warn("no method for hook " + missing + " in " + name + ", " + kind(name));
      String methods = String.join(" or ", missing.hook().methodNames());
      OpenHooks.add(missing.id(), name, loader, "it has no method " + methods + " that fits");
    }
    if (woven.classFile() != null && AgentLog.isDebug()) {
      AgentLog.debug("hooked " + name + " in " + loader);
    }
    return woven.classFile();
  }

  private static String kind(String name) {
    return Instrumentations.prefix(name).isEmpty()
        ? "a version that is not supported"
        : "a relocated copy of another shape";
  }
}
