package dev.cordon.agent.cli;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.Paths;
import net.bytebuddy.agent.ByteBuddyAgent;
import org.jspecify.annotations.Nullable;

/**
 * Another JVM of this machine, reached by the attach mechanism of HotSpot and OpenJ9: the JDK's own
 * where this Java has it, Byte Buddy's emulation otherwise. Immutable.
 */
final class RemoteJvm {
  private static final Path PROC = Paths.get("/proc");

  private final long pid;

  private RemoteJvm(long pid) {
    this.pid = pid;
  }

  /** The other JVM can't be reached; the message says why, and what to do. */
  static final class Unreachable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreachable(String message) {
      super(message);
    }
  }

  /**
   * Returns a JVM.
   *
   * @throws Unreachable when there is no such process, or it is somebody else's
   */
  static RemoteJvm of(long pid) throws Unreachable {
    Path process = PROC.resolve(Long.toString(pid));
    if (Files.isDirectory(PROC.resolve("self"))) {
      if (!Files.isDirectory(process)) {
        throw new Unreachable("there is no such process; 'list' names the JVMs");
      }
      String owner = owner(process);
      String own = owner(PROC.resolve("self").toAbsolutePath());
      if (owner != null && own != null && !owner.equals(own)) {
        throw new Unreachable(
            "it runs as " + owner + ", and this command as " + own + ": run it as " + owner);
      }
      if (!isJava(process)) {
        throw new Unreachable("this process is no JVM; 'list' names the JVMs");
      }
      if (commandLine(process).contains("-XX:+DisableAttachMechanism")) {
        throw new Unreachable(DISABLED);
      }
    }
    return new RemoteJvm(pid);
  }

  private static final String DISABLED =
      "it was started with -XX:+DisableAttachMechanism: start it anew without that, or with -javaagent";

  /**
   * Loads this jar there as an agent, and returns when it has done what the arguments ask.
   *
   * @throws Unreachable when it can't be
   */
  void load(String arguments) throws Unreachable {
    File jar = jar();
    try {
      ByteBuddyAgent.attach(jar, Long.toString(pid), arguments);
    } catch (RuntimeException e) {
      throw new Unreachable(reason(e));
    }
  }

  private static String reason(Throwable fault) {
    StringBuilder said = new StringBuilder();
    for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
      said.append(cause.getClass().getSimpleName())
          .append(' ')
          .append(cause.getMessage())
          .append(' ');
    }
    String text = said.toString();
    if (text.contains("EnableDynamicAgentLoading") || text.contains("Dynamic agent loading")) {
      return "it was started with -XX:-EnableDynamicAgentLoading: start it anew without that, or with -javaagent";
    }
    if (text.contains("AgentInitializationException") || text.contains("AgentLoadException")) {
      return "it could not load the agent; its standard error says why";
    }
    if (text.contains("DisableAttachMechanism") || text.contains("not respond")) {
      return "it does not answer: it hangs, is no JVM, or lets nobody attach (-XX:+DisableAttachMechanism)";
    }
    if (text.contains("No such process")) {
      return "there is no such process; 'list' names the JVMs";
    }
    if (text.contains("No compatible attachment provider")) {
      return "this Java can't attach on this machine: run the command with a JDK";
    }
    return "it can't be reached (" + root(fault) + ")";
  }

  private static String root(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName()
        + (root.getMessage() == null ? "" : ": " + root.getMessage());
  }

  private static File jar() throws Unreachable {
    try {
      return new File(RemoteJvm.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException | IllegalArgumentException e) {
      throw new Unreachable("the agent's jar is no local file");
    }
  }

  static @Nullable String owner(Path process) {
    try {
      return Files.getOwner(process.toRealPath(), LinkOption.NOFOLLOW_LINKS).getName();
    } catch (IOException | UnsupportedOperationException e) {
      return null;
    }
  }

  /**
   * Tells by the libraries that a process has loaded; a process that can't be looked into is one.
   */
  static boolean isJava(Path process) {
    try {
      String maps =
          new String(Files.readAllBytes(process.resolve("maps")), StandardCharsets.ISO_8859_1);
      return maps.contains("libjvm.so") || maps.contains("libj9vm");
    } catch (IOException e) {
      return !Files.exists(process.resolve("maps"));
    }
  }

  /** Returns a process's words, each behind a line feed. */
  static String commandLine(Path process) {
    try {
      byte[] bytes = Files.readAllBytes(process.resolve("cmdline"));
      return "\n" + new String(bytes, StandardCharsets.UTF_8).replace('\0', '\n');
    } catch (IOException e) {
      return "";
    }
  }
}
