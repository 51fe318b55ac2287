package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.activation.PolicyScanners;
import dev.cordon.engine.detect.ExternalDetector;
import dev.cordon.engine.detect.Findings;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Detectors of the user's own, in a jar that is compiled for this test. */
class DetectorReaderTest {
  private static final String DETECTORS =
      """
      package plugged;

      import dev.cordon.engine.detect.ExternalDetector;

      public class %s implements ExternalDetector {
        public String name() {
          return "%s";
        }

        public void find(byte[] utf8, String key, Spans into) throws Exception {
          %s
        }
      }
      """;

  @TempDir static Path folder;
  private final PolicyContext context = new PolicyContext(Map.of(), Set.of(), Set.of());

  @BeforeAll
  static void makeJar() throws Exception {
    detector("Model", "model", "into.found(\"custom.ship\", 4, 9, 80);");
    detector("Broken", "broken", "throw new IllegalStateException(\"no model\");");
    detector("Slow", "slow", "into.found(\"custom.late\", 0, 1, 80); Thread.sleep(600_000);");
    detector(
        "Cramped",
        "cramped",
        "into.found(\"custom.loader\", 0, see(), 80); } private static int see() {"
            + " try { Class.forName(\"dev.cordon.engine.policy.Policy\"); return 2; }"
            + " catch (ClassNotFoundException e) { return 1; }");
    detector(
        "Told",
        "told",
        "into.found(type, 0, 1, 80); } private String type = \"custom.untold\";"
            + " public void configure(java.util.Map<String, String> settings) {"
            + " if (settings.containsKey(\"wrong\")) {"
            + " throw new IllegalArgumentException(\"wrong must not be there\"); }"
            + " type = settings.getOrDefault(\"type\", type);");
    Path services = folder.resolve("META-INF/services");
    Files.createDirectories(services);
    Files.writeString(
        services.resolve(ExternalDetector.class.getName()),
        "plugged.Model\nplugged.Broken\nplugged.Slow\nplugged.Cramped\nplugged.Told\n");
    try (OutputStream file = Files.newOutputStream(folder.resolve("detectors.jar"));
        JarOutputStream jar = new JarOutputStream(file);
        var files = Files.walk(folder)) {
      for (Path path : files.filter(path -> !path.toString().endsWith(".jar")).toList()) {
        if (Files.isRegularFile(path) && !path.toString().endsWith(".java")) {
          jar.putNextEntry(new JarEntry(folder.relativize(path).toString()));
          Files.copy(path, jar);
        }
      }
    }
  }

  private static void detector(String type, String name, String body) throws Exception {
    Path source = folder.resolve(type + ".java");
    Files.writeString(source, DETECTORS.formatted(type, name, body));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    String path =
        Path.of(ExternalDetector.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .toString();
    int code =
        compiler.run(
            null,
            null,
            null,
            "-proc:none",
            "-cp",
            path,
            "-d",
            folder.toString(),
            source.toString());
    assertEquals(0, code);
  }

  @Test
  void aDetectorOfAJarAddsItsFindings() {
    assertEquals("custom.ship 4-9", found(policy("use: [model]"), "The Argos sails"));
  }

  @Test
  void itSeesNeitherCordonNorTheApplication() {
    assertEquals("custom.loader 0-1", found(policy("use: [cramped]"), "The Argos sails"));
  }

  @Test
  void aDetectorThatFailsOrHangsFailsTheScanUnlessItIsAllowedTo() {
    for (String name : List.of("broken", "slow")) {
      Policy strict = policy("use: " + name + ", timeout: 1000ms");
      IllegalStateException e =
          assertThrows(IllegalStateException.class, () -> found(strict, "Ada@example.com"));
      assertTrue(e.getMessage().contains(name), e.getMessage());
      assertFalse(e.getMessage().contains("Ada"), e.getMessage());
      Policy lenient = policy("use: [" + name + ", model], timeout: 1000ms, on_failure: allow");
      String soFar = name.equals("slow") ? "custom.late 0-1" : "";
      assertEquals(soFar + "custom.ship 4-9", found(lenient, "The Argos sails"));
      assertEquals(1, lenient.detectors().faults());
    }
  }

  @Test
  void nobodyWaitsAgainAndAgainForADetectorThatHangs() {
    Policy policy = policy("use: slow, timeout: 1000ms, on_failure: allow");
    int called = 0;
    for (int i = 0; i < 60; i++) {
      called += found(policy, "The Argos sails").isEmpty() ? 0 : 1;
    }
    assertEquals(5, called);
    assertEquals(60, policy.detectors().faults());
  }

  @Test
  void whatIsWrongIsSaid() throws Exception {
    assertProblem("there is no file", "{jars: [absent.jar]}");
    assertProblem("there is no detector nobody", "{jars: [detectors.jar], use: [nobody]}");
    assertProblem("needs jars", "{use: [model]}");
    Files.writeString(folder.resolve("text.jar"), "no jar");
    assertProblem("hold no external detector", "{jars: [text.jar]}");
    assertProblem("must be one of", "{jars: [detectors.jar], on_failure: perhaps}");
  }

  @Test
  void theSameJarsAreLoadedOnce() {
    Policy first = policy("use: [model]");
    assertSame(first.detectors(), policy("use: [model]").detectors());
  }

  @Test
  void aDetectorIsToldItsSettings() {
    String text = "The Argos sails";
    assertEquals("custom.untold 0-1", found(policy("use: [told]"), text));
    assertEquals(
        "custom.ship 0-1",
        found(policy("use: [told], settings: {told: {type: custom.ship}}"), text));
    assertEquals(
        "custom.port 0-1",
        found(policy("use: [told], settings: {told: {type: custom.port}}"), text),
        "other settings load it anew");
    assertProblem(
        "detectors.settings: told: wrong must not be there",
        "{jars: [detectors.jar], use: [told], settings: {told: {wrong: x}}}");
    assertProblem(
        "there is no detector tolt in use; did you mean \"told\"?",
        "{jars: [detectors.jar], use: [told], settings: {tolt: {type: x}}}");
    assertProblem("must be a mapping", "{jars: [detectors.jar], use: [told], settings: {told: x}}");
  }

  @Test
  void aFolderStandsForItsJars() throws Exception {
    Path jars = Files.createDirectories(folder.resolve("jars"));
    assertProblem("there is no file *.jar in", "{jars: [jars]}");
    Files.copy(folder.resolve("detectors.jar"), jars.resolve("copy.jar"));
    ParsedPolicy parsed =
        parse("version: 1\ndetectors: {jars: [jars], use: [model], timeout: 10000ms}");
    assertNotNull(parsed.policy(), () -> parsed.problems().toString());
    assertEquals("custom.ship 4-9", found(parsed.policy(), "The Argos sails"));
  }

  private void assertProblem(String problem, String section) {
    ParsedPolicy parsed = parse("version: 1\ndetectors: " + section);
    assertTrue(parsed.problems().toString().contains(problem), parsed.problems().toString());
  }

  private Policy policy(String rest) {
    String time = rest.contains("timeout: ") ? "" : "timeout: 10000ms, ";
    ParsedPolicy parsed =
        parse("version: 1\ndetectors: {jars: [detectors.jar], " + time + rest + "}");
    assertNotNull(parsed.policy(), () -> parsed.problems().toString());
    return parsed.policy();
  }

  private ParsedPolicy parse(String text) {
    return PolicyParser.parse(
        folder.resolve("cordon.yaml").toString(), text.getBytes(UTF_8), context);
  }

  private static String found(Policy policy, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Findings findings = new Findings();
    new PolicyScanners().create(policy).newSession().scan(bytes, 0, bytes.length, "", findings);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < findings.size(); i++) {
      if (findings.type(i).id().startsWith("custom.")) {
        out.append(findings.type(i).id()).append(' ');
        out.append(findings.start(i)).append('-').append(findings.end(i));
      }
    }
    return out.toString();
  }
}
