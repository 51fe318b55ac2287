package dev.cordon.agent.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditJournalTest {
  @TempDir Path folder;

  @Test
  void givesBackWhatWasPutOverManyTurnsOfTheRing() throws IOException {
    Random random = new Random(1);
    Queue<String> expected = new ArrayDeque<>();
    try (AuditJournal journal = open(head(0))) {
      for (int i = 0; i < 2_000; i++) {
        String record = i + "x".repeat(random.nextInt(i % 50 == 0 ? 200_000 : 3_000));
        while (!put(journal, record)) {
          assertEquals(expected.remove(), next(journal));
          journal.release(journal.position());
        }
        expected.add(record);
      }
      while (!expected.isEmpty()) {
        assertEquals(expected.remove(), next(journal));
      }
      assertFalse(journal.next(journal.end(), new JsonLine()));
    }
  }

  @Test
  void whatWasNotReleasedIsThereForTheNextProcess() throws IOException {
    AuditJournal dead = open(head(0));
    for (String record : List.of("one", "two", "three", "four")) {
      assertTrue(put(dead, record));
    }
    assertEquals("one", next(dead));
    long released = dead.position();
    dead.release(released);
    assertEquals("two", next(dead)); // written, but the head was not moved

    assertEquals(3, AuditJournal.waiting(folder.resolve("journal"), head(released)));
    try (AuditJournal journal = open(head(released))) {
      journal.skip(1); // the file holds the second one
      assertEquals("three", next(journal));
      assertTrue(put(journal, "five"));
      assertEquals("four", next(journal));
      assertEquals("five", next(journal));
    }
  }

  @Test
  void aRecordThatWasNotCopiedWholeIsNoRecord() throws IOException {
    AuditJournal dead = open(head(0));
    put(dead, "one");
    put(dead, "a record that was torn");
    try (RandomAccessFile bytes = new RandomAccessFile(folder.resolve("journal").toFile(), "rw")) {
      bytes.seek(24 + 16 + 5);
      bytes.write('?');
    }
    assertEquals("one", next(dead));
    assertThrows(IOException.class, () -> dead.next(dead.end(), new JsonLine()));
    try (AuditJournal journal = open(head(0))) {
      assertEquals("one", next(journal));
      assertFalse(journal.next(journal.end(), new JsonLine()));
      assertTrue(put(journal, "two"));
      assertEquals("two", next(journal));
    }
  }

  @Test
  void nothingOfAReleasedRecordStays() throws IOException {
    Path file = folder.resolve("journal");
    AuditJournal journal = open(head(0));
    put(journal, "a name");
    assertTrue(text(file).contains("a name"));
    next(journal);
    journal.release(journal.position());
    assertFalse(text(file).contains("a name"));
    journal.close();
    assertFalse(Files.exists(file));
    assertFalse(put(journal, "too late"));
  }

  @Test
  void aJournalWhoseHeadIsGoneIsEmpty() throws IOException {
    put(open(head(0)), "one");
    try (AuditJournal journal = open(null)) {
      assertEquals(0, journal.end());
      assertFalse(text(folder.resolve("journal")).contains("one"));
    }
  }

  private AuditJournal open(ChainHead.Position head) throws IOException {
    return AuditJournal.open(folder.resolve("journal"), head);
  }

  private static ChainHead.Position head(long released) {
    return new ChainHead.Position(1, released, HashChain.genesis());
  }

  private static boolean put(AuditJournal journal, String record) {
    byte[] bytes = record.getBytes(StandardCharsets.US_ASCII);
    return journal.put(bytes, bytes.length);
  }

  private static String next(AuditJournal journal) throws IOException {
    JsonLine line = new JsonLine();
    assertTrue(journal.next(journal.end(), line));
    return line.text(0);
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }
}
