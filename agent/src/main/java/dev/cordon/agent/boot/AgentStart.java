package dev.cordon.agent.boot;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Starts the agent once, whatever asks for it and how often. */
final class AgentStart {
  private static boolean started;

  private AgentStart() {}

  /** Registers the transformer. Never throws: the application starts in any case. */
  static synchronized void start(@Nullable String arguments, Instrumentation instrumentation) {
    if (started) {
      AgentLog.info("already active: the second -javaagent or attach changes nothing");
      return;
    }
    started = true;
    try {
      AgentOptions options = AgentOptions.install(arguments);
      TargetTransformer transformer = new TargetTransformer(instrumentation);
      // Loaded before there is a transformer that would need it to let it be loaded.
      Instrumentations.size();
      instrumentation.addTransformer(transformer, true);
      transformer.retransformLoaded();
      if (options.mustBeChecked()) {
        PolicyCheck.inBackground();
      }
    } catch (Throwable fault) {
      AgentLog.error("the agent could not start, AI calls are not governed", fault);
    }
  }
}
