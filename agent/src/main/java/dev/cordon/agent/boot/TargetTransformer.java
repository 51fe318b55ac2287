package dev.cordon.agent.boot;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.PrivilegedAction;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Sees every class that the JVM loads, and lets all but the few targets pass at once. The first
 * target starts the weaver, behind {@link AgentClassLoader}.
 */
final class TargetTransformer implements ClassFileTransformer {
  private final Instrumentation instrumentation;
  private final AtomicInteger unnamed = new AtomicInteger();
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
      return Rights.own(
          new PrivilegedAction<byte @Nullable []>() {
            @Override
            public byte @Nullable [] run() {
              return weave(loader, name, redefined, domain, classFile);
            }
          });
    } catch (Throwable fault) {
      AgentLog.error("could not hook " + name + ", its AI calls are not governed", fault);
      open(Instrumentations.indexOf(name, classFile), name, loader, fault);
      return null;
    }
  }

  private void open(int index, String name, @Nullable ClassLoader loader, Throwable fault) {
    try {
      String why = "it could not be woven (" + fault.getClass().getName() + ")";
      InnerAgent.openHook(Instrumentations.name(index), name, loader, why);
    } catch (Throwable unreachable) { // as where the weaver could not start for that
      unnamed.incrementAndGet();
    }
  }

  @SuppressWarnings("NullAway") // as above
  private byte @Nullable [] weave(
      @Nullable ClassLoader loader,
      String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] classFile) {
    try {
      return isOwn(loader) ? null : weaver().transform(loader, name, redefined, domain, classFile);
    } catch (Exception e) {
      throw TargetTransformer.<RuntimeException>unchecked(e);
    }
  }

  @SuppressWarnings("unchecked") // throws a checked exception where the compiler wants none
  private static <T extends Throwable> T unchecked(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /**
   * Tells whether what a loader defines is the agent's: the loader itself is our own, or was
   * written by us. A library that we use is not governed, whatever it is called.
   */
  private static boolean isOwn(@Nullable ClassLoader loader) {
    return loader instanceof AgentClassLoader
        || (loader != null && loader.getClass().getClassLoader() instanceof AgentClassLoader);
  }

  /** Returns how many classes could not be woven of which nobody could be told. */
  int unnamed() {
    return unnamed.get();
  }

  /** Hooks targets that were loaded before the agent. */
  void retransformLoaded() {
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      String name = loaded.getName();
      if (!Instrumentations.mayBe(name)
          || Instrumentations.indexOf(name.replace('.', '/')) < 0
          || isOwn(loaded.getClassLoader())) {
        continue;
      }
      try {
        instrumentation.retransformClasses(loaded);
      } catch (Throwable fault) {
        AgentLog.error("could not hook the loaded " + name, fault);
        String internalName = name.replace('.', '/');
        int index = Instrumentations.indexOf(internalName);
        open(index, internalName, loaded.getClassLoader(), fault);
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
