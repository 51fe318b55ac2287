package dev.cordon.agent.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.agent.audit.SampleTrail;
import dev.cordon.agent.cli.Commands;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryCommandTest {
  private static final String CALL =
      """
      {"exchange":"%s","time":"2026-01-05T10:0%s:00.000Z","service":"%s","vendor":"openai","host":"eu.api.openai.com","caller":"com.acme.hr.Letters.write","caller_rule":"hr","labels":["confidential"],"user":"u%s","key":"k1","region":"eu","model":"gpt-5","operation":"chat","cost_usd":0.25,"decision":"%s","findings":[{"type":"email_address","class":"personal","action":"tokenize","count":2}]}
      """;

  @TempDir Path folder;
  private Path trail;
  private final Commands commands = new Commands();

  @BeforeEach
  void begin() {
    trail = folder.resolve("audit.jsonl");
  }

  @Test
  void aWayOfUsingAiIsARowWithItsDataAndWhatBecameOfIt() throws IOException {
    calls();
    commands.run("inventory", "--format", "json", trail.toString());
    JsonNode rows = new ObjectMapper().readTree(commands.out()).get("activities");
    assertEquals(2, rows.size());
    JsonNode hr = rows.get(1);
    for (String[] cell :
        new String[][] {
          {"service", "hr"},
          {"caller", "com.acme.hr.Letters.write"},
          {"caller_rule", "hr"},
          {"operation", "chat"},
          {"vendor", "openai"},
          {"region", "eu"},
          {"model", "gpt-5"},
          {"key", "k1"},
          {"calls", "3"},
          {"refused_calls", "1"},
          {"users", "2"},
          {"last", "2026-01-05T10:02:00.000Z"},
          {"vendor_headquarters", "US as of 2026-11-29"}
        }) {
      assertEquals(cell[1], hr.get(cell[0]).asText(), cell[0]);
    }
    assertEquals(
        "[{\"class\":\"personal\",\"calls\":3,\"in_clear\":0,\"replaced\":4,\"refused\":2}]",
        hr.get("data").toString());
    assertEquals("[\"confidential\"]", hr.get("labels").toString());
    assertEquals(0.75, hr.get("cost_usd").asDouble());
  }

  @Test
  void csvHasAHeadingAndNoCellThatATableCalculatorTakesForAFormula() throws IOException {
    calls();
    commands.run("inventory", "--format", "csv", trail.toString());
    List<String> lines = commands.out().lines().toList();
    assertEquals(3, lines.size());
    assertTrue(
        lines.get(0).startsWith("\"service\",\"caller_rule\",\"caller\",\"operation\",\"vendor\""),
        lines.get(0));
    assertTrue(lines.get(1).startsWith("\"'=cmd\"\"x\",\"hr\","), lines.get(1));
    assertTrue(lines.get(2).contains("\"\",\"personal\",\"personal\",\"confidential\""));
    int columns = lines.get(0).split("\",\"").length;
    assertEquals(columns, lines.get(1).split("\",\"", -1).length, lines.get(1));
  }

  @Test
  void aTimeCanBeChosenAndTheTrailIsVerifiedFirst() throws IOException {
    SampleTrail.write(trail, 100);
    assertEquals(0, commands.run("inventory", "--format", "json", trail.toString()));
    assertTrue(commands.err().contains("inventory: intact: "), commands.err());
    assertEquals(0, commands.run("inventory --format json --from 2030-01-01", trail.toString()));
    assertTrue(commands.out().contains("\"activities\":[]"), commands.out());
    Files.writeString(trail, "nonsense\n");
    assertEquals(1, commands.run("inventory", "--format", "csv", trail.toString()));
    assertEquals(2, commands.run("inventory", "--format", "xml", trail.toString()));
  }

  @Test
  void thePageHoldsNoMarkupOfNames() throws IOException {
    Files.writeString(trail, String.format(CALL, 1, 1, "<img src=x>", 1, "modify"));
    commands.run("inventory", "-o", "-", trail.toString());
    assertTrue(commands.out().startsWith("<!doctype html>"));
    assertFalse(commands.out().contains("<img"), "markup");
  }

  @Test
  void rowsStayBounded() {
    InventoryCount count = new InventoryCount();
    TrailRecord record = new TrailRecord();
    RecordParser parser = new RecordParser();
    for (int i = 0; i < 11_000; i++) {
      byte[] line =
          ("{\"exchange\":\"1\",\"model\":\"" + i + "\"}").getBytes(StandardCharsets.UTF_8);
      assertTrue(parser.parse(line, line.length, record));
      count.add(record, 0);
    }
    assertEquals(10_000, count.rows().size());
    assertEquals(1_000, count.notListed);
  }

  private void calls() throws IOException {
    Files.writeString(
        trail,
        String.format(CALL, 1, 0, "hr", 1, "modify")
            + String.format(CALL, 2, 1, "hr", 2, "modify")
            + String.format(CALL, 3, 2, "hr", 2, "deny")
            + String.format(CALL, 4, 3, "=cmd\\\"x", 2, "modify"));
  }
}
