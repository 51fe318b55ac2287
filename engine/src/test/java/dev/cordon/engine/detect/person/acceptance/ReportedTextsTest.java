package dev.cordon.engine.detect.person.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts that users reported: each leaked or was found needlessly once. */
class ReportedTextsTest {
  @Test
  void whatWasReportedIsFoundWholeAndNothingElse() {
    Tally tally = new Tally();
    String group = "";
    for (String line : MarkedText.read("reported.txt").split("\n")) {
      if (line.startsWith("# -- ")) {
        group = line.substring(5);
      } else if (!line.startsWith("# ") && !line.isBlank()) {
        tally.add(MarkedText.untyped(line.replace("␊", "\n")), Set.of(), group);
      }
    }
    String report = tally.report("Reported texts");
    System.out.println(report);
    assertTrue(
        tally.left() <= 2, report); // a lone surname before a thing, a key in groups amid text
    assertEquals(0, tally.needless(), report);
  }
}
