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

  private static List<String> command(Path file, int records) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:-UsePerfData",
        "-cp",
        System.getProperty("java.class.path"),
        Writer.class.getName(),
        file.toString(),
        Integer.toString(records));
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static BufferedReader reader(Process process) {
    return new BufferedReader(
        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }
}
