import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes cordon.1, the manual page, and cordon.bash, the completion, from what the agent's commands say of themselves.
 * Arguments: the agent's jar, the folder to write to, the version, the page's date.
 */
public final class ManPage {
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  +\\S");

  private ManPage() {}

  public static void main(String[] args) throws Exception {
    Path jar = Path.of(args[0]);
    Path folder = Files.createDirectories(Path.of(args[1]));
    StringBuilder page = new StringBuilder();
    page.append(".TH CORDON 1 \"").append(args[3], 0, 10).append("\" \"Cordon ").append(args[2]).append("\"\n");
    page.append(".SH NAME\ncordon \\- governs, redacts and records the AI calls of JVMs\n");
    page.append(".SH SYNOPSIS\n.B java \\-javaagent:cordon\\-agent.jar\n[=policy=FILE,log=LEVEL] ...\n.br\n.B cordon\ncommand [arguments]\n");
    String help = help(jar, "--help");
    section(page, "DESCRIPTION", help);
    List<String> commands = new ArrayList<>();
    Matcher command = COMMAND.matcher(help.substring(help.indexOf("Commands:")));
    while (command.find()) {
      commands.add(command.group(1));
    }
    for (String each : commands) {
      section(page, "cordon " + each, help(jar, each, "--help"));
    }
    page.append(".SH FILES\n/etc/cordon/cordon.yaml, the policy that the package brings\n");
    Files.writeString(folder.resolve("cordon.1"), page);
    Files.writeString(folder.resolve("cordon.bash"), help(jar, "completion"));
  }

  private static void section(StringBuilder page, String title, String text) {
    page.append(".SH \"").append(title).append("\"\n.nf\n");
    for (String line : text.strip().split("\n")) {
      String escaped = line.replace("\\", "\\\\").replace("-", "\\-");
      page.append(escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" : "").append(escaped).append('\n');
    }
    page.append(".fi\n");
  }

  private static String help(Path jar, String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(command + " failed");
    }
    return said;
  }
}
