package dev.cordon.agent.boot;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/** Starts the agent once, whatever asks for it and how often. */
final class AgentStart {
  private static boolean started;

  /**
   * What is needed later, while classes of the application load. Looked for only then, they would
   * be found behind its jars, and a thread that holds one of these, as the JDK does while it checks
   * a signed jar, would wait for another one that waits for the jar.
   */
  static final String[] NEEDED_LATER = {
    "AgentClassLoader",
    "AgentClassLoader$1",
    "AgentClassLoader$2",
    "InnerAgent",
    "NestedResource",
    "NestedResource$Connection",
    "PolicyCheck",
    "Rights",
    "TargetTransformer$1",
    "ZipRegion"
  };

  private static @Nullable TargetTransformer transformer;

  private AgentStart() {}

  /** Registers the transformer. Never throws: the application starts in any case. */
  static synchronized void start(@Nullable String arguments, Instrumentation instrumentation) {
    if (!Rights.suffice()) {
      // No AgentLog: it reads properties.
      System.err.println(
          "[cordon] error: a security manager is installed that does not trust the agent: the"
              + " application starts without it, and its AI calls are not governed; grant the code"
              + " base of the agent's jar java.security.AllPermission");
      return;
    }
    Inquiry inquiry =
        arguments != null && arguments.indexOf('/') > 0 && isAsked(arguments)
            ? Inquiry.in(arguments)
            : null;
    if (inquiry == null) {
      begin(arguments, instrumentation);
    } else if (inquiry.isDoctor()) {
      inquiry.answer(started ? doctor(instrumentation) : "not active: there is no Cordon in it\n");
    } else if (inquiry.isLimits()) {
      inquiry.answer(started ? limits() : "not active: there is no Cordon in it\n");
    } else if (started) {
      inquiry.answer("already active: 'doctor' tells how it is\n");
    } else {
      begin(inquiry.rest, instrumentation);
      inquiry.answer(attached());
    }
  }

  private static boolean isAsked(String arguments) {
    return arguments.contains("doctor=")
        || arguments.contains("limits=")
        || arguments.contains("attach=");
  }

  private static String doctor(Instrumentation instrumentation) {
    TargetTransformer active = transformer;
    try {
      return InnerAgent.doctor(instrumentation, active == null ? 0 : active.unnamed());
    } catch (Throwable fault) {
      return "active, but it can't tell how it is: " + fault.getClass().getName() + "\n";
    }
  }

  private static String limits() {
    try {
      return InnerAgent.limits();
    } catch (Throwable fault) {
      return "active, but it can't tell: " + fault.getClass().getName() + "\n";
    }
  }

  private static String attached() {
    String problem = AgentOptions.current().problem();
    return transformer == null
        ? "it could not start there; standard error says why\n"
        : problem == null ? "started\n" : "started, and refuses AI calls: " + problem + "\n";
  }

  private static void begin(@Nullable String arguments, Instrumentation instrumentation) {
    if (started) {
      AgentLog.info("already active: the second -javaagent or attach changes nothing");
      return;
    }
    started = true;
    try {
      AgentOptions options = AgentOptions.install(arguments);
      TargetTransformer made = new TargetTransformer(instrumentation);
      // Loaded before there is a transformer that would need it to let it be loaded.
      Instrumentations.size();
      loadWhatIsNeededLater();
      instrumentation.addTransformer(made, true);
      made.retransformLoaded();
      transformer = made;
      AgentLog.debug("waits for the first AI call");
      if (options.isPolicyMissing()) {
        // At once, and not in the background: a JVM that ends soon must say it too.
        AgentLog.error(
            "policy: "
                + options.policy()
                + ": there is no such file, or no permission to read it: AI calls are refused until"
                + " it can be read");
      } else if (options.mustBeChecked()) {
        PolicyCheck.inBackground();
      }
    } catch (Throwable fault) {
      AgentLog.error("the agent could not start, AI calls are not governed", fault);
    }
  }

  private static void loadWhatIsNeededLater() throws ClassNotFoundException {
    String name = AgentStart.class.getName();
    String ours = name.substring(0, name.lastIndexOf('.') + 1);
    for (String needed : NEEDED_LATER) {
      Class.forName(ours + needed, false, AgentStart.class.getClassLoader());
    }
  }
}
