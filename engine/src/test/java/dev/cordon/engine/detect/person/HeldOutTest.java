package dev.cordon.engine.detect.person;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.person.acceptance.MarkedText;
import dev.cordon.engine.detect.person.acceptance.Tally;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the scorers reach on made sentences that they were not trained on. */
class HeldOutTest {
  @Test
  void addressesOfLocalesAndTemplatesThatNoWeightHasSeen() {
    Tally tally = new Tally();
    AddressTexts.make(
        true,
        60,
        (locale, text) ->
            tally.add(MarkedText.of(text, "address"), Set.of("postal_address"), locale));
    String report = tally.report("Held-out addresses");
    System.out.println(report);
    assertTrue(tally.recall() >= 0.81 && tally.precision() >= 0.99, report);
  }
}
