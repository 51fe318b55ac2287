package dev.cordon.engine.detect.person.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.scan.ScannerConfig;
import dev.cordon.engine.detect.scan.Scanners;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** TODO. */
class WritersTest {
  private static final Scanner WITH_ORGANIZATIONS =
      Scanners.create(ScannerConfig.builder().enable("organization").enable("internal.code_name").build());

  @Test
  void dev() {
    for (String file : System.getProperty("files", "people,enterprise").split(",")) {
      Tally tally = new Tally(WITH_ORGANIZATIONS);
      MarkedText.sentences(
          file + ".txt", (kind, text) -> tally.add(MarkedText.untyped(text), Set.of(), kind));
      System.out.println(file.contains("held") ? tally.table(file) : tally.report(file));
    }
  }
}
