package dev.cordon.engine.policy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.cordon.engine.activation.PolicyScanners;
import dev.cordon.engine.canary.Canaries;
import dev.cordon.engine.canary.CanarySearch;
import dev.cordon.engine.detect.Findings;
import java.io.BufferedOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of values that a policy names: how they are read, watched and kept. */
class ReferredFilesTest {
  private static final String POLICY =
      """
      version: 1
      custom_types:
        customer:
          class: personal
          values_file: customers.txt
      """;

  @TempDir Path folder;
  private final PolicyContext context = new PolicyContext(Map.of(), Set.of(), Set.of());
  private final List<String> problems = new ArrayList<>();

  @Test
  void valuesOfAFileBesideThePolicyAreFound() throws Exception {
    Files.writeString(folder.resolve("customers.txt"), "Ada Lovelace\nACME Holding\n");
    Policy policy = policy();
    assertEquals("customer 5-17", found(policy, "Dear ADA LOVELACE, welcome"));
    assertEquals("", found(policy, "Dear Ada, welcome"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "version: 1\ncustom_types: {customer: {class: personal, values_file: FILE}}",
        "version: 1\ntoken_key: file:FILE",
        "version: 1\naudit: {file: trail.jsonl, key: file:FILE}",
        "version: 1\nvault: {redis: {url: 'redis://localhost:1', encryption_key: file:FILE}}",
        "version: 1\nvault: {redis: {url: file:FILE}}"
      })
  void whatIsNoFileIsRefusedAndNotReadForEver(String policy) {
    for (String file : List.of("/dev/zero", folder.toString())) {
      ParsedPolicy parsed =
          assertTimeoutPreemptively(
              Duration.ofSeconds(60), () -> parse(policy.replace("FILE", file)));
      assertNull(parsed.policy());
      String said = parsed.problems().toString();
      assertTrue(said.contains("not a regular file") || said.contains("is a directory"), said);
    }
  }

  @Test
  void aKeyThatNoKeyIsAsLongAsIsNotRead() throws Exception {
    Path file = Files.write(folder.resolve("key"), new byte[(64 << 10) + 1]);
    String said = parse("version: 1\ntoken_key: file:" + file).problems().toString();
    assertTrue(said.contains("larger than 64 KiB"), said);
  }

  @Test
  void valuesInThePolicyItselfAreFound() {
    ParsedPolicy parsed =
        parse("version: 1\ncustom_types: {ship: {values: [HMS Beagle, Kon-Tiki]}}");
    assertEquals("ship 4-12", found(assertPolicy(parsed), "The Kon Tiki sailed"));
    assertTrue(parse("version: 1\ncustom_types: {ship: {values: [ab]}}").policy() == null);
  }

  @Test
  void wrongLinesAreNamedWithTheirFileAndNeverWithTheValue() throws Exception {
    Files.writeString(folder.resolve("customers.txt"), "ok value\n" + "abc\n".repeat(9));
    ParsedPolicy parsed = parse(POLICY);
    assertNull(parsed.policy());
    String first = parsed.problems().get(0).toString();
    assertTrue(first.contains("customers.txt:2:1: custom_types.customer.values_file: "), first);
    assertTrue(parsed.problems().toString().contains("4 more"), parsed.problems().toString());
    assertFalse(parsed.problems().toString().contains("abc"), parsed.problems().toString());
  }

  @Test
  void theMarkThatSomeEditorsBeginAFileWithBelongsToNoLine() throws Exception {
    String hashed = Canaries.hashed("7Q2M-X0HT-93KD-VA8R-4WZC");
    for (String first : List.of(hashed, "# ours\r\n" + hashed)) {
      Files.writeString(folder.resolve("canaries.txt"), "\uFEFF" + first + "\r\n");
      ParsedPolicy parsed = parse("version: 1\ncanaries: {values_file: canaries.txt}\n");
      assertEquals(List.of(), parsed.problems());
      Canaries canaries = parsed.policy().canaries().canaries();
      assertEquals(1, canaries.size());
      byte[] text = "see 7q2m x0ht 93kd va8r 4wzc".getBytes(UTF_8);
      List<String> hits = new ArrayList<>();
      new CanarySearch(canaries)
          .find(text, 0, text.length, true, (kind, from, to) -> hits.add(from + "-" + to));
      assertEquals(List.of("4-28"), hits);
    }
  }

  @Test
  void aMissingOrEmptyFileIsAProblem() throws Exception {
    assertTrue(parse(POLICY).problems().toString().contains("can't be read"));
    Files.writeString(folder.resolve("customers.txt"), "# nobody\n");
    assertTrue(parse(POLICY).problems().toString().contains("no value"));
  }

  @Test
  void aFileThatDidNotChangeIsNotReadAgainAndOneThatDidIs() throws Exception {
    Path file = Files.writeString(folder.resolve("customers.txt"), "Ada Lovelace\n");
    Policy first = policy();
    Policy second = policy();
    assertSame(
        first.customTypes().get(0).values().get(0), second.customTypes().get(0).values().get(0));
    assertEquals(first.version(), second.version());
    Files.writeString(file, "Grace Hopper\n");
    Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000));
    Policy third = policy();
    assertNotEquals(first.version(), third.version());
    assertEquals("customer 1-13", found(third, " Grace Hopper "));
  }

  @Test
  void aChangeOfTheListAloneReplacesThePolicy() throws Exception {
    Path list = Files.writeString(folder.resolve("customers.txt"), "Ada Lovelace\n");
    Path file = Files.writeString(folder.resolve("cordon.yaml"), POLICY);
    PolicyFile source = PolicyFile.open(file, context, listener());
    assertEquals("customer 0-12", found(source.current(), "Ada Lovelace"));
    Files.writeString(list, "Grace Hopper\n");
    Files.setLastModifiedTime(list, FileTime.fromMillis(2_000_000));
    source.poll();
    source.poll();
    assertEquals("customer 0-12", found(source.current(), "Grace Hopper"));
    Files.writeString(list, "x\n");
    source.poll();
    source.poll();
    assertTrue(problems.toString().contains("customers.txt:1:1"), problems.toString());
    assertEquals("customer 0-12", found(source.current(), "Grace Hopper"), "the one before stays");
  }

  @Test
  void noValueCanBeReadFromAHeapDump() throws Exception {
    Path list = folder.resolve("customers.txt");
    // Neither this test's constants nor its garbage may hold what is sought in the dump.
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(list))) {
      for (int i = 0; i < 20_000; i++) {
        byte[] line = line(i);
        out.write(line);
        java.util.Arrays.fill(line, (byte) 0);
      }
    }
    Policy policy = policy();
    assertEquals(20_000, policy.customTypes().get(0).values().get(0).size());
    byte[] kept = line(-1);
    Path dump = folder.resolve("heap.hprof");
    ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
        .dumpHeap(dump.toString(), true);
    assertTrue(Files.size(dump) > 1_000_000);
    Set<Long> parts = new HashSet<>();
    for (int i = 0; i < 20_000; i += 7) {
      parts.add(eight(line(i), 0));
    }
    assertEquals(0, occurrences(dump, parts));
    assertTrue(occurrences(dump, Set.of(eight(kept, 0))) > 0, "what is kept is found");
  }

  /** A name that nothing else in the JVM looks like: eight letters from a number, and four more. */
  private static byte[] line(int number) {
    byte[] line = new byte[13];
    long seed = number * 0x9e3779b97f4a7c15L + 12345;
    for (int i = 0; i < 12; i++) {
      seed = seed * 6364136223846793005L + 1442695040888963407L;
      line[i] = (byte) ('a' + (int) ((seed >>> 40) % 26));
    }
    line[12] = '\n';
    return line;
  }

  private static long eight(byte[] text, int at) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (text[at + i] & 0xff);
    }
    return value;
  }

  /** Counts where a row of eight bytes stands in a file, also with a zero byte between each two. */
  private static int occurrences(Path file, Set<Long> parts) throws Exception {
    int count = 0;
    long narrow = 0;
    long[] wide = new long[2];
    byte[] buffer = new byte[1 << 20];
    long at = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        for (int i = 0; i < n; i++, at++) {
          int b = buffer[i] & 0xff;
          narrow = narrow << 8 | b;
          wide[(int) (at & 1)] = wide[(int) (at & 1)] << 8 | b;
          if (b >= 'a' && b <= 'z') {
            count += parts.contains(narrow) || parts.contains(wide[(int) (at & 1)]) ? 1 : 0;
          }
        }
      }
    }
    return count;
  }

  private PolicyFile.Listener listener() {
    return new PolicyFile.Listener() {
      @Override
      public void accepted(Policy policy) {}

      @Override
      public void rejected(List<PolicyProblem> found, Policy inForce) {
        found.forEach(problem -> problems.add(problem.toString()));
      }
    };
  }

  private Policy policy() {
    return assertPolicy(parse(POLICY));
  }

  private static Policy assertPolicy(ParsedPolicy parsed) {
    Policy policy = parsed.policy();
    assertNotNull(policy, () -> parsed.problems().toString());
    return policy;
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
      String id = findings.type(i).id();
      if (id.equals("customer") || id.equals("ship")) {
        out.append(id).append(' ').append(findings.start(i)).append('-').append(findings.end(i));
      }
    }
    return out.toString();
  }
}
