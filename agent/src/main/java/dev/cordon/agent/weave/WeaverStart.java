package dev.cordon.agent.weave;

import dev.cordon.bootstrap.HookBootstrap;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;

/** Starts the weaver. Thread-safe: called once, under the entry's lock. */
public final class WeaverStart {
  private WeaverStart() {}

  /**
   * Puts the bootstrap classes in place, then makes the weaver; in this order, because the weaver's
   * classes implement what the bootstrap loader holds.
   *
   * @param instrumentation the JVM's door
   * @return the transformer of target classes
   * @throws Exception when the bootstrap loader can't be reached
   */
  public static ClassFileTransformer start(Instrumentation instrumentation) throws Exception {
    BootstrapClasses.define(instrumentation);
    return Installed.transformer();
  }

  /** Linked after the bootstrap classes are there. */
  private static final class Installed {
    static ClassFileTransformer transformer() {
      HookRegistry registry = new HookRegistry();
      HookBootstrap.install(new AdviceLinker(registry));
      return new WeavingTransformer(registry);
    }
  }
}
