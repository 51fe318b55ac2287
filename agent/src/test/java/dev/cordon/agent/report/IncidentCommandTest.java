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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentCommandTest {
  private static final String CALL =
      """
      {"exchange":"%s","time":"2026-01-05T%s:00.000Z","service":"s","vendor":"%s","host":"h.example","caller":"com.acme.hr.Letters.write","caller_rule":"hr","user":"u1","key":"k1","region":"eu","trace_id":"t1","decision":"%s"%s,"findings":[{"type":"email_address","class":"personal","action":"%s","count":%d}]}
      """;

  @TempDir Path folder;
  private Path trail;
  private final Commands commands = new Commands();

  @BeforeEach
  void begin() {
    trail = folder.resolve("audit.jsonl");
  }

  @Test
  void tellsWhatLeftInClearWhatWasReplacedAndWhatWasRefused() throws IOException {
    Files.writeString(
        trail,
        call("1", "10:00", "v", "modify", ",\"conversation\":\"c1\"", "tokenize", 2)
            + call("2", "10:01", "v", "audit", ",\"conversation\":\"c1\"", "tokenize", 3)
            + call("3", "10:02", "v", "deny", "", "block", 5)
            + call("4", "10:03", "w", "allow", "", "allow", 7));
    JsonNode found = json("--vendor", "v");
    assertEquals(3, found.at("/total/calls").asInt());
    assertEquals(1, found.at("/total/refused").asInt());
    assertEquals(
        "[{\"name\":\"personal\",\"calls\":3,\"in_clear\":3,\"replaced\":2,\"refused\":5}]",
        found.get("classes").toString());
    JsonNode conversation = found.get("conversations").get(0);
    assertEquals("c1", conversation.get("id").asText());
    assertEquals("conversation", conversation.get("kind").asText());
    assertEquals(2, conversation.get("calls").asInt());
    assertEquals("2026-01-05T10:01:00.000Z", conversation.get("last").asText());
    assertEquals("trace", found.get("conversations").get(1).get("kind").asText());
    assertEquals("k1", found.at("/names/key/0/name").asText());
    assertEquals("eu", found.at("/names/region/0/name").asText());
  }

  @ParameterizedTest
  @CsvSource({
    "--vendor, v, 1",
    "--vendor, x, 0",
    "--host, H.EXAMPLE, 2",
    "--key, k1, 2",
    "--key, k, 0",
    "--user, u1, 2",
    "--caller, com.acme.hr.Letters.write, 2",
    "--caller, com.acme.hr.Letters, 2",
    "--caller, com.acme, 2",
    "--caller, com.acme.**, 2",
    "--caller, com.ac, 0",
    "--caller, hr, 2",
    "--from, 2026-01-05T10:30, 1",
    "--to, 2026-01-05T10:30Z, 1",
    "--from, 2026-01-06, 0"
  })
  void countsTheCallsThatAreMeantAndNoOthers(String option, String value, int calls)
      throws IOException {
    Files.writeString(
        trail,
        call("1", "10:00", "v", "modify", "", "mask", 1)
            + call("2", "11:00", "w", "modify", "", "mask", 1));
    assertEquals(calls, json(option, value).at("/total/calls").asInt());
  }

  @Test
  void severalOptionsMeanCallsThatFitAllOfThem() throws IOException {
    Files.writeString(
        trail,
        call("1", "10:00", "v", "modify", "", "mask", 1)
            + call("2", "11:00", "w", "modify", "", "mask", 1));
    assertEquals(0, json("--vendor", "v", "--from", "2026-01-05T10:30").at("/total/calls").asInt());
  }

  @Test
  void namesWhomToCallWhereTheVendorPublishesIt() throws IOException {
    Files.writeString(
        trail,
        call("1", "10:00", "openai", "modify", "", "mask", 1)
            + call("2", "11:00", "voyage", "modify", "", "mask", 1));
    JsonNode contacts = json("--user", "u1").get("contacts");
    assertTrue(contacts.toString().contains("\"address\":\"disclosure@openai.com\""));
    assertTrue(contacts.toString().contains("\"vendor\":\"voyage\",\"contacts\":[]"));
  }

  @Test
  void theTrailIsVerifiedFirst() throws IOException {
    SampleTrail.write(trail, 50);
    assertEquals(0, commands.run("incident", "--vendor", "openai", "--json", trail.toString()));
    assertTrue(commands.err().contains("incident: intact: "), commands.err());
    assertTrue(commands.out().contains("\"intact\":true"));
    List<String> lines = new ArrayList<>(Files.readAllLines(trail));
    lines.remove(20);
    Files.write(trail, lines);
    assertEquals(1, commands.run("incident", "--vendor", "openai", "--json", trail.toString()));
    assertTrue(commands.err().contains("says where"), commands.err());
    assertTrue(commands.out().contains("record 21 is missing before it"), commands.out());
  }

  @Test
  void withoutTheKeyNobodyIsAccusedAndTheCodeIsThree() throws IOException {
    SampleTrail.write(trail, 20, "a key of sixteen bytes".getBytes(StandardCharsets.UTF_8));
    assertEquals(
        3, commands.run("incident", "--host", "api.openai.com", "--json", trail.toString()));
    assertEquals(
        3, commands.run("incident --host h --key-env CORDON_NO_SUCH_KEY --json", trail.toString()));
  }

  @Test
  void whoAsksForNothingIsToldWhatToAskFor() {
    assertEquals(2, commands.run("incident", "audit.jsonl"));
    assertTrue(commands.err().contains("--vendor, --host, --key"), commands.err());
    assertEquals(2, commands.run("incident", "--vendor", "v", "--to", "yesterday", "audit.jsonl"));
    assertEquals(1, commands.run("incident", "--vendor", "v", folder.resolve("none").toString()));
  }

  @Test
  void noNameCanBreakOutOfThePage() throws IOException {
    Files.writeString(trail, call("1", "10:00", "</script><img src=x>", "modify", "", "mask", 1));
    commands.run("incident", "--user", "u1", "-o", "-", trail.toString());
    assertTrue(commands.out().startsWith("<!doctype html>"));
    assertFalse(commands.out().contains("<img"), "markup");
  }

  @Test
  void anAlertThatNamesACallIsNoCall() throws IOException {
    String alert = call("1", "10:01", "v", "allow", ",\"event\":\"alert\"", "mask", 1);
    Files.writeString(trail, call("1", "10:00", "v", "modify", "", "mask", 1) + alert);
    assertEquals(1, json("--vendor", "v").at("/total/calls").asInt());
  }

  @Test
  void conversationsStayBounded() throws IOException {
    IncidentCount count = new IncidentCount();
    TrailRecord record = new TrailRecord();
    RecordParser parser = new RecordParser();
    for (int i = 0; i < 11_000; i++) {
      byte[] line =
          ("{\"exchange\":\"" + i + "\",\"time\":\"2026-01-05T10:00:00.000Z\"}")
              .getBytes(StandardCharsets.UTF_8);
      assertTrue(parser.parse(line, line.length, record));
      count.add(record, 0);
    }
    assertEquals(10_000, count.conversations.size());
    assertEquals(1_000, count.notListed);
    assertEquals(11_000, count.total.calls);
  }

  private static String call(
      String id, String time, String vendor, String decision, String more, String action, int n) {
    return String.format(CALL, id, time, vendor, decision, more, action, n);
  }

  private JsonNode json(String... options) throws IOException {
    List<String> args = new ArrayList<>(List.of(options));
    args.addAll(List.of("--json", trail.toString()));
    commands.run("incident", args.toArray(new String[0]));
    return new ObjectMapper().readTree(commands.out());
  }
}
