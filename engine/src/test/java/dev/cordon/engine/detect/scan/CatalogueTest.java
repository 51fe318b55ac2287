package dev.cordon.engine.detect.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.DataType;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Path PAGE = Path.of("../docs/detectors.md");

  /** {@code -Dcordon.write-docs=true} writes the page instead. */
  @Test
  void thePageListsWhatTheCodeFinds() throws Exception {
    if (Boolean.getBoolean("cordon.write-docs")) {
      Files.writeString(PAGE, Catalogue.page());
    }
    assertEquals(
        Catalogue.page(), Files.readString(PAGE), "write it anew with -Dcordon.write-docs=true");
  }

  @Test
  void typesAreWellFormed() {
    for (DataType type : Scanners.types()) {
      assertTrue(type.id().matches("[a-z][a-z0-9_]*(\\.[a-z0-9_]+)*"), type.id());
      assertTrue(type.token().matches("[A-Z][A-Z0-9]*"), type.id() + " " + type.token());
      assertTrue(!type.title().isBlank() && !type.title().contains("|"), type.id());
    }
  }
}
