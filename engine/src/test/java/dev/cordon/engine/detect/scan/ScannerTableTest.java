package dev.cordon.engine.detect.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.detect.DataClass;
import dev.cordon.engine.detect.DataType;
import dev.cordon.engine.detect.Findings;
import dev.cordon.engine.detect.Scanner;
import dev.cordon.engine.detect.Severity;
import dev.cordon.engine.detect.custom.CustomPack;
import dev.cordon.engine.detect.custom.ExactValues;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The tables that the build makes, against what the lists give. */
class ScannerTableTest {
  private static final Path LISTS = Path.of("src/main/resources/dev/cordon/engine/detect");
  private static final DataType CASE =
      new DataType("case_number", DataClass.CUSTOM, Severity.MEDIUM, "CASE", "Case number");

  @Test
  void theTablesAreThoseOfTheLists() {
    assertArrayEquals(
        Scanners.table().toBytes(),
        table().toBytes(),
        "the lists have changed since the build made scanner.bin");
  }

  @Test
  void theTablesAreTheSameEachTime() {
    assertArrayEquals(Scanners.table().toBytes(), Scanners.table().toBytes());
  }

  @Test
  void tablesOfAnotherFormatAreRefused() {
    byte[] bytes = Scanners.table().toBytes();
    bytes[0]++;
    assertThrows(IllegalStateException.class, () -> new ScannerTable(bytes));
  }

  @Test
  void eachPartRegistersLaterWhatItDidForTheTables() {
    ScannerTable table = table();
    LateParts late = new LateParts(table.parts, new BuiltIn(Set.of(), Set.of()));
    Detectors detectors = Detectors.late(late);
    for (int part = 0; part < BuiltIn.PARTS; part++) {
      late.register(part, detectors, null);
    }
    for (int i = 0; i < detectors.literals.length(); i++) {
      assertNotNull(detectors.literals.get(i), "literal " + i);
    }
    for (int i = 0; i < detectors.shapes.length(); i++) {
      assertNotNull(detectors.shapes.get(i), "shape " + i);
    }
    assertTrue(detectors.runs.length() > 0 && detectors.words.length() > 0);
    for (int i = 0; i < detectors.ends.length(); i++) {
      assertNotNull(detectors.ends.get(i), "end " + i);
    }
  }

  @Test
  void partsOfOtherDetectorsAreRefused() {
    Registrations registry = new Registrations();
    for (int part = 0; part <= BuiltIn.PARTS; part++) {
      registry.part();
    }
    ScannerTable empty = registry.table();
    LateParts late = new LateParts(empty.parts, new BuiltIn(Set.of(), Set.of()));
    Detectors none = Detectors.late(late);
    assertThrows(IllegalStateException.class, () -> late.register(0, none, null));
  }

  @Test
  void theTypesAreTheDeclaredOnes() {
    Scanner computed = Scanners.create(ScannerConfig.builder().build(), null);
    List<String> declared = described(((OnePassScanner) computed).tables().types.all());
    assertEquals(declared, described(Scanners.types()));
    assertEquals(declared, described(tablesOf(ScannerConfig.builder()).types.all()));
  }

  @Test
  void aDetectorIsMadeWhenItIsWoken() {
    OnePassScanner scanner = Scanners.create(ScannerConfig.builder().build(), table());
    Detectors detectors = scanner.tables().detectors;
    byte[] text = "what is the capital of norway?".getBytes(UTF_8);
    scanner.newSession().scan(text, 0, text.length, "content", new Findings());
    int made = 0;
    for (int i = 0; i < detectors.literals.length(); i++) {
      made += detectors.literals.get(i) == null ? 0 : 1;
    }
    assertTrue(made < 20, made + " made");
    Findings findings = new Findings();
    text = "sin 046-454-286, AKIAQ3EGRDTUVWXYZ234, ada@example.com".getBytes(UTF_8);
    scanner.newSession().scan(text, 0, text.length, "", findings);
    assertEquals(3, findings.size());
  }

  @Test
  void scannersOfTheTablesFindWhatOthersDo() throws IOException {
    same(ScannerConfig.builder());
  }

  @Test
  void typesCanBeSwitchedOff() throws IOException {
    same(
        ScannerConfig.builder()
            .disable("email_address")
            .disable("person_name")
            .disable("secret.generic_password")
            .disable("no.fodselsnummer"));
  }

  @Test
  void optionalTypesCanBeSwitchedOn() throws IOException {
    ScannerConfig.Builder config = ScannerConfig.builder();
    Scanners.optional().forEach(config::enable);
    same(config);
  }

  @Test
  void regionsAndDomainsCanBeNamed() throws IOException {
    same(
        ScannerConfig.builder()
            .region("no")
            .region("de")
            .domain("corp.example")
            .domain("staff.example"));
  }

  @Test
  void customTypesComeFirst() throws IOException {
    same(custom());
    ScannerConfig.Builder all = custom().domain("corp.example").region("se");
    all.disable("phone_number").enable("date_time").enable("organization");
    same(all);
  }

  @Test
  void aBuiltInTypeCannotBeDeclaredAgain() {
    DataType again =
        new DataType("email_address", DataClass.CUSTOM, Severity.LOW, "MAIL", "Another address");
    CustomPack pack = new CustomPack().words(again, List.of("elmwood"), 80);
    ScannerConfig config = ScannerConfig.builder().add(pack).build();
    assertThrows(IllegalStateException.class, () -> Scanners.create(config, null));
    assertThrows(IllegalStateException.class, () -> Scanners.create(config, table()));
  }

  private static ScannerConfig.Builder custom() {
    ExactValues.Builder values = ExactValues.builder();
    assertTrue(values.add("Ada Lovelace"));
    assertTrue(values.add("4711-0815"));
    CustomPack pack =
        new CustomPack()
            .pattern(CASE, "CASE-\\d{4}", List.of("case", "passport"), 80)
            .words(CASE, List.of("Elmwood", "project passport", "password", "tok-", "§7"), 85)
            .keys(CASE, List.of("case_number", "ticket"), 85)
            .values(CASE, values.build(), 95);
    return ScannerConfig.builder().add(pack);
  }

  private static ScannerTable table() {
    ScannerTable table = ScannerTable.read();
    assertNotNull(table, "the build makes scanner.bin in the phase process-classes");
    return table;
  }

  private static ScanTables tablesOf(ScannerConfig.Builder config) {
    return Scanners.create(config.build(), table()).tables();
  }

  private static List<String> described(List<DataType> types) {
    List<String> lines = new ArrayList<>();
    for (DataType type : types) {
      lines.add(
          String.join(
              "|",
              type.id(),
              type.dataClass().name(),
              type.severity().name(),
              type.token(),
              type.title()));
    }
    assertFalse(lines.isEmpty());
    return lines;
  }

  /** Compares a scanner of the tables with one that has read the lists, text by text. */
  private static void same(ScannerConfig.Builder config) throws IOException {
    Scanner computed = Scanners.create(config.build(), null);
    Scanner read = Scanners.create(config.build(), table());
    List<String> texts = texts();
    String[] keys = {"", "content", "password", "case_number", "github_token", "name", "ssn"};
    int found = 0;
    for (int i = 0; i < texts.size(); i++) {
      String key = keys[i % keys.length];
      List<String> expected = findings(computed, key, texts.get(i));
      assertEquals(expected, findings(read, key, texts.get(i)), key + ": " + texts.get(i));
      found += expected.size();
    }
    assertTrue(found > 1000, found + " found");
  }

  private static List<String> findings(Scanner scanner, String key, String text) {
    byte[] bytes = text.getBytes(UTF_8);
    Findings findings = new Findings();
    scanner.newSession().scan(bytes, 0, bytes.length, key, findings);
    List<String> list = new ArrayList<>();
    for (int i = 0; i < findings.size(); i++) {
      list.add(
          String.join(
              " ",
              findings.type(i).id(),
              findings.start(i) + "-" + findings.end(i),
              findings.confidence(i) + " " + findings.features(i)));
    }
    return list;
  }

  /** Returns the samples of the lists, keywords before a value, and mixtures of all of them. */
  private static List<String> texts() throws IOException {
    List<String> texts = new ArrayList<>();
    for (String list : List.of("national/identifiers.txt", "secret/secrets.txt")) {
      for (String line : Files.readAllLines(LISTS.resolve(list))) {
        if (line.startsWith("  + ") || line.startsWith("  - ")) {
          texts.add(
              line.substring(4).replaceAll("[«»]", "").replaceAll("%[A-Za-z]\\d*", "a1B2c3D4"));
        }
      }
    }
    SplittableRandom random = new SplittableRandom(20261130);
    List<String> anchors = new ArrayList<>(Scanners.anchors());
    Collections.sort(anchors);
    String[] values = {
      ": 4711-0815",
      "=hunter2Xy!9",
      " CASE-1234",
      " is 219-09-9998.",
      " Ada Lovelace",
      "@corp.example",
      ".staff.example",
      " 12 Elmwood Street, 0155 Oslo",
      " 2024-03-01",
      " +47 22 22 55 55",
      "\n",
    };
    StringBuilder mixture = new StringBuilder();
    for (int i = 0; i < anchors.size(); i++) {
      String anchor = anchors.get(i);
      String value = values[random.nextInt(values.length)];
      if (i % 4 == 0) {
        texts.add("The " + anchor + value);
      }
      mixture.append(anchor).append(value).append(random.nextInt(3) == 0 ? ", " : " ");
      if (mixture.length() > 900) {
        texts.add(mixture.toString());
        mixture.setLength(0);
      }
    }
    texts.addAll(
        Arrays.asList(
            "db.corp.example and db.other.example, https://example.org/a?b=c",
            "Elmwood elmwood project passport 4711 0815 §7 tok-9",
            "Acme Widgets GmbH, Germany, on 3 March 2024 at 10:30"));
    return texts;
  }
}
