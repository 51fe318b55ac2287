package dev.cordon.agent.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
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
  void typesThatAreOffByDefaultAreSwitchedOnByName() {
    String line = "{\"text\":\"She left Oslo on 12 March 2024\"}\n";
    assertEquals(0, run(line, "--jsonl"));
    assertEquals("{\"id\":null,\"findings\":[]}\n", out.toString(UTF_8));
    run(line, "--jsonl", "--also-detect", "location");
    assertTrue(out.toString(UTF_8).contains("\"type\":\"location\",\"start\":9,\"end\":13"));
    assertFalse(out.toString(UTF_8).contains("date_time"));
    run(line, "--jsonl", "--also-detect", "all");
    assertTrue(out.toString(UTF_8).contains("\"type\":\"date_time\",\"start\":17,\"end\":30"));
    assertEquals(2, run(line, "--also-detect", "email_address"));
  }

  @Test
  void explainPrintsWhatSpokeForAnAddressAndAgainstIt() {
    run("Ship to 27 Alder Road, Bristol BS4 3QD today\n", "--explain");
    String text = out.toString(UTF_8);
    assertTrue(text.contains("postal_address"), text);
    assertTrue(text.matches("(?s).*\n    \\+\\d+ number\n.*\n    [+-]\\d+ bias\n.*"), text);
    assertEquals(2, run("x", "--explain", "--format", "json"));
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
  void linesOfOtherSystemsAndAByteOrderMarkAreRead() {
    assertEquals(
        0,
        run("\ufeff{\"id\":1,\"text\":\"ada@example.com\"}\r\n\r\n{\"text\":\"\"}\r\n", "--jsonl"));
    assertEquals(
        """
        {"id":1,"findings":[{"type":"email_address","start":0,"end":15,"confidence":95}]}
        {"id":null,"findings":[]}
        """,
        out.toString(UTF_8));
  }

  @Test
  void halvesOfSurrogatePairsCountAsOneCodeUnit() {
    for (String half : new String[] {"\\ud83d", "\\ude00", "\\ude00\\ud83d"}) {
      out.reset();
      assertEquals(0, run("{\"text\":\"" + half + " ada@example.com\"}\n", "--jsonl"), half);
      int start = half.length() / 6 + 1;
      assertTrue(
          out.toString(UTF_8).contains("\"start\":" + start + ",\"end\""), out.toString(UTF_8));
    }
  }

  @Test
  void aLineIsAnsweredBeforeTheNextOneIsWritten() throws Exception {
    PipedOutputStream writer = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(writer);
    PipedOutputStream to = new PipedOutputStream();
    PipedInputStream answers = new PipedInputStream(to);
    Thread scan =
        new Thread(
            () ->
                Cli.run(
                    new String[] {"scan", "--jsonl"},
                    in,
                    new PrintStream(to, true, UTF_8),
                    System.err));
    scan.start();
    BufferedReader reader = new BufferedReader(new InputStreamReader(answers, UTF_8));
    for (int i = 0; i < 3; i++) {
      writer.write(("{\"id\":" + i + ",\"text\":\"x\"}\n").getBytes(UTF_8));
      writer.flush();
      assertEquals("{\"id\":" + i + ",\"findings\":[]}", reader.readLine());
    }
    writer.close();
    scan.join(10_000);
    assertFalse(scan.isAlive());
  }

  @Test
  void aByteOrderMarkIsNoColumn(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("log.txt"), "\ufeffada@example.com\r\n");
    assertEquals(0, run("", file.toString()));
    assertEquals(file + ":1:1 email_address 95 (15 characters)\n", out.toString(UTF_8));
  }

  @Test
  void helpSaysWhatTheExitCodesMean() {
    assertEquals(0, run("", "--help"));
    assertTrue(out.toString(UTF_8).contains("Exit codes:"), out.toString(UTF_8));
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
    Commands commands = new Commands().in(in);
    int code = commands.run("scan", args);
    out.writeBytes(commands.out().getBytes(UTF_8));
    err.writeBytes(commands.err().getBytes(UTF_8));
    return code;
  }
}
