package dev.cordon.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.it.harness.Places;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** What a release is made of works as it is unpacked. */
class DistributionIT {
  private static final Path RELEASE = Places.project().resolve("distribution/target/release");
  private static final Pattern BLOCK = Pattern.compile("(?s)```sh\n(.*?)```");

  private final Path folder = Places.scratch("distribution");

  private static Path file(String pattern) throws IOException {
    try (Stream<Path> files = Files.list(RELEASE)) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().matches(pattern)).toList();
      assertEquals(1, found.size(), pattern + " in " + RELEASE);
      return found.get(0);
    }
  }

  /** Runs a program to its end and returns what it said, in both streams. */
  private String run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.directory(folder.toFile()).environment().putAll(environment);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), said);
    assertEquals(0, process.exitValue(), said);
    return said;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @Test
  void theSumsAreThoseOfAllFiles() throws Exception {
    Map<String, String> sums = new TreeMap<>();
    for (String line : Files.readAllLines(RELEASE.resolve("SHA256SUMS"))) {
      sums.put(line.substring(66), line.substring(0, 64));
    }
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(RELEASE)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(), sha256(Files.readAllBytes(file)));
      }
    }
    files.remove("SHA256SUMS");
    assertEquals(files, sums);
    assertEquals(6, files.size(), files.toString());
  }

  /** Anything else would be passed on to whoever gets the jar. */
  @Test
  void everyLibraryInTheJarMayBePassedOn() throws Exception {
    Set<String> permitted =
        Set.of("Apache-2.0", "MIT", "BSD-3-Clause", "Go License", "Public Domain");
    JsonNode components =
        new ObjectMapper().readTree(file(".*\\.cdx\\.json").toFile()).path("components");
    assertTrue(components.size() > 20, components.toString());
    for (JsonNode component : components) {
      boolean any = false;
      for (JsonNode license : component.path("licenses")) {
        any |= permitted.contains(license.at("/license/id").asText());
        any |= permitted.contains(license.at("/license/name").asText());
      }
      assertTrue(any, component.path("name") + ": " + component.path("licenses"));
    }
  }

  @Test
  void theVersionedJarIsTheAgent() throws Exception {
    byte[] built = Files.readAllBytes(Places.project().resolve("agent/target/cordon-agent.jar"));
    assertArrayEquals(built, Files.readAllBytes(file("cordon-agent-[^-]+(-SNAPSHOT)?\\.jar")));
  }

  /** All commands of a page, as one script. */
  private static String script(String page) throws IOException {
    StringBuilder script = new StringBuilder("set -eu\n");
    Matcher block = BLOCK.matcher(Files.readString(Places.project().resolve("docs").resolve(page)));
    while (block.find()) {
      script.append(block.group(1));
    }
    return script.toString();
  }

  @Test
  void theInstallPageIsFollowedToTheLetter() throws Exception {
    try (Stream<Path> files = Files.list(RELEASE)) {
      for (Path each : files.toList()) {
        Files.copy(each, folder.resolve(each.getFileName()));
      }
    }
    String home = folder.resolve("opt").toString();
    String said = run(Map.of("CORDON_HOME", home), "sh", "-c", script("install.md"));
    assertTrue(said.contains("-oci.tar: OK"), said);
    assertTrue(said.contains("[cordon] debug: waits for the first AI call"), said);
    assertTrue(said.contains("EMAIL_"), said);
  }

  @Test
  void theCommandsOfTheRolloutPageWork() throws Exception {
    run(Map.of(), "tar", "-xzf", file("cordon-.*\\.tar\\.gz").toString());
    String bin =
        folder
            .resolve(
                file("cordon-.*\\.tar\\.gz").getFileName().toString().replace(".tar.gz", "/bin"))
            .toString();
    String path = bin + ":" + System.getenv("PATH");
    String said = run(Map.of("PATH", path), "sh", "-c", script("rollout.md"));
    assertTrue(said.contains("cordon.yaml: valid; mode observe"), said);
    assertTrue(said.contains("cordon.yaml: valid; mode enforce"), said);
    assertTrue(said.contains("iban 1 tokenize"), said);
    assertTrue(Files.size(folder.resolve("report.html")) > 1000);
    assertTrue(said.contains("new-tests.yaml: 2 tests, none failed"), said);
    assertTrue(said.contains("groq-trial: in force"), said);
    assertTrue(Files.size(folder.resolve("incident.html")) > 1000);
    assertTrue(Files.readString(folder.resolve("inventory.csv")).startsWith("\"service\","));
  }

  @Test
  void theAgentStartsBesideOptionsThatAnImageHasSet() throws Exception {
    String agent = Places.project().resolve("agent/target/cordon-agent.jar").toString();
    Map<String, String> environment =
        Map.of(
            "JAVA_TOOL_OPTIONS",
            "-Dof.the.image=true",
            "JDK_JAVA_OPTIONS",
            "-javaagent:" + agent + "=log=debug");
    String java = System.getProperty("java.home") + "/bin/java";
    String said = run(environment, java, "-XshowSettings:properties", "-version");
    assertTrue(said.contains("of.the.image = true"), said);
    assertTrue(said.contains("[cordon] debug: waits for the first AI call"), said);
  }

  @Test
  void theTarballsCommandWorksThroughALink() throws Exception {
    run(Map.of(), "tar", "-xzf", file("cordon-.*\\.tar\\.gz").toString());
    Path root;
    try (Stream<Path> files = Files.list(folder)) {
      root = files.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    Path link = Files.createSymbolicLink(folder.resolve("cordon"), root.resolve("bin/cordon"));
    assertTrue(run(Map.of(), link.toString(), "--version").startsWith("cordon "));
    String policy = root.resolve("etc/cordon.yaml").toString();
    assertTrue(run(Map.of(), link.toString(), "policy", "check", policy).contains("valid"));
    String help = run(Map.of(), link.toString(), "--help");
    String manual = Files.readString(root.resolve("share/man/man1/cordon.1"));
    Matcher command = Pattern.compile("(?m)^  ([a-z]+) {2,}\\S").matcher(help);
    TreeSet<String> missing = new TreeSet<>();
    while (command.find()) {
      if (!manual.contains(".SH \"cordon " + command.group(1) + "\"")) {
        missing.add(command.group(1));
      }
    }
    assertEquals(new TreeSet<>(), missing, "commands that the manual leaves out");
    run(
        Map.of(),
        "bash",
        "-c",
        ". " + root.resolve("share/bash-completion/completions/cordon") + " && complete -p cordon");
  }

  @Test
  void thePackageInstallsWhereDebianExpectsIt() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/dpkg-deb")), "no dpkg-deb on this machine");
    String deb = file("cordon_.*\\.deb").toString();
    run(Map.of(), "dpkg-deb", "-x", deb, folder.toString());
    assertTrue(
        run(Map.of(), folder.resolve("usr/bin/cordon").toString(), "--version")
            .startsWith("cordon "));
    assertTrue(run(Map.of(), "dpkg-deb", "-I", deb, "conffiles").contains("/etc/cordon/cordon"));
    assertTrue(Files.exists(folder.resolve("usr/share/man/man1/cordon.1")));
  }

  @Test
  void theImageHoldsTheAgentAndNothingElse() throws Exception {
    run(Map.of(), "tar", "-xf", file(".*-oci\\.tar").toString());
    ObjectMapper json = new ObjectMapper();
    JsonNode index = json.readTree(folder.resolve("index.json").toFile());
    JsonNode manifest = json.readTree(blob(index.at("/manifests/0/digest").asText()));
    assertEquals(1, manifest.path("layers").size());
    byte[] layer = blob(manifest.at("/layers/0/digest").asText());
    Path unpacked = Files.createDirectories(folder.resolve("layer"));
    Path tar = folder.resolve("layer.tar");
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(layer))) {
      Files.copy(in, tar);
    }
    run(Map.of(), "tar", "-xf", tar.toString(), "-C", unpacked.toString());
    try (Stream<Path> files = Files.list(unpacked)) {
      assertEquals(List.of(unpacked.resolve("cordon-agent.jar")), files.toList());
    }
    assertTrue(
        run(
                Map.of(),
                System.getProperty("java.home") + "/bin/java",
                "-jar",
                unpacked.resolve("cordon-agent.jar").toString(),
                "--version")
            .startsWith("cordon "));
  }

  private byte[] blob(String digest) throws Exception {
    String hash = digest.substring("sha256:".length());
    byte[] bytes = Files.readAllBytes(folder.resolve("blobs/sha256").resolve(hash));
    assertEquals(hash, sha256(bytes));
    return bytes;
  }
}
