package dev.cordon.engine.roundtrip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import dev.cordon.engine.wire.WireFormats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The table of wire formats in the documentation says what the catalogue and the samples say. */
class WirePageTest {
  private static final Path PAGE = Path.of("../docs/wire-formats.md");
  private static final String BEGIN = "<!-- table: written by WirePageTest -->\n";

  /** {@code -Dcordon.write-docs=true} writes the table instead. */
  @Test
  void thePageListsTheCatalogue() throws Exception {
    String page = Files.readString(PAGE);
    String table = page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table();
    if (Boolean.getBoolean("cordon.write-docs")) {
      Files.writeString(PAGE, table);
      page = table;
    }
    assertEquals(table, page, "write it anew with -Dcordon.write-docs=true");
  }

  private static String table() throws Exception {
    StringBuilder table =
        new StringBuilder("| format | method and end of path | streams |\n| --- | --- | --- |\n");
    try (var in = WireFormats.class.getResourceAsStream("wire-formats.json")) {
      for (JsonNode format : Trees.read(new String(in.readAllBytes(), UTF_8)).get("formats")) {
        Set<String> paths = new LinkedHashSet<>();
        format.get("paths").forEach(path -> paths.add("`" + path.asText() + "`"));
        String id = format.get("id").asText();
        table.append("| `").append(id).append("` | ");
        table.append(paths.isEmpty() ? "any other path of a known host" : String.join(", ", paths));
        table.append(" | ").append(String.join(", ", streams(id))).append(" |\n");
      }
    }
    return table.toString();
  }

  private static Set<String> streams(String format) {
    Set<String> streams = new LinkedHashSet<>();
    for (Sample sample : Samples.all()) {
      if (sample.format.equals(format) && !sample.deltas.isEmpty()) {
        streams.add(
            switch (sample.framing) {
              case SSE -> "server-sent events";
              case LINES -> "JSON lines";
              case ARRAY -> "JSON array";
              case AWS, AWS_BYTES -> "AWS event stream";
            });
      }
    }
    if (format.endsWith("realtime") || format.endsWith("live")) {
      streams.add("WebSocket frames");
    }
    return streams;
  }
}
