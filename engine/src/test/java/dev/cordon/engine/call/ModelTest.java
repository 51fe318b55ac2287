package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.head;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models that are allowed, denied and replaced. */
class ModelTest {
  private static final String REPLACE = "models: {replace: {gpt-4o: gpt-4o-eu}}";
  private static final String DENY = "models: {deny: ['gpt-4o*']}";

  private final TestCalls.Records records = new TestCalls.Records();

  private Verdict judge(RequestHead head, String body, String... lines) {
    Engine engine = Engine.start(config(policy(lines)).observer(records));
    Exchange exchange = engine.open(head);
    assertNotNull(exchange);
    return exchange.judge(body.getBytes(UTF_8));
  }

  private static String refusal(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal, "not refused");
    return new String(refusal.body(), UTF_8);
  }

  private static String sent(Verdict verdict) {
    assertNull(verdict.refusal());
    return new String(verdict.body(), UTF_8);
  }

  @Test
  void aReplacedModelIsSplicedInAndNothingElseChanges() {
    String body =
        "{ \"model\" : \"gpt-4o\",\"messages\":[ {\"content\":\"gpt-4o \\u00e9\"} ],\"n\":1.0}";
    String want = body.replaceFirst("gpt-4o", "gpt-4o-eu");
    assertEquals(want, sent(judge(chat(), body, REPLACE)));
    ExchangeRecord record = records.started.get(0);
    assertEquals("gpt-4o-eu", record.requestModel());
    assertEquals("models.replace", record.rule());
    assertEquals(Decision.MODIFY, record.decision());
  }

  @Test
  void aModelThatEndsIsUsedAndRecorded() {
    String rule =
        "models: {replace: {old: gpt-4-0613}, deprecated: {gpt-4-0613: {until: 2199-01-31, use:"
            + " gpt-4o}, 'gpt-3.5*': 2023-12-31}}";
    for (String[] line :
        new String[][] {
          {"gpt-4-0613", "gpt-4-0613 ends 2199-01-31; use gpt-4o"},
          {"old", "gpt-4-0613 ends 2199-01-31; use gpt-4o"},
          {"GPT-3.5-turbo", "gpt-3.5* ended 2023-12-31"}
        }) {
      records.started.clear();
      sent(judge(chat(), "{\"model\":\"" + line[0] + "\",\"messages\":[]}", rule));
      assertEquals(line[1], records.started.get(0).deprecated());
      assertEquals(line[1], records.started.get(0).detached().deprecated());
    }
    records.started.clear();
    sent(judge(chat(), "{\"model\":\"gpt-4o\",\"messages\":[]}", rule));
    assertNull(records.started.get(0).deprecated());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"model\":\"GPT-4o\",\"messages\":[]}",
        "{\"mod\\u0065l\":\"gpt-\\u0034o\",\"messages\":[]}",
        "{\"messages\":[],\"model\":\"gpt-4o\"}",
        "{\"model\":\"other\",\"messages\":[],\"model\":\"gpt-4o\"}",
        "{\"model\":\"gpt-4o\",\"messages\":[],\"model\":\"other\"}",
        "{\"model\":\"other\",\"models\":[\"x\",\"gpt-4o\"],\"messages\":[]}",
        "\uFEFF{\"model\":\"gpt-4o\",\"messages\":[]}"
      })
  void noWayOfWritingItHidesAModel(String body) {
    String text = refusal(judge(chat(), body, DENY));
    assertTrue(text.contains("models.deny"), text);
    String sent = sent(judge(chat(), body, REPLACE));
    assertTrue(sent.contains("\"gpt-4o-eu\""), sent);
    assertFalse(sent.contains("\"gpt-4o\"") || sent.contains("\"GPT-4o\""), sent);
  }

  @Test
  void whatTextsSayOfModelsCountsForNothing() {
    String body =
        "{\"model\":\"o1\",\"messages\":[{\"role\":\"user\",\"content\":\"gpt-4o\"},"
            + "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"input\":"
            + "{\"model\":\"gpt-4o\"}}]}],\"tools\":[{\"type\":\"function\",\"function\":"
            + "{\"name\":\"f\",\"parameters\":{\"properties\":{\"model\":{\"const\":\"gpt-4o\"}}}}}]}";
    assertEquals(body, sent(judge(chat(), body, DENY)));
    assertEquals(body, sent(judge(chat(), body, REPLACE)));
  }

  @Test
  void aRequestWithoutAReplacedModelIsTheSameArray() {
    Engine engine = Engine.start(config(policy(REPLACE)).observer(records));
    Exchange exchange = engine.open(chat());
    assertNotNull(exchange);
    byte[] body = message("hello");
    assertSame(body, exchange.judge(body).body());
    assertEquals(Decision.ALLOW, records.started.get(0).decision());
  }

  @Test
  void anAllowListIsAskedAboutWhatIsSent() {
    String rules = "models: {allow: ['*-eu'], replace: {gpt-4o: gpt-4o-eu}}";
    String body = "{\"model\":\"gpt-4o\",\"messages\":[]}";
    assertTrue(sent(judge(chat(), body, rules)).contains("gpt-4o-eu"));
    String text = refusal(judge(chat(), body.replace("gpt-4o", "o1"), rules));
    assertTrue(text.contains("does not allow the model o1. Rule: models.allow"), text);
  }

  @Test
  void aSensitiveNameIsNotRepeated() {
    String body = "{\"model\":\"nora.lind@example.com\",\"messages\":[]}";
    String text = refusal(judge(chat(), body, "models: {allow: [gpt-4o]}"));
    assertFalse(text.contains("nora"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1beta/models/gpt-4o:generateContent",
        "/openai/deployments/gpt-4o/chat/completions",
        "/model/gpt-4o/converse"
      })
  void aModelInTheUrlIsRefusedWhereItCannotBeReplaced(String path) {
    String body = "{\"messages\":[],\"contents\":[]}";
    RequestHead head = post("llm.example.com", path);
    String text = refusal(judge(head, body, REPLACE));
    assertTrue(text.contains("names it in its URL, where it can't be replaced"), text);
    assertTrue(refusal(judge(head, body, DENY)).contains("models.deny"));
    assertTrue(refusal(judge(head, body, "models: {allow: [o1]}")).contains("models.allow"));
    assertEquals(body, sent(judge(head, body, "models: {allow: ['gpt*']}")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/openai/deployments/gpt%2D4o/chat/completions",
        "/openai//deployments//gpt-4o/chat/completions",
        "/openai/Deployments/gpt-4o/chat/completions",
        "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A%3Afoundation-model%2Fgpt-4o/converse",
        "/model/eu.gpt-4o.v1/converse",
        "/v1/projects/p/locations/l/publishers/x/models/gpt-4o:generateContent"
      })
  void noWayOfWritingAUrlHidesAModel(String path) {
    String body = "{\"messages\":[],\"contents\":[]}";
    String text = refusal(judge(post("llm.example.com", path), body, DENY));
    assertTrue(text.contains("models.deny"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"model=gpt%2D4o-rt", "x=1&MODEL=gpt-4o", "m%6Fdel=gpt-4o"})
  void noWayOfWritingAQueryHidesAModel(String query) {
    Map<String, String> upgrade = Map.of("Upgrade", "websocket", "Sec-WebSocket-Key", "x");
    Engine engine = Engine.start(config(policy(DENY)).observer(records));
    Exchange denied = engine.open(head("GET", "api.openai.com", "/v1/realtime", query, upgrade));
    assertNotNull(denied);
    assertTrue(refusal(denied.judgeSocket()).contains("models.deny"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai/gpt-4o",
        "models/gpt-4o",
        "publishers/x/models/gpt-4o",
        "projects/p/locations/l/publishers/x/models/gpt-4o",
        "arn:aws:bedrock:eu-west-1::foundation-model/gpt-4o",
        "arn:aws:bedrock:eu-west-1:1:inference-profile/global.gpt-4o.v1"
      })
  void whatIsDeniedIsSoUnderAllOfItsNames(String name) {
    String body = "{\"model\":\"" + name + "\",\"messages\":[]}";
    assertTrue(refusal(judge(chat(), body, DENY)).contains("models.deny"));
    String caller = "callers: {rules: {a: {services: ['*'], models: {deny: ['gpt-4o*']}}}}";
    assertTrue(refusal(judge(chat(), body, caller)).contains("callers.rules.a.models.deny"));
    boolean resource = name.contains("models/") || name.contains("foundation-model/");
    Verdict verdict = judge(chat(), body, "models: {allow: ['gpt-4o*']}");
    assertEquals(resource, verdict.refusal() == null, "whose model it is counts");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"fallbacks\":[\"gpt-4o\"]}",
        "{\"fallbacks\":[{\"model\":\"gpt-4o\"}]}",
        "{\"session\":{\"audio\":{\"input\":{\"transcription\":{\"model\":\"gpt-4o-t\"}}}}}",
        "{\"session\":{\"input_audio_transcription\":{\"model\":\"gpt-4o-t\"}}}",
        "{\"data_source\":{\"model\":\"gpt-4o\"}}",
        "{\"batch\":{\"model\":\"models/gpt-4o\"}}",
        "{\"requests\":[{\"model\":\"models/gpt-4o\"}]}"
      })
  void modelsBesideTheFirstCount(String body) {
    assertTrue(refusal(judge(chat(), body, DENY)).contains("models.deny"));
  }

  @Test
  void aBodyThatNobodyReadsIsJudgedByItsUrl() {
    Engine engine = Engine.start(config(policy("on_oversize: allow", DENY)).observer(records));
    Exchange exchange =
        engine.open(post("llm.example.com", "/openai/deployments/gpt-4o/chat/completions"));
    assertNotNull(exchange);
    Verdict verdict = exchange.judgeUnread(Exchange.Unread.OVERSIZE, 1 << 30);
    assertTrue(refusal(verdict).contains("models.deny"));
  }

  @Test
  void theModelsOfABatchCount() {
    String batch = "{\"requests\":[{\"custom_id\":\"1\",\"params\":{\"model\":\"gpt-4o\"}}]}";
    RequestHead head = post("api.anthropic.com", "/v1/messages/batches");
    assertTrue(refusal(judge(head, batch, DENY)).contains("models.deny"));
    assertTrue(sent(judge(head, batch, REPLACE)).contains("gpt-4o-eu"));
  }

  @Test
  void theModelsInABatchsFileCountAndOtherFilesAreContent() {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n"
            + "{\"custom_id\":\"1\",\"body\":{\"model\":\"o1\"}}\n"
            + "{\"custom_id\":\"2\",\"body\":{\"model\":\"gpt-4o\"}}\n\r\n--b--\r\n";
    RequestHead head =
        head(
            "POST",
            "api.openai.com",
            "/v1/files",
            null,
            Map.of("Content-Type", "multipart/form-data; boundary=b"));
    assertTrue(refusal(judge(head, form, DENY)).contains("models.deny"));
    assertEquals(form.replace("\"gpt-4o\"", "\"gpt-4o-eu\""), sent(judge(head, form, REPLACE)));
    String content = form.replace("\"body\":{\"model\":\"gpt-4o\"}", "\"model\":\"gpt-4o\"");
    assertEquals(content, sent(judge(head, content, REPLACE)));
  }

  @Test
  void aFieldOfAFormIsReplaced() {
    String form =
        "--b\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt-4o\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\ngpt-4o\r\n--b--\r\n";
    RequestHead head =
        head(
            "POST",
            "api.openai.com",
            "/v1/images/edits",
            null,
            Map.of("Content-Type", "multipart/form-data; boundary=b"));
    String want = form.replaceFirst("gpt-4o", "gpt-4o-eu");
    assertEquals(want, sent(judge(head, form, REPLACE)));
    assertTrue(refusal(judge(head, form, DENY)).contains("models.deny"));
  }

  @Test
  void aCompressedBodyIsNoWayAround() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("{\"model\":\"gpt-4o\",\"messages\":[]}".getBytes(UTF_8));
    }
    RequestHead head =
        head(
            "POST",
            "api.openai.com",
            "/v1/chat/completions",
            null,
            Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"));
    Exchange exchange = Engine.start(config(policy(DENY)).observer(records)).open(head);
    assertNotNull(exchange);
    assertTrue(refusal(exchange.judge(packed.toByteArray())).contains("models.deny"));
  }

  @Test
  void aSessionsModelIsJudgedInItsHandshakeAndItsMessages() {
    Map<String, String> upgrade = Map.of("Upgrade", "websocket", "Sec-WebSocket-Key", "x");
    Engine engine = Engine.start(config(policy(DENY)).observer(records));
    Exchange denied =
        engine.open(head("GET", "api.openai.com", "/v1/realtime", "model=gpt-4o-rt", upgrade));
    assertNotNull(denied);
    assertTrue(refusal(denied.judgeSocket()).contains("models.deny"));
    Exchange open = engine.open(head("GET", "api.openai.com", "/v1/realtime", "model=o1", upgrade));
    assertNotNull(open);
    assertNull(open.judgeSocket().refusal());
    SocketTransform socket = open.socket();
    assertNotNull(socket);
    byte[] update =
        "{\"type\":\"session.update\",\"session\":{\"model\":\"gpt-4o\"}}".getBytes(UTF_8);
    assertTrue(refusal(socket.send(update)).contains("models.deny"));
  }

  @Test
  void aSignedRequestIsNotChanged() {
    RequestHead signed =
        head(
            "POST",
            "llm.example.com",
            "/v1/chat/completions",
            null,
            Map.of(
                "Content-Type",
                "application/json",
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=x"));
    String text = refusal(judge(signed, "{\"model\":\"gpt-4o\",\"messages\":[]}", REPLACE));
    assertTrue(text.contains("signed_request"), text);
  }

  @Test
  void observingOnlyTells() {
    String body = "{\"model\":\"gpt-4o\",\"messages\":[]}";
    assertArrayEquals(body.getBytes(UTF_8), judge(chat(), body, "mode: observe", REPLACE).body());
    assertEquals(Decision.AUDIT, records.started.get(0).decision());
    assertEquals("models.replace", records.started.get(0).rule());
    assertEquals(body, sent(judge(chat(), body, "mode: observe", DENY)));
    assertEquals("models.deny", records.started.get(1).rule());
  }
}
