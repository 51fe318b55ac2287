package dev.cordon.agent.telemetry.otel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.common.AttributeKey;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/telemetry.md says what the code does. */
class TelemetryDocsTest {
  private static final Path PAGE = Path.of("../docs/telemetry.md");

  @Test
  void theTableOfMetricsIsTheCatalogue() throws IOException {
    List<String> rows = new ArrayList<>();
    for (Instruments instrument : Instruments.values()) {
      rows.add(instrument.row());
    }
    List<String> documented =
        Files.readAllLines(PAGE).stream()
            .filter(line -> line.contains("| counter |") || line.contains("| histogram |"))
            .toList();
    assertEquals(rows, documented);
  }

  @Test
  void everyAttributeHasARow() throws Exception {
    String page = Files.readString(PAGE);
    for (Field field : Keys.class.getDeclaredFields()) {
      if (field.get(null) instanceof AttributeKey<?> key) {
        assertTrue(page.contains("| `" + key.getKey() + "` |"), "no row for " + key.getKey());
      }
    }
  }
}
