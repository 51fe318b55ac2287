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
  void dev() throws Exception {
    for (String f : System.getProperty("files", "people-train,enterprise-train").split(",")) {
      Tally tally = new Tally(WITH_ORGANIZATIONS);
      String group = "";
      for (String line : Files.readString(Path.of("/work/texts/" + f + ".txt")).split("\n")) {
        if (line.startsWith("# -- ")) {
          group = line.substring(5);
        } else if (!line.startsWith("# ") && !line.isBlank()) {
          tally.add(MarkedText.untyped(line.replace("␊", "\n")), Set.of(), group);
        }
      }
      System.out.println(f.contains("blind") ? tally.table(f) : tally.report(f));
    }
  }
}
