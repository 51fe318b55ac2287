package dev.cordon.agent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.engine.detect.scan.Scanners;
import dev.cordon.engine.policy.Policy;
import dev.cordon.testing.Await;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** {@code scan} as a gate of a pipeline. */
class ScanGateTest {
  private static final String MAIL = "write to ada@example.com\n";

  private final Commands commands = new Commands();

  @TempDir Path folder;

  @Test
  void theExitCodeTellsCleanFromNotCleanFromNotScanned() throws Exception {
    Path clean = write("clean.txt", "nothing here\n");
    Path dirty = write("dirty.txt", MAIL);
    assertEquals(0, scan("--exit-code", clean));
    assertEquals(1, scan("--exit-code", clean, dirty));
    assertEquals(2, scan("--exit-code", dirty, folder.resolve("absent")));
    assertEquals(0, scan(dirty));
    assertEquals(1, commands.in("{\"text\":\"ada@example.com\"}").run("scan --jsonl --exit-code"));
    assertEquals(0, commands.in("{\"text\":\"x\"}").run("scan --jsonl --exit-code"));
  }

  @Test
  void inAFolderBinaryFilesLinksAndGitsOwnFilesArePassedOver() throws Exception {
    write("a/text.txt", MAIL);
    write("a/program.bin", "\0\1" + MAIL);
    write(".git/config", MAIL);
    Files.createSymbolicLink(folder.resolve("round"), folder);
    assertEquals(1, scan("--exit-code", folder));
    assertEquals(List.of("a/text.txt"), files());
  }

  @Test
  void whatGitIgnoresIsWhatIsPassedOver() throws Exception {
    write(
        ".gitignore",
        """
        # a comment
        *.log
        !keep.log
        /build/
        doc/*.txt
        **/gen/**
        a?c
        [xy].md
        trailing\\
        \\#file
        foo/**/bar
        """);
    write("sub/.gitignore", "!again.log\nlocal*\n/only-here\n");
    String[] names = {
      "a.log",
      "keep.log",
      "sub/again.log",
      "sub/b.log",
      "build/x",
      "sub/build/x",
      "doc/a.txt",
      "doc/b/a.txt",
      "sub/doc/a.txt",
      "gen/a",
      "z/gen/b/c",
      "abc",
      "sub/abc",
      "abbc",
      "x.md",
      "z.md",
      "sub/local.txt",
      "local.txt",
      "sub/only-here",
      "sub/deep/only-here",
      "#file",
      "foo/bar",
      "foo/q/r/bar",
      "q/foo/bar",
      "build.txt",
      "only-here"
    };
    for (String name : names) {
      write(name, MAIL);
    }
    git("init", "-q");
    List<String> expected =
        git("ls-files", "--cached", "--others", "--exclude-standard")
            .lines()
            .filter(name -> !name.endsWith(".gitignore"))
            .map(name -> name.replace("\"", ""))
            .sorted()
            .toList();
    assertTrue(expected.size() > 8, expected.toString());
    scan(folder);
    assertEquals(expected, files());
    scan(folder.resolve("sub"));
    List<String> inSub = expected.stream().filter(name -> name.startsWith("sub/")).toList();
    assertEquals(inSub, files(), "rules of the folders above count too");
    scan("--no-ignore", folder);
    assertEquals(names.length, files().size());
  }

  @Test
  void aBaselinePassesOverWhatWasKnownAndNothingElse() throws Exception {
    Path file = write("known.txt", MAIL);
    Path baseline = folder.resolve("baseline.json");
    assertEquals(1, scan("--exit-code", "--write-baseline=" + baseline, file));
    assertFalse(Files.readString(baseline).contains("ada"), Files.readString(baseline));
    assertEquals(0, scan("--exit-code", "--baseline=" + baseline, file));
    write("known.txt", "moved down\n\n" + MAIL);
    assertEquals(0, scan("--exit-code", "--baseline=" + baseline, file));
    write("known.txt", MAIL + MAIL);
    assertEquals(1, scan("--exit-code", "--baseline=" + baseline, file), "once more of it");
    write("known.txt", MAIL.replace("ada", "grace.hopper"));
    assertEquals(1, scan("--exit-code", "--baseline=" + baseline, file), "another value");
    assertEquals(1, scan("--exit-code", "--baseline=" + baseline, write("b.txt", MAIL)));
    Files.writeString(baseline, "{}");
    assertEquals(2, scan("--exit-code", "--baseline=" + baseline, file));
  }

  @Test
  void sarifNamesFileLineAndColumnAndNoValue() throws Exception {
    write("with space.txt", "é " + MAIL);
    scan("--format=sarif", folder);
    JsonNode run = new ObjectMapper().readTree(commands.out()).get("runs").get(0);
    assertEquals("Cordon", run.at("/tool/driver/name").asText());
    JsonNode result = run.at("/results/0");
    assertEquals("email_address", result.get("ruleId").asText());
    assertEquals("email_address", run.at("/tool/driver/rules/0/id").asText());
    JsonNode place = result.at("/locations/0/physicalLocation");
    assertTrue(place.at("/artifactLocation/uri").asText().endsWith("with%20space.txt"));
    assertEquals(12, place.at("/region/startColumn").asInt());
    assertFalse(commands.out().contains("ada@"), commands.out());
    commands.in("nothing").run("scan --format=sarif");
    assertEquals(0, new ObjectMapper().readTree(commands.out()).at("/runs/0/results").size());
  }

  @Test
  void junitHasATestThatFailsForEachFinding() throws Exception {
    scan("--format=junit", write("<a&b>\".txt", MAIL));
    Element suite = junit();
    assertEquals("1", suite.getAttribute("failures"));
    Element failure = (Element) suite.getElementsByTagName("failure").item(0);
    assertEquals("email_address", failure.getAttribute("type"));
    assertTrue(failure.getAttribute("message").contains("<a&b>\".txt:1:10"));
    assertFalse(commands.out().contains("ada@"), commands.out());
    commands.in("nothing").run("scan --format=junit");
    assertEquals("0", junit().getAttribute("failures"));
    assertEquals(1, junit().getElementsByTagName("testcase").getLength());
  }

  @Test
  void columnsOfALineThatHoldsManyFindingsCostNoMoreThanTheLineIsLong() throws Exception {
    long small = steps(2_000);
    long large = steps(4_000);
    assertTrue(large <= 2.1 * small, small + " steps, and " + large + " for twice the line");
  }

  private static long steps(int findings) throws Exception {
    PrintStream none =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    PlainScan scan =
        new PlainScan(
            Scanners.standard(),
            Policy.safeDefault(),
            40,
            new Baseline(),
            FindingWriter.of(ScanCommand.Format.text, false, false, none));
    byte[] line = "mail ada@example.com, é ".repeat(findings).getBytes(StandardCharsets.UTF_8);
    scan.run("-", new ByteArrayInputStream(line));
    assertEquals(findings, scan.found());
    return scan.columnSteps();
  }

  private int scan(Object... arguments) {
    return commands.run(
        "scan", Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
  }

  private List<String> files() {
    return commands
        .out()
        .lines()
        .map(line -> line.replaceFirst(":\\d+:\\d+ .*", ""))
        .map(line -> folder.relativize(Path.of(line)).toString())
        .distinct()
        .sorted()
        .toList();
  }

  private Path write(String name, String text) throws Exception {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private String git(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(List.of(arguments));
    Process git =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    return Await.output(git);
  }

  private Element junit() throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(commands.out().getBytes(StandardCharsets.UTF_8)))
        .getDocumentElement();
  }
}
