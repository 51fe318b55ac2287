package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.it.harness.App;
import dev.cordon.it.harness.FatJar;
import dev.cordon.it.harness.Jdk;
import dev.cordon.it.harness.Libraries;
import dev.cordon.it.harness.Places;
import dev.cordon.it.harness.Program;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation says is true, and its commands work. */
class DocsIT {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");
  private static final Pattern CONSOLE = Pattern.compile("(?s)```console\n(.*?)```");

  private static final Pattern TEST =
      Pattern.compile("`([A-Z][a-z]\\w*(?:Test|IT|Scenarios|Properties|Contract))`");

  static Stream<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(List.of(Places.project().resolve("README.md")));
    try (Stream<Path> docs = Files.walk(Places.project().resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages.stream();
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsSomewhere(Path page) throws IOException {
    Matcher link = LINK.matcher(Files.readString(page));
    while (link.find()) {
      assertTrue(Files.exists(page.resolveSibling(link.group(1))), page + ": " + link.group(1));
    }
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyTestThatIsNamedIsThere(Path page) throws IOException {
    Matcher name = TEST.matcher(Files.readString(page));
    Set<String> missing = new TreeSet<>();
    while (name.find()) {
      missing.add(name.group(1) + ".java");
    }
    try (Stream<Path> files = Files.walk(Places.project())) {
      files.map(file -> file.getFileName().toString()).forEach(missing::remove);
    }
    assertEquals(Set.of(), missing, page.toString());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyCommandNamesAScriptThatExists(Path page) throws IOException {
    for (String command : commands(page)) {
      String word = command.replaceFirst("^([A-Z_]+=(\"[^\"]*\"|\\S+) )*", "").split(" ")[0];
      assertTrue(
          word.equals("java") || Files.isExecutable(Places.project().resolve(word)),
          page + ": " + command);
    }
  }

  @Test
  void theReadmesCommandsAreThese() throws IOException {
    // The first is the build that runs this test; the next tests run the others.
    assertEquals(
        List.of(
            "./mvnw -B verify",
            "java -javaagent:agent/target/cordon-agent.jar -jar app.jar",
            "./demo"),
        commands(Places.project().resolve("README.md")));
    String ci = Files.readString(Places.project().resolve(".ci/run"));
    assertTrue(ci.endsWith("\n./mvnw -B verify\nexec .ci/reproducible\n"), ci);
  }

  @Test
  void anApplicationStartsWithTheReadmesFlag() throws IOException {
    Program program = Program.of("okhttp", new Libraries("okhttp-4.12.0"));
    Path jar = FatJar.of(program, new Libraries("spring-boot-loader"));
    try (App app = App.of(program).on(Jdk.current()).launch("-jar", jar.toString()).start()) {
      assertEquals(0, app.stop());
      assertEquals(List.of(), app.err().matching(line -> line.contains("error")));
    }
  }

  @Test
  void theDemoShowsThatNothingLeftAndEndsWell() throws Exception {
    ProcessBuilder demo = new ProcessBuilder("./demo").directory(Places.project().toFile());
    demo.environment().put("COLUMNS", "120");
    demo.environment().put("JAVA_HOME", System.getProperty("java.home"));
    demo.redirectErrorStream(true);
    Process process = demo.start();
    process.getOutputStream().close();
    String shown = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), shown);
    assertEquals(0, process.exitValue(), shown);
    for (String part :
        List.of(
            "openai-java on OkHttp",
            "LangChain4j on java.net.http",
            "the program sent",
            "left the JVM",
            "the program got back",
            "gen_ai.",
            "EMAIL_")) {
      assertTrue(shown.contains(part), shown);
    }
    assertTrue(shown.lines().allMatch(line -> line.length() <= 120), shown);
  }

  @Test
  void theSupportedVersionsAreTheTestedOnes() throws IOException {
    String page = Files.readString(Places.project().resolve("docs/supported.md"));
    assertTrue(page.contains("| openai-java | " + String.join(", ", Matrix.OPENAI) + " |"), page);
    assertTrue(page.contains("| OkHttp | " + String.join(", ", Matrix.OKHTTP) + " |"), page);
    assertTrue(page.contains("| AWS SDK | " + String.join(", ", Matrix.AWS_SDK) + " |"), page);
    assertTrue(page.contains("| AWS SDK 1 | " + String.join(", ", Matrix.AWS_SDK1) + " |"), page);
    String sockets = "| Java-WebSocket | " + String.join(", ", Matrix.JAVA_WEBSOCKET) + " |";
    assertTrue(page.contains(sockets), page);
    String anthropic = "| anthropic-java | " + String.join(", ", Matrix.ANTHROPIC) + " |";
    assertTrue(page.contains(anthropic), page);
    for (List<String> versions : List.of(Matrix.APACHE5, Matrix.APACHE4)) {
      String row = "| Apache HttpClient | " + String.join(", ", versions) + " |";
      assertTrue(page.contains(row), page);
    }
  }

  @Test
  void everyNonBlockingClientThatIsTestedIsNamed() throws IOException {
    String page = Files.readString(Places.project().resolve("docs/supported.md"));
    Stream.concat(
            Stream.of(
                    Matrix.clients(),
                    Matrix.relocated(),
                    Matrix.mcp(),
                    Matrix.grpc(),
                    Matrix.stores())
                .flatMap(cells -> cells),
            Stream.of(Matrix.azureOpenAi(), Matrix.googleGenAiLive()))
        .map(Matrix::library)
        .forEach(
            library -> {
              int end = library.lastIndexOf(' ');
              String row = "| " + library.substring(0, end) + " | ";
              String version = library.substring(end + 1);
              assertTrue(
                  page.lines()
                      .filter(line -> line.startsWith(row))
                      .map(line -> List.of(line.substring(row.length()).split("[, ]+")))
                      .anyMatch(versions -> versions.contains(version)),
                  library);
            });
  }

  private static List<String> commands(Path page) throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher block = CONSOLE.matcher(Files.readString(page));
    while (block.find()) {
      block.group(1).lines().filter(line -> !line.isBlank()).forEach(commands::add);
    }
    return commands;
  }
}
