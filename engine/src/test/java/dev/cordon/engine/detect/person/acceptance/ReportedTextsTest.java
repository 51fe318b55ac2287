package dev.cordon.engine.detect.person.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts that users reported: each leaked or was found needlessly once, and none may again. */
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
    assertEquals(0, tally.left() + tally.needless(), report);
  }
}
