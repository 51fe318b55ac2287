package dev.cordon.engine.instruction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sets of texts, and that docs/prompt-injection.md says what is found in them. */
class InstructionSetsTest {
  private static List<String> part(String set, char kind) {
    return InstructionSets.read(set).stream()
        .filter(row -> row.charAt(0) == kind)
        .collect(Collectors.toList());
  }

  @Test
  void noneOfTheHarmlessPromptsIsFound() {
    List<String> prompts = InstructionSets.read("harmless");
    assertEquals(400, prompts.size());
    assertEquals(
        List.of(), prompts.stream().filter(InstructionSets::isFound).collect(Collectors.toList()));
  }

  @Test
  void thePagesFiguresAreThoseOfTheSets() throws IOException {
    String page = Files.readString(Path.of("../docs/prompt-injection.md"));
    List<String> hostile = InstructionSets.read("hostile");
    List<String> alike = InstructionSets.read("alike");
    Map<String, String> rows = new TreeMap<>();
    rows.put("first", row(hostile, alike));
    rows.put("second", row(part("second", 'h'), part("second", 'g')));
    rows.put("third", row(part("third", 'h'), part("third", 'g')));
    rows.put("fourth", row(part("fourth", 'h'), part("fourth", 'g')));
    rows.put("fifth", row(part("fifth", 'h'), part("fifth", 'g')));
    rows.put("sixth", row(part("sixth", 'h'), part("sixth", 'g')));
    for (Map.Entry<String, String> row : rows.entrySet()) {
      String line = "| " + row.getKey() + " | " + row.getValue() + " |";
      assertTrue(page.contains(line), line);
    }
  }

  private static String row(List<String> hostile, List<String> harmless) {
    return InstructionSets.found(hostile)
        + " of "
        + hostile.size()
        + " | "
        + (harmless.size() - InstructionSets.found(harmless))
        + " of "
        + harmless.size();
  }

  @Test
  void theSetThatWasNeverTunedToMeetsTheAims() {
    List<String> hostile = part("third", 'h');
    List<String> harmless = part("third", 'g');
    assertTrue(InstructionSets.found(hostile) * 100 >= hostile.size() * 65, "recall");
    assertTrue(InstructionSets.found(harmless) * 100 <= harmless.size() * 5, "false alarms");
  }

  @Test
  void commandsAreFoundInEachOfFifteenLanguages() {
    Map<String, List<String>> languages =
        InstructionSets.read("hostile").stream()
            .collect(Collectors.groupingBy(row -> row.substring(0, 2)));
    assertEquals(15, languages.size());
    languages.forEach(
        (language, rows) ->
            assertTrue(InstructionSets.found(rows) * 10 >= rows.size() * 8, language));
  }

  /** To ignore, to reveal, to act, to send: one of each in each language. */
  @Test
  void eachKindOfCommandIsFoundInEachLanguage() {
    Map<String, List<String>> languages =
        part("fifth", 'h').stream()
            .filter(row -> !row.startsWith("h|en|"))
            .collect(Collectors.groupingBy(row -> row.substring(2, 4)));
    assertEquals(14, languages.size());
    languages.forEach(
        (language, rows) -> {
          assertEquals(4, rows.size(), language);
          assertEquals(4, InstructionSets.found(rows), language);
        });
  }

  @Test
  void documentsAndSourceCodeOfThisProjectHoldNone() throws IOException {
    List<String> found = new ArrayList<>();
    for (String folder : new String[] {"../docs", "src/main/java", "../agent/src/main/java"}) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(Files::isRegularFile).collect(Collectors.toList())) {
          String name = file.toString();
          boolean speaks =
              name.toLowerCase(Locale.ROOT).contains("instruction")
                  || name.contains("prompt-injection");
          if (name.matches(".*\\.(md|java)") && !speaks) {
            byte[] text = Files.readAllBytes(file);
            if (InstructionSets.points(new String(text, StandardCharsets.UTF_8)) > 0) {
              found.add(name);
            }
          }
        }
      }
    }
    assertEquals(List.of(), found);
  }
}
