package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.testing.Await;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditFileTest {
  private static final Origin ORIGIN = Origin.of("billing", "machine-1", 42);
  private static final byte[] KEY = "a key of the test".getBytes(StandardCharsets.US_ASCII);

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("audit.jsonl");
  }

  @Test
  void anIntactTrailIsIntact() throws IOException {
    write(5);
    Verification found = verify();
    assertEquals(List.of(), found.problems());
    assertEquals(List.of(), found.notes());
    assertEquals(6, found.records()); // the file's opening is a record too
  }

  @Test
  void aChangedRecordIsNamed() throws IOException {
    write(5);
    List<String> lines = lines();
    lines.set(3, lines.get(3).replace("\"n\":2", "\"n\":9"));
    rewrite(lines);
    assertEquals(List.of("audit.jsonl:4: record 4 was changed"), verify().problems());
  }

  @Test
  void removedRecordsAreNamed() throws IOException {
    write(5);
    List<String> lines = lines();
    lines.remove(2);
    lines.remove(2);
    rewrite(lines);
    assertEquals(
        List.of("audit.jsonl:3: records 3 to 4 are missing before it"), verify().problems());
  }

  @Test
  void swappedRecordsAreNamed() throws IOException {
    write(5);
    List<String> lines = lines();
    Collections.swap(lines, 2, 3);
    rewrite(lines);
    String problems = String.join("\n", verify().problems());
    assertTrue(problems.contains("record 3 stands after record 4: out of order"), problems);
  }

  @Test
  void recordsCutOffAtTheEndAreNamed() throws IOException {
    write(5);
    rewrite(lines().subList(0, 4));
    assertEquals(
        List.of("audit.jsonl: records 5 to 6 are missing at the end of the trail"),
        verify().problems());
  }

  @Test
  void theGapStaysVisibleWhenTheWriterGoesOnBehindIt() throws IOException {
    write(5);
    rewrite(lines().subList(0, 4));
    write(2);
    assertEquals(
        List.of("audit.jsonl:5: records 5 to 6 are missing before it"), verify().problems());
  }

  @Test
  void aTrailThatWasDeletedWholeDoesNotBeginAnew() throws IOException {
    write(5);
    Files.delete(file);
    write(1);
    assertEquals(
        List.of(
            "audit.jsonl: records 1 to 6 are missing, and no record says that they were purged when"
                + " their time was over"),
        verify().problems());
  }

  @Test
  void anInsertedLineIsNamed() throws IOException {
    write(3);
    List<String> lines = lines();
    lines.add(2, "{\"time\":\"2026-01-01T00:00:00.000Z\"}");
    rewrite(lines);
    assertEquals(
        List.of("audit.jsonl:3: this line is no record of the trail"), verify().problems());
  }

  @Test
  void aChainWrittenAnewWithoutTheKeyIsFound() throws IOException {
    write(3);
    Files.delete(file);
    Files.delete(AuditFiles.head(file));
    try (AuditFile forged = new AuditFile(settings(1 << 20, 0, null), ORIGIN)) {
      append(forged, 3);
    }
    assertFalse(verify().isIntact());
  }

  @Test
  void aWrongKeyIsSaidOnce() throws IOException {
    write(5);
    for (byte[] wrong :
        new byte[][] {null, "another key of the test".getBytes(StandardCharsets.US_ASCII)}) {
      Verification found = new AuditVerifier(file, wrong).verify();
      assertEquals(Verification.Verdict.KEY, found.verdict());
      assertEquals(List.of(), found.problems());
      String said = String.valueOf(found.keyProblem());
      assertTrue(said.contains("--key-env"), said);
    }
  }

  @Test
  void changedRecordsThatStandTogetherAreSaidOnce() throws IOException {
    write(5);
    List<String> lines = lines();
    lines.set(3, lines.get(3).replace("\"n\":2", "\"n\":9"));
    lines.set(4, lines.get(4).replace("\"n\":3", "\"n\":9"));
    rewrite(lines);
    assertEquals(List.of("audit.jsonl:4: records 4 to 5 were changed"), verify().problems());
  }

  @Test
  void aTornRecordIsANoteAndTheChainGoesOn() throws IOException {
    write(3);
    Files.writeString(file, "{\"time\":\"2026-01-0", StandardOpenOption.APPEND);
    assertEquals(1, verify().notes().size());
    write(2);
    Verification found = verify();
    assertEquals(List.of(), found.problems());
    assertEquals(
        List.of("audit.jsonl:5: an incomplete record of 18 bytes: a writer died here"),
        found.notes());
  }

  @Test
  void rotationKeepsTheChainOverFiles() throws IOException {
    try (AuditFile trail = new AuditFile(settings(1000, 0, KEY), ORIGIN)) {
      append(trail, 40);
    }
    assertTrue(AuditFiles.older(file).size() > 3);
    for (Path older : AuditFiles.older(file)) {
      assertTrue(Files.size(older) <= 1000, older.toString());
    }
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void aMissingRotatedFileIsNamed() throws IOException {
    try (AuditFile trail = new AuditFile(settings(1000, 0, KEY), ORIGIN)) {
      append(trail, 40);
    }
    Files.delete(AuditFiles.older(file).get(1));
    assertEquals(1, verify().problems().size());
    Files.delete(AuditFiles.older(file).get(0));
    assertTrue(verify().problems().get(0).contains("no record says that they were purged"));
  }

  @Test
  void retentionDeletesOldFilesAndTheChainStaysVerifiable() throws IOException {
    try (AuditFile trail = new AuditFile(settings(1000, 60_000, KEY), ORIGIN)) {
      append(trail, 40);
      List<Path> older = AuditFiles.older(file);
      Files.setLastModifiedTime(older.get(0), FileTime.fromMillis(0));
      Files.setLastModifiedTime(older.get(1), FileTime.fromMillis(0));
      trail.maintain();
      assertEquals(older.subList(2, older.size()), AuditFiles.older(file));
      append(trail, 3);
    }
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void retentionReachesTheChainsThatNobodyWritesAnyMore() throws IOException {
    Path idle = AuditFiles.chain(file, 2);
    try (AuditFile first = new AuditFile(settings(1 << 20, 60_000, KEY), ORIGIN)) {
      append(first, 1);
      try (AuditFile second = new AuditFile(settings(1 << 20, 60_000, KEY), ORIGIN)) {
        append(second, 1);
      }
      List<String> lines = Files.readAllLines(idle);
      String begun = AuditTail.stringField(lines.get(0), "time");
      String longAgo = lines.get(0).replace(begun, "2020-01-01T00:00:00.000Z");
      Files.write(idle, List.of(longAgo, lines.get(1)));
      Files.setLastModifiedTime(idle, FileTime.fromMillis(0));
      first.maintain();
    }
    assertEquals(List.of(), AuditFiles.older(idle));
    List<String> left = Files.readAllLines(idle);
    assertEquals(2, left.size(), left.toString());
    assertTrue(left.get(1).startsWith("{\"event\":\"purged\""), left.get(1));
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void whatAnotherProcessLeftInItsJournalIsWrittenToItsChain() throws IOException {
    Path idle = AuditFiles.chain(file, 2);
    try (AuditFile first = new AuditFile(settings(1 << 20, 0, KEY), ORIGIN)) {
      append(first, 1);
      try (AuditFile second = new AuditFile(settings(1 << 20, 0, KEY), ORIGIN)) {
        append(second, 1);
      }
      ChainHead.Position end = ChainHead.read(AuditFiles.head(idle), new HashChain(KEY));
      AuditJournal left = AuditJournal.open(AuditFiles.journal(idle), end);
      JsonLine record = record(7);
      assertTrue(left.put(record.buffer(), record.length()));
      assertEquals(
          List.of(
              "audit-2.jsonl.journal: 1 record still to be written to the chain: the writer does it"
                  + " now, or, if it died, the next process that is given this trail"),
          verify().notes());
      first.maintain();
    }
    String last = Files.readAllLines(idle).get(3);
    assertTrue(last.contains("\"n\":7"), last);
    assertEquals(List.of(), verify().notes());
    assertEquals(List.of(), verify().problems());
  }

  @Test
  void aFileThatIsOldWhenItsWriterStartsIsNotContinued() throws IOException {
    write(1);
    String opened = lines().get(0);
    String time = AuditTail.stringField(opened, "time");
    Files.delete(AuditFiles.head(file));
    rewrite(List.of(opened.replace(time, "2020-01-01T00:00:00.000Z"), lines().get(1)));
    write(1);
    assertEquals(1, AuditFiles.older(file).size());
    assertEquals(2, lines().size());
  }

  @Test
  void onlyTheOwnerMayReadTheTrail() throws IOException {
    Files.writeString(file, "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    write(1);
    for (Path path : List.of(file, AuditFiles.head(file), AuditFiles.lock(file))) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
    }
  }

  @Test
  void aFolderThatIsNoFolderIsAFailureAndThenRecovers() throws IOException {
    Path blocked = folder.resolve("blocked");
    Files.writeString(blocked, "in the way");
    file = blocked.resolve("audit.jsonl");
    try (AuditFile trail = new AuditFile(settings(1 << 20, 0, KEY), ORIGIN)) {
      assertFalse(trail.isHealthy());
      assertFalse(trail.append(record(1)));
      Files.delete(blocked);
      awaitHealthy(trail);
      assertTrue(trail.append(record(2)));
    }
    Verification found = verify();
    assertEquals(List.of(), found.problems());
    assertEquals(List.of("audit.jsonl:2: the writer could not write 1 record"), found.notes());
  }

  @Test
  void aSecondWriterTakesAChainOfItsOwn() throws IOException {
    try (AuditFile first = new AuditFile(settings(1 << 20, 0, KEY), ORIGIN);
        AuditFile second = new AuditFile(settings(1 << 20, 0, KEY), ORIGIN)) {
      assertTrue(first.append(record(1)));
      assertTrue(second.append(record(2)));
    }
    write(1); // the first chain is free again
    Verification found = verify();
    assertEquals(List.of(), found.problems());
    assertEquals(2, Files.readAllLines(AuditFiles.chain(file, 2)).size());
    assertEquals(6, found.records()); // three openings and three records
    Files.write(
        AuditFiles.chain(file, 2), Files.readAllLines(AuditFiles.chain(file, 2)).subList(0, 1));
    assertEquals(
        List.of("audit-2.jsonl: record 2 is missing at the end of the trail"), verify().problems());
  }

  @Test
  void stringsAreEscapedSoThatNoValueCanForgeAField() throws IOException {
    JsonLine line = new JsonLine().begin().field("host", "a\",\"n\":1}\n\u2028\"");
    assertEquals(
        "{\"host\":\"a\\u0022,\\u0022n\\u0022:1}\\u000a\\u2028\\u0022\"",
        new String(line.buffer(), 0, line.length(), StandardCharsets.US_ASCII));
  }

  private static void awaitHealthy(AuditFile trail) {
    Await.until("the trail can be written again", trail::isHealthy);
  }

  private void write(int records) throws IOException {
    try (AuditFile trail = new AuditFile(settings(1 << 20, 0, KEY), ORIGIN)) {
      append(trail, records);
    }
  }

  private static void append(AuditFile trail, int records) {
    for (int i = 0; i < records; i++) {
      assertTrue(trail.append(record(i)));
    }
  }

  private static JsonLine record(int n) {
    return new JsonLine().begin().field("time", Clock.format(1_767_225_600_000L)).field("n", n);
  }

  private AuditSettings settings(long maxBytes, long retentionMillis, byte[] key) {
    return new AuditSettings(file, maxBytes, 86_400_000L, retentionMillis, key);
  }

  private Verification verify() throws IOException {
    return new AuditVerifier(file, KEY).verify();
  }

  private List<String> lines() throws IOException {
    return new ArrayList<>(Files.readAllLines(file));
  }

  private void rewrite(List<String> lines) throws IOException {
    Files.write(file, lines);
  }
}
