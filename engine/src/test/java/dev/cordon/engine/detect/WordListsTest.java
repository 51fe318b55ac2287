package dev.cordon.engine.detect;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WordListsTest {
  private static final Path FILES = Path.of("src/main/resources/dev/cordon/engine/detect");

  @Test
  void aListIsReadInTheFilesOrder() {
    WordLists lists = WordLists.read(FileEnding.class, "words.txt");
    String[] endings = lists.of("file_ending");
    assertArrayEquals(new String[] {"pdf", "csv"}, new String[] {endings[0], endings[1]});
    assertTrue(lists.spaced("file_ending").startsWith(" pdf csv "));
  }

  @Test
  void longWordsInAnyCaseAreReadWithoutAccentsToo() throws IOException {
    WordLists lists = WordLists.read(WordListsTest.class, "accented.txt");
    assertArrayEquals(
        new String[] {"(?i)numéro", "(?i)numero", "(?i)rč", "(?i)αριθμός", "(?i)Αριθμός"},
        lists.of("labels", "(?i)"));
    assertArrayEquals(new String[] {"numéro", "rč", "αριθμός"}, lists.of("labels"));
  }

  @Test
  void aListThatIsMissingIsNamed() {
    WordLists lists = WordLists.read(FileEnding.class, "words.txt");
    String said = assertThrows(IllegalStateException.class, () -> lists.of("endings")).getMessage();
    assertEquals("words.txt has no list endings", said);
  }

  @Test
  void eachListOfWordsSaysWhereItComesFrom() throws IOException {
    try (Stream<Path> files = Files.walk(FILES)) {
      List<Path> lists = files.filter(file -> file.endsWith("words.txt")).toList();
      assertEquals(7, lists.size());
      for (Path list : lists) {
        String head = String.join("\n", Files.readAllLines(list).subList(0, 2));
        assertTrue(head.startsWith("# ") && head.contains("Source: "), list.toString());
      }
    }
  }
}
