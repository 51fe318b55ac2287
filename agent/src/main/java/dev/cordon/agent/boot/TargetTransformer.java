package dev.cordon.agent.boot;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class that the JVM loads, and lets all but the few targets pass at once. The first
 * target starts the weaver, behind {@link AgentClassLoader}.
 */
final class TargetTransformer implements ClassFileTransformer {
  private final Instrumentation instrumentation;
  private final AtomicInteger faults = new AtomicInteger();
  private volatile @Nullable ClassFileTransformer weaver;

  TargetTransformer(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
  }

  // The JVM may pass a null name and a null loader, whatever the interface's annotations say.
  @Override
  @SuppressWarnings("NullAway")
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    if (name == null || Instrumentations.indexOf(name) < 0) {
      return null;
    }
    try {
      return weaver().transform(loader, name, redefined, domain, classFile);
    } catch (Throwable fault) {
      faults.incrementAndGet();
      AgentLog.error("could not hook " + name + ", its AI calls are not governed", fault);
      return null;
    }
  }

  /** Returns how many classes could not be woven. */
  int faults() {
    return faults.get();
  }

  /** Hooks targets that were loaded before the agent. */
  void retransformLoaded() {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName();
      if (!Instrumentations.isLengthOfTarget(name.length())
          || Instrumentations.indexOf(name.replace('.', '/')) < 0) {
        continue;
      }
      try {
        instrumentation.retransformClasses(loaded);
      } catch (Throwable fault) {
        faults.incrementAndGet();
        AgentLog.error("could not hook the loaded " + name, fault);
      }
    }
  }

  private ClassFileTransformer weaver() throws Exception {
    ClassFileTransformer existing = weaver;
    return existing == null ? startWeaver() : existing;
  }

  private synchronized ClassFileTransformer startWeaver() throws Exception {
    ClassFileTransformer started = weaver;
    if (started == null) {
      started = InnerAgent.weaver(instrumentation);
      weaver = started;
    }
    return started;
  }
}
