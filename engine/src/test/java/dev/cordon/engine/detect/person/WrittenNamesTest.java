package dev.cordon.engine.detect.person;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.person.acceptance.MarkedText;
import dev.cordon.engine.detect.person.acceptance.Tally;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the tagger of names reaches in the written texts that no weight has seen. */
class WrittenNamesTest {
  @Test
  void namesInTextsThatNoWeightHasSeen() {
    Tally tally = new Tally();
    WrittenTexts.read(
        true,
        (file, text) ->
            tally.add(MarkedText.of(othersMayBeFound(text), ""), Set.of("person_name"), file));
    String report = tally.report("Written names");
    System.out.println(report);
    assertTrue(tally.recall() >= 0.68 && tally.precision() >= 0.9, report);
  }

  /** Only names count; a place that is taken for one is needless. */
  private static String othersMayBeFound(String text) {
    return text.replaceAll("⟦place:([^⟧]*)⟧", "$1").replaceAll("⟦(?!name:)[a-z]+:", "⟦any:");
  }
}
