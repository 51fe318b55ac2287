package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

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
      try (AuditFile trail =
          new AuditFile(new AuditSettings(file, 1 << 20, 86_400_000L, 0, null), ORIGIN)) {
        for (int i = 0; i < records; i++) {
          JsonLine line = new JsonLine().begin().field("time", Clock.now());
          boolean acknowledged = trail.append(line.field("n", i).field("pad", "x".repeat(400)));
          System.out.println(acknowledged ? "ok" : "failed");
        }
      }
    }
  }

  @Test
  void noAcknowledgedRecordIsLostWhenTheProcessIsKilled() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    long acknowledged = 0;
    for (int round = 0; round < 3; round++) {
      Process writer = start(command(file, Integer.MAX_VALUE));
      BufferedReader out = reader(writer);
      for (int i = 0; i < 300; i++) {
        assertEquals("ok", out.readLine());
        acknowledged++;
      }
      writer.toHandle().destroyForcibly(); // unlike Process.destroyForcibly, leaves the pipe open
      while (out.readLine() != null) {
        acknowledged++;
      }
      writer.waitFor();
      Verification found = new AuditVerifier(file, null).verify();
      assertEquals(List.of(), found.problems());
      int openings = round + 1;
      assertTrue(
          found.records() - openings >= acknowledged,
          found.records() + " records, " + acknowledged + " acknowledged");
    }
  }

  @Test
  void aFullDiskLosesOnlyWhatItSaysItLost() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "needs bash for ulimit");
    Path file = folder.resolve("audit.jsonl");
    String limited = "ulimit -f 16; trap '' XFSZ; exec \"$@\""; // 16 KiB a file
    List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", limited, "limited"));
    command.addAll(command(file, 100));
    Process writer = start(command);
    List<String> answers = reader(writer).lines().toList();
    assertTrue(writer.waitFor(60, TimeUnit.SECONDS));
    assertTrue(answers.contains("failed"), answers.toString());
    long acknowledged = answers.stream().filter("ok"::equals).count();
    Process after = start(command(file, 1));
    assertEquals(List.of("ok"), reader(after).lines().toList());
    Verification found = new AuditVerifier(file, null).verify();
    assertEquals(List.of(), found.problems());
    assertTrue(found.records() > acknowledged);
  }

  @Test
  void twoProcessesThatAreGivenOneFileWriteAChainEach() throws Exception {
    Path file = folder.resolve("audit.jsonl");
    Process first = start(command(file, Integer.MAX_VALUE));
    assertEquals("ok", reader(first).readLine());
    Process second = start(command(file, 5));
    assertEquals(5, reader(second).lines().filter("ok"::equals).count());
    first.destroyForcibly();
    first.waitFor();
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
          Files.write(ballast, new byte[1 << 20]);
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
      while (!trail.isHealthy()) {
        Thread.onSpinWait();
      }
    }

    private static void say(String when, AuditFile trail) {
      System.out.println(when + " " + trail.append(record()));
    }

    private static JsonLine record() {
      return new JsonLine().begin().field("time", Clock.now()).field("pad", "x".repeat(400));
    }

    private static void mount(String options, Path disk) throws Exception {
      new ProcessBuilder("mount", "-o", options, disk.toString()).inheritIO().start().waitFor();
    }
  }

  @Test
  void aFullAndAReadOnlyFileSystemLoseOnlyWhatTheTrailSays() throws Exception {
    String mount = "mount -t tmpfs -o size=64k tmpfs \"$0\" && exec \"$@\"";
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
            "the writer could not write 1 records",
            "the writer could not write 1 records"),
        reader(start(command)).lines().toList());
  }

  private static boolean succeeds(List<String> command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }

  private static List<String> command(Path file, int records) {
    return java(Writer.class, file.toString(), Integer.toString(records));
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
