package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.engine.audit.OpenHook;
import dev.cordon.engine.policy.Policy;
import dev.cordon.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes on a real file system. */
@Timeout(120)
class AuditCrashTest {
  private static final Origin ORIGIN = Origin.of("billing", "machine-1", 42);
  @TempDir Path folder;

  /**
   * The program that is killed: writes records for ever and says after each that it was
   * acknowledged.
   */
  public static final class Writer {
    public static void main(String[] args) {
      Path file = Path.of(args[0]);
      int records = Integer.parseInt(args[1]);
      long maxBytes = Long.parseLong(args[2]);
      AuditSettings settings = new AuditSettings(file, maxBytes, 86_400_000L, 0, null);
      try (AuditFile trail = new AuditFile(settings, ORIGIN)) {
        boolean hooks = args[3].equals("hooks");
        AuditTrail audit = new AuditTrail(trail, settings, ORIGIN, null);
        if (hooks || args[3].equals("thread")) {
          Thread drains = new Thread(new AuditWriter(trail));
          drains.setDaemon(true);
          drains.start();
        }
        for (int i = 0; i < records; i++) {
          JsonLine line = new JsonLine().begin().field("time", Clock.now());
          OpenHook hook = new OpenHook("lib", "lib:" + i, "a.B", "pad" + "x".repeat(400));
          boolean acknowledged =
              hooks
                  ? audit.blindSpot(hook, Policy.safeDefault())
                  : trail.append(line.field("n", i).field("pad", "x".repeat(400)));
          System.out.println(acknowledged ? "ok" : "failed");
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"thread", "none", "hooks"})
  void noAcknowledgedRecordIsLostWhenTheProcessIsKilled(String drainedBy) throws Exception {
    Path file = folder.resolve("audit.jsonl");
    long acknowledged = 0;
    for (int round = 0; round < 3; round++) {
      String many = Integer.toString(Integer.MAX_VALUE);
      Process writer = start(java(Writer.class, file.toString(), many, "200000", drainedBy));
      BufferedReader out = reader(writer);
      for (int i = 0; i < 300; i++) {
        assertEquals("ok", out.readLine());
        acknowledged++;
      }
      writer.toHandle().destroyForcibly(); // unlike Process.destroyForcibly, leaves the pipe open
      while (out.readLine() != null) {
        acknowledged++;
      }
      Await.end(writer);
      assertEquals(List.of(), new AuditVerifier(file, null).verify().problems());
      AuditSettings settings = new AuditSettings(file, 200_000, 86_400_000L, 0, null);
      try (AuditFile next = new AuditFile(settings, ORIGIN)) {
        next.open(); // writes what the dead process left in the journal
      }
      Verification found = new AuditVerifier(file, null).verify();
      assertEquals(List.of(), found.problems());
      long calls = calls(file);
      // the last one may have been kept, and not acknowledged yet
      assertTrue(calls >= acknowledged, calls + " records, " + acknowledged + " acknowledged");
      assertTrue(calls <= acknowledged + round + 1, calls + ", " + acknowledged + " acknowledged");
    }
  }

  private static long calls(Path file) throws IOException {
    long calls = 0;
    List<String> seen = new ArrayList<>();
    try (AuditLines lines = AuditLines.open(file)) {
      while (lines.next()) {
        String line = new String(lines.line(), 0, lines.length(), StandardCharsets.US_ASCII);
        calls += line.contains("pad") ? 1 : 0;
        seen.add(line);
      }
    }
    assertEquals(seen.size(), Set.copyOf(seen).size(), "nothing is there twice");
    return calls;
  }

  @Test
  void aFullDiskLosesOnlyWhatItSaysItLost() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash for ulimit");
    Path file = folder.resolve("audit.jsonl");
    String limited = "ulimit -f 1100; trap '' XFSZ; exec \"$@\""; // KiB a file
    List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", limited, "limited"));
    command.addAll(command(file, 4000));
    Process writer = start(command);
    List<String> answers = reader(writer).lines().toList();
    Await.end(writer);
    assertTrue(answers.contains("failed"), answers.toString());
    long acknowledged = answers.stream().filter("ok"::equals).count();
    Process after = start(command(file, 1));
    assertEquals(List.of("ok"), reader(after).lines().toList());
    Verification found = new AuditVerifier(file, null).verify();
    assertEquals(List.of(), found.problems());
    assertEquals(acknowledged + 1, calls(file));
  }

  @Test
  void twoProcessesThatAreGivenOneFileWriteAChainEach() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    Process first = start(command(file, Integer.MAX_VALUE));
    assertEquals("ok", reader(first).readLine());
    Process second = start(command(file, 5));
    assertEquals(5, reader(second).lines().filter("ok"::equals).count());
    first.destroyForcibly();
    Await.end(first);
    assertEquals(6, Files.readAllLines(AuditFiles.chain(file, 2)).size());
    Verification found = new AuditVerifier(file, null).verify();
    assertEquals(List.of(), found.problems());
    assertTrue(found.files() >= 2, "a chain each");
  }

  /** Writes to a file system of its own while its mount and its space come and go. */
  public static final class Mounts {
    public static void main(String[] args) throws Exception {
      Path disk = Path.of(args[0]);
      Path file = disk.resolve("audit.jsonl");
      AuditSettings settings = new AuditSettings(file, 1 << 20, 86_400_000L, 0, null);
      mount("remount,ro", disk);
      try (AuditFile trail = new AuditFile(settings, ORIGIN)) {
        say("read-only", trail);
        mount("remount,rw", disk);
        awaitHealthy(trail);
        say("writable", trail);
        Path ballast = disk.resolve("ballast");
        try {
          Files.write(ballast, new byte[4 << 20]);
        } catch (IOException full) {
          System.out.println("full");
        }
        int written = 0;
        while (trail.append(record())) {
          written++; // what is left of the last page
        }
        System.out.println("stopped " + (written < 100) + " lost " + trail.lost());
        Files.delete(ballast);
        awaitHealthy(trail);
        say("with space", trail);
      }
      Verification found = new AuditVerifier(file, null).verify();
      System.out.println("problems " + found.problems());
      found.notes().forEach(note -> System.out.println(note.replaceAll("^.*?: ", "")));
    }

    private static void awaitHealthy(AuditFile trail) {
      Await.until("the trail can be written again", trail::isHealthy);
    }

    private static void say(String when, AuditFile trail) {
      System.out.println(when + " " + trail.append(record()));
    }

    private static JsonLine record() {
      return new JsonLine().begin().field("time", Clock.now()).field("pad", "x".repeat(400));
    }

    private static void mount(String options, Path disk) throws Exception {
      Await.end(new ProcessBuilder("mount", "-o", options, disk.toString()).inheritIO().start());
    }
  }

  @Test
  void aFullAndAReadOnlyFileSystemLoseOnlyWhatTheTrailSays() throws Exception {
    String mount = "mount -t tmpfs -o size=2m tmpfs \"$0\" && exec \"$@\"";
    List<String> namespace = List.of("unshare", "-m", "sh", "-c", mount, folder.toString());
    List<String> probe = new ArrayList<>(namespace);
    probe.add("true");
    assumeTrue(succeeds(probe), "needs the right to mount");
    List<String> command = new ArrayList<>(namespace);
    command.addAll(java(Mounts.class, folder.toString()));
    assertEquals(
        List.of(
            "read-only false",
            "writable true",
            "full",
            "stopped true lost 1",
            "with space true",
            "problems []",
            "the writer could not write 1 record",
            "the writer could not write 1 record"),
        reader(start(command)).lines().toList());
  }

  private static boolean succeeds(List<String> command) {
    try {
      return Await.end(new ProcessBuilder(command).start()) == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static List<String> command(Path file, int records) {
    String most = Integer.toString(64 << 20);
    return java(Writer.class, file.toString(), Integer.toString(records), most, "none");
  }

  private static List<String> java(Class<?> main, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:-UsePerfData", "-cp", System.getProperty("java.class.path")));
    command.add(main.getName());
    command.addAll(List.of(args));
    return command;
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
