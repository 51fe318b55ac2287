package dev.cordon.agent.boot;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters the agent: {@code Premain-Class} and {@code Agent-Class} of the manifest.
 *
 * <p>The packaging marks this one class as a Java 5 class file, so that a JVM that is too old for
 * the rest says so in a sentence instead of an {@code UnsupportedClassVersionError}. It therefore
 * uses nothing that Java 5 doesn't have.
 */
public final class CordonAgent {
  private CordonAgent() {}

  /**
   * Starts the agent with {@code -javaagent}.
   *
   * @param arguments what follows the jar's name and {@code =}, or null
   * @param instrumentation the JVM's door
   */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /**
   * Starts the agent in a JVM that runs already.
   *
   * @param arguments the options given to the attach API, or null
   * @param instrumentation the JVM's door
   */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  private static void start(@Nullable String arguments, Instrumentation instrumentation) {
    String version = null;
    try {
      version = System.getProperty("java.specification.version");
    } catch (SecurityException e) {
      // A security manager that grants us nothing, on a Java that is new enough to say more of it.
    }
    if (isTooOld(version)) {
      System.err.println(
          "[cordon] error: Cordon needs Java 8 or newer, and this is Java "
              + version
              + ": the application starts without it, and its AI calls are not governed");
      return;
    }
    AgentStart.start(arguments, instrumentation);
  }

  /** Versions before 9 are called 1.x. */
  static boolean isTooOld(@Nullable String version) {
    return version != null && version.startsWith("1.") && version.compareTo("1.8") < 0;
  }
}
