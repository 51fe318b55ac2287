package dev.cordon.agent.weave;

import dev.cordon.agent.boot.AgentLog;
import dev.cordon.agent.boot.Instrumentations;
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

  /** Throws what goes wrong: the caller counts and reports it, and the class stays as it is. */
  @Override
  @SuppressWarnings("NullAway") // the JVM passes null for the bootstrap loader
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    int instrumentation = Instrumentations.indexOf(name);
    List<WovenHook> hooks;
    try {
      hooks = registry.of(instrumentation, name);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(Instrumentations.name(instrumentation), e);
    }
    byte[] woven = HookWeaver.weave(classFile, hooks, CallShape.of(classFile, loader));
    if (woven == null) {
      AgentLog.warn("no method to hook in " + name + ": this version is not supported");
    } else if (AgentLog.isDebug()) {
      AgentLog.debug("hooked " + name + " in " + loader);
    }
    return woven;
  }
}
