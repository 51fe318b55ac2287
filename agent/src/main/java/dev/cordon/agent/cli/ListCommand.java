package dev.cordon.agent.cli;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code list}: names the JVMs of this machine, and whether the agent is in them. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Names the JVMs of this machine that this user may attach to, with their main class or jar,"
            + " and whether Cordon is in them. Arguments of programs are not shown.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "1:the processes can't be listed", "2:the command line is wrong"})
final class ListCommand implements Callable<Integer> {
  private static final Path PROC = Paths.get("/proc");
  private static final int MOST = 100;

  private final Console console;

  ListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    try {
      Map<Long, String> found = Files.isDirectory(PROC.resolve("self")) ? ofProc() : ofTemporary();
      found.remove(ownPid());
      for (Map.Entry<Long, String> jvm : found.entrySet()) {
        console.out.println(jvm.getKey() + "  " + jvm.getValue());
      }
      console.out.flush();
      if (found.isEmpty()) {
        console.err.println("list: no JVM of this user runs here");
      }
      return ExitCode.OK;
    } catch (IOException e) {
      console.err.println("list: the processes can't be listed: " + Unreadable.why(e));
      return ExitCode.NOT;
    }
  }

  private static Map<Long, String> ofProc() throws IOException {
    Map<Long, String> found = new TreeMap<Long, String>();
    String own = String.valueOf(RemoteJvm.owner(PROC.resolve("self")));
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
      for (Path process : processes) {
        if (own.equals(RemoteJvm.owner(process)) && RemoteJvm.isJava(process)) {
          String words = RemoteJvm.commandLine(process);
          if (!words.isEmpty()) {
            String agent = holdsAgent(process) ? "cordon" : "-     ";
            found.put(
                Long.valueOf(process.getFileName().toString()),
                agent + "  " + shortened(main(words)));
          }
        }
      }
    }
    return found;
  }

  /** HotSpot and OpenJ9 leave a file for each JVM where there is no {@code /proc}. */
  private static Map<Long, String> ofTemporary() throws IOException {
    Map<Long, String> found = new TreeMap<Long, String>();
    Path temporary = Paths.get(System.getProperty("java.io.tmpdir"));
    String user = System.getProperty("user.name");
    for (String folder : new String[] {"hsperfdata_" + user, ".com_ibm_tools_attach"}) {
      Path files = temporary.resolve(folder);
      if (Files.isDirectory(files)) {
        try (DirectoryStream<Path> jvms = Files.newDirectoryStream(files, "[0-9]*")) {
          for (Path jvm : jvms) {
            found.put(Long.valueOf(jvm.getFileName().toString()), "?       (unknown)");
          }
        }
      }
    }
    return found;
  }

  /** The agent keeps its jar open from its first use on; -javaagent stands in the command line. */
  private static boolean holdsAgent(Path process) {
    if (RemoteJvm.commandLine(process).matches("(?s).*\n-javaagent:[^\n]*cordon[^\n]*\n.*")) {
      return true;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (Files.readSymbolicLink(file).toString().contains("cordon-agent")) {
          return true;
        }
      }
    } catch (IOException e) {
      return false; // it ended, or is not ours to look into
    }
    return false;
  }

  private static String shortened(String name) {
    return name.length() <= MOST ? name : name.substring(0, MOST) + "...";
  }

  /** Returns the main class or jar: the first word that is no option and no option's value. */
  private static String main(String words) {
    String[] all = words.trim().split("\n");
    for (int i = 1; i < all.length; i++) {
      if (all[i].equals("-jar") || all[i].equals("-m") || all[i].equals("--module")) {
        return i + 1 < all.length ? all[i + 1] : "(unknown)";
      }
      if (all[i].matches(
          "-cp|-classpath|--class-path|-p|--module-path|--add-(opens|exports|modules|reads)")) {
        i++;
      } else if (!all[i].startsWith("-") && !all[i].startsWith("@")) {
        return all[i];
      }
    }
    return "(unknown)";
  }

  private static long ownPid() {
    return Long.parseLong(ManagementFactory.getRuntimeMXBean().getName().replaceFirst("@.*", ""));
  }
}
