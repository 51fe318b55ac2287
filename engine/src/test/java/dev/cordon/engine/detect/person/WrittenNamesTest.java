package dev.cordon.engine.detect.person;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.person.acceptance.MarkedText;
import dev.cordon.engine.detect.person.acceptance.Tally;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the tagger of names reaches in the written texts that no weight has seen. */
class WrittenNamesTest {
  /** The texts that the tagger was first measured with. */
  private static final Set<String> FIRST =
      Set.of("en1", "en2", "germanic", "romance", "east", "addresses", "secrets");

  @Test
  void namesInTextsThatNoWeightHasSeen() {
    Tally first = new Tally();
    Tally all = new Tally();
    WrittenTexts.read(
        true,
        (file, line) -> {
          MarkedText text = MarkedText.of(othersMayBeFound(line), "");
          all.add(text, Set.of("person_name"), file);
          if (FIRST.contains(file)) {
            first.add(text, Set.of("person_name"), file);
          }
        });
    String report = all.report("Written names") + first.table("Those of the first seven files");
    System.out.println(report);
    assertTrue(first.recall() >= 0.7 && first.precision() >= 0.93, report);
    assertTrue(all.recall() >= 0.62 && all.precision() >= 0.89, report);
  }

  /** Only names count; a place that is taken for one is needless. */
  private static String othersMayBeFound(String text) {
    return text.replaceAll("⟦place:([^⟧]*)⟧", "$1").replaceAll("⟦(?!name:)[a-z]+:", "⟦any:");
  }
}
