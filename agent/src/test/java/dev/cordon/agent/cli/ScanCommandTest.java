package dev.cordon.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScanCommandTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void jsonLinesGiveOffsetsInUtf16CodeUnits() {
    assertEquals(0, run("{\"id\":7,\"text\":\"😀 é ada@example.com\"}\n", "--jsonl"));
    assertEquals(
        "{\"id\":7,\"findings\":[{\"type\":\"email_address\",\"start\":5,\"end\":20,\"confidence\":95}]}\n",
        out.toString(UTF_8));
  }

  @Test
  void jsonEscapesAreDecodedBeforeTheyAreCounted() {
    run("{\"text\":\"\\ud83d\\ude00\\n\\\"ada\\u0040example.com\\\"\",\"id\":null}", "--jsonl");
    assertTrue(out.toString(UTF_8).contains("\"start\":4,\"end\":19"), out.toString(UTF_8));
  }

  @Test
  void identifiersOfEveryKindComeBackAsTheyAre() {
    run(
        """
        {"id": {"a": [1, "}"]} , "text": "x"}
        {"id":1.50e2,"text":"x"}
        {"text":"x","id":"a\\u0020\\"b"}
        {"text":"x"}
        """,
        "--jsonl");
    assertEquals(
        """
        {"id":{"a": [1, "}"]},"findings":[]}
        {"id":1.50e2,"findings":[]}
        {"id":"a\\u0020\\"b","findings":[]}
        {"id":null,"findings":[]}
        """,
        out.toString(UTF_8));
  }

  @Test
  void malformedLinesAreNamedAndPassedOver() {
    int code =
        run(
            """
            {"id":1,"text":"x"}
            {"id":2,"text":
            [1]
            {"id":3,"text":5}

            {"id":4}
            {"id":5,"text":"x"} {}
            {"id":6,"text":"x"}""",
            "--jsonl");
    assertEquals(1, code);
    assertEquals("{\"id\":1,\"findings\":[]}\n{\"id\":6,\"findings\":[]}\n", out.toString(UTF_8));
    String complaints = err.toString(UTF_8);
    for (int line : new int[] {2, 3, 4, 6, 7}) {
      assertTrue(complaints.contains("line " + line + ":"), complaints);
    }
  }

  @Test
  void longLinesAndManyLinesAreRead() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      text.append("{\"id\":").append(i).append(",\"text\":\"").append("word ".repeat(i * 20));
      text.append("ada@example.com\"}\n");
    }
    run(text.toString(), "--jsonl");
    String[] lines = out.toString(UTF_8).split("\n");
    assertEquals(200, lines.length);
    for (int i = 0; i < 200; i++) {
      String start =
          "{\"id\":" + i + ",\"findings\":[{\"type\":\"email_address\",\"start\":" + i * 100;
      assertTrue(lines[i].startsWith(start), lines[i]);
    }
  }

  @Test
  void plainTextGivesPlacesButNoValues(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("log.txt"), "one\ntwo é ada@example.com\n");
    assertEquals(0, run("", file.toString()));
    assertEquals(file + ":2:7 email_address 95 (15 characters)\n", out.toString(UTF_8));
  }

  @Test
  void valuesAreShownWhenAskedFor() {
    run("ada@example.com", "--show-values", "--format", "json", "-");
    assertTrue(out.toString(UTF_8).contains("\"line\":1,\"column\":1"), out.toString(UTF_8));
    assertTrue(
        out.toString(UTF_8).contains("ada@example.com") || out.toString(UTF_8).contains("ada"));
  }

  @Test
  void aFileThatIsMissingIsNamedAndTheOthersAreScanned(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("a"), "ada@example.com");
    assertEquals(1, run("", folder.resolve("none").toString(), file.toString()));
    assertTrue(err.toString(UTF_8).contains("none"), err.toString(UTF_8));
    assertTrue(out.toString(UTF_8).contains("email_address"), out.toString(UTF_8));
  }

  @Test
  void lessSureFindingsAreLeftOutOnRequest() {
    run("ada@example.com", "--min-confidence", "96");
    assertFalse(out.toString(UTF_8).contains("email_address"), out.toString(UTF_8));
  }

  @Test
  void aPolicyBringsItsOwnTypesAndAllowedValues(@TempDir Path folder) throws Exception {
    Path policy =
        Files.writeString(
            folder.resolve("cordon.yaml"),
            """
            version: 1
            custom_types:
              case_number:
                regex: 'CASE-[0-9]{4}'
            """);
    assertEquals(0, run("CASE-1234", "--policy", policy.toString()), err.toString(UTF_8));
    assertTrue(out.toString(UTF_8).contains("case_number"), out.toString(UTF_8));
  }

  @Test
  void aPolicyThatCannotBeUsedIsSaid(@TempDir Path folder) throws Exception {
    Path policy = Files.writeString(folder.resolve("cordon.yaml"), "frobnicate: 1");
    assertEquals(1, run("CASE-1234", "--policy", policy.toString()));
    assertTrue(err.toString(UTF_8).contains("frobnicate"), err.toString(UTF_8));
  }

  @Test
  void wrongUsageIsSaid() {
    assertEquals(2, run("", "--format", "xml"));
    assertEquals(2, run("", "--frobnicate"));
    assertEquals(2, run("", "--min-confidence"));
  }

  private int run(String in, String... args) {
    return ScanCommand.run(
        args,
        new ByteArrayInputStream(in.getBytes(UTF_8)),
        new PrintStream(out, true, UTF_8),
        new PrintStream(err, true, UTF_8));
  }
}
