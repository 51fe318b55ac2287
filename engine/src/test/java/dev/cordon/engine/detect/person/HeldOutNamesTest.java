package dev.cordon.engine.detect.person;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.person.acceptance.MarkedText;
import dev.cordon.engine.detect.person.acceptance.Tally;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the scorer of names reaches in made sentences that it was not trained on. */
class HeldOutNamesTest {
  @Test
  void namesInSentencesThatNoWeightHasSeen() {
    Tally tally = new Tally();
    NameTexts.make(
        NameTexts.HELD_OUT,
        40,
        (group, text) -> tally.add(MarkedText.of(text, "name"), Set.of("person_name"), group));
    String report = tally.report("Held-out names");
    System.out.println(report);
    assertTrue(tally.recall() >= 0.87 && tally.precision() >= 0.97, report);
  }
}
