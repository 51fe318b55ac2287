package dev.cordon.engine.detect.secret;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.DetectorCases;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each row of a catalogue says where it comes from, what it finds and what it leaves. */
class CatalogueRowsTest {
  private static final String DETECT = "/dev/cordon/engine/detect/";

  /** A row with what stands behind blanks below it. */
  private record Row(String id, List<String> sources, List<String> found, List<String> left) {
    Row(String id) {
      this(id, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    }
  }

  @TestFactory
  Stream<DynamicTest> identifiers() {
    return tests("national/identifiers.txt", CatalogueRowsTest::identifier, text -> text);
  }

  @TestFactory
  Stream<DynamicTest> secrets() {
    return tests("secret/secrets.txt", id -> "secret." + id, FormSamples::fill);
  }

  /** A second row of one type has a word more: {@code dk.cpr.checked}, {@code passport.any}. */
  private static String identifier(String id) {
    int second = id.indexOf('.', id.indexOf('.') == 2 ? 3 : 0);
    return second < 0 ? id : id.substring(0, second);
  }

  private static Stream<DynamicTest> tests(
      String file, UnaryOperator<String> type, UnaryOperator<String> fill) {
    List<Row> rows = rows(file);
    assertTrue(rows.size() > 100, file + " has " + rows.size() + " rows");
    return rows.stream()
        .map(row -> DynamicTest.dynamicTest(row.id, () -> check(row, type.apply(row.id), fill)));
  }

  private static void check(Row row, String type, UnaryOperator<String> fill) {
    assertEquals(1, row.sources.size(), "a source: a line \"  = …\" below the row");
    assertTrue(row.sources.get(0).length() > 5, "a source");
    assertTrue(!row.found.isEmpty(), "what it finds: a line \"  + …«…»…\" below the row");
    assertTrue(!row.left.isEmpty(), "what it leaves: a line \"  - …\" below the row");
    for (String text : row.found) {
      assertTrue(text.contains("«"), text);
      DetectorCases.check(type, fill.apply(text));
    }
    for (String text : row.left) {
      assertTrue(!text.contains("«"), text);
      DetectorCases.check(type, fill.apply(text));
    }
  }

  private static List<Row> rows(String file) {
    List<Row> rows = new ArrayList<>();
    try (InputStream in = CatalogueRowsTest.class.getResourceAsStream(DETECT + file);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("  ")) {
          Row row = rows.get(rows.size() - 1);
          List<String> list =
              switch (line.charAt(2)) {
                case '=' -> row.sources;
                case '+' -> row.found;
                case '-' -> row.left;
                default -> throw new IllegalArgumentException(line);
              };
          list.add(line.substring(4));
        } else if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("@")) {
          rows.add(new Row(line.substring(0, line.indexOf('|'))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return rows;
  }
}
