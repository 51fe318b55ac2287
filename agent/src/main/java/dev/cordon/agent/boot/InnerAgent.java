package dev.cordon.agent.boot;

import java.io.InputStream;
import java.io.PrintStream;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * The way from the entry classes to what is behind {@link AgentClassLoader}: by name, and with
 * types of the JDK. Loaded when it is needed first, which in most programs is never.
 */
final class InnerAgent {
  private InnerAgent() {}

  static ClassFileTransformer weaver(Instrumentation instrumentation) throws Exception {
    return (ClassFileTransformer)
        type("dev.cordon.agent.weave.WeaverStart")
            .getMethod("start", Instrumentation.class)
            .invoke(null, instrumentation);
  }

  static Runnable policyCheck() throws Exception {
    return (Runnable) type("dev.cordon.agent.host.PolicyStart").getConstructor().newInstance();
  }

  static void openHook(
      String instrumentation, String className, @Nullable ClassLoader loader, String why)
      throws Exception {
    type("dev.cordon.agent.host.OpenHooks")
        .getMethod("add", String.class, String.class, ClassLoader.class, String.class)
        .invoke(null, instrumentation, className, loader, why);
  }

  static String doctor(Instrumentation instrumentation, int faults) throws Exception {
    return (String)
        type("dev.cordon.agent.host.Doctor")
            .getMethod("report", Instrumentation.class, int.class)
            .invoke(null, instrumentation, faults);
  }

  static String limits() throws Exception {
    return (String) type("dev.cordon.agent.host.LimitReport").getMethod("report").invoke(null);
  }

  static int commandLine(String[] arguments) throws Exception {
    return (Integer)
        type("dev.cordon.agent.cli.Cli")
            .getMethod(
                "run", String[].class, InputStream.class, PrintStream.class, PrintStream.class)
            .invoke(null, arguments, System.in, System.out, System.err);
  }

  private static Class<?> type(String name) throws Exception {
    return Class.forName(name, true, AgentClassLoader.instance());
  }
}
