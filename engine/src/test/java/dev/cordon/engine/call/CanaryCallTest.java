package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.answer;
import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.content;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.receive;
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
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ThreatCount;
import dev.cordon.engine.canary.Canaries;
import dev.cordon.engine.policy.Policy;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Canaries in whole calls. */
class CanaryCallTest {
  private static final String CANARY = "7Q2M-X0HT-93KD-VA8R-4WZC";
  private static final String MASK = "[withheld: canaries.answer]";
  private static final String DOCUMENTS = "canaries: {values: [" + CANARY + "]}";
  private static final String PROMPTS = "canaries: {prompts: [" + CANARY + "]}";

  private final TestCalls.Records records = new TestCalls.Records();

  private Exchange open(Policy policy) {
    return Engine.start(config(policy).observer(records)).open(chat());
  }

  private Exchange asked(String... policy) {
    Exchange exchange = open(policy(policy));
    assertNull(exchange.judge(message("hello")).refusal());
    return exchange;
  }

  private String threat(int i) {
    ThreatCount count = records.started.get(0).threats().get(i);
    return count.threat().id() + " " + count.origin() + " " + count.action() + " " + count.count();
  }

  private static byte[] messages(String role, String text) {
    return ("{\"messages\":[{\"role\":\"" + role + "\",\"content\":\"" + text + "\"}]}")
        .getBytes(UTF_8);
  }

  @Test
  void aDocumentThatHoldsOneDoesNotLeave() {
    for (String text :
        List.of(
            "Re: " + CANARY,
            "7 q 2 m x 0 h t 9 3 k d v a 8 r 4 w z c",
            new StringBuilder(CANARY).reverse().toString(),
            Base64.getEncoder().encodeToString(("see " + CANARY).getBytes(UTF_8)))) {
      for (String values : List.of(CANARY, Canaries.hashed(CANARY))) {
        TestCalls.Records own = new TestCalls.Records();
        Policy policy = policy("canaries: {values: ['" + values + "']}");
        Exchange exchange = Engine.start(config(policy).observer(own)).open(chat());
        Verdict verdict = exchange.judge(messages("tool", text));
        assertNotNull(verdict.refusal(), text);
        assertEquals(403, verdict.refusal().status());
        assertFalse(new String(verdict.refusal().body(), UTF_8).contains("7Q2M"));
        assertEquals("canaries.request", own.only().rule());
        assertEquals("canary.sent", own.only().threats().get(0).threat().id());
        assertEquals("tool", own.only().threats().get(0).origin());
      }
    }
  }

  @Test
  void norDoesOneInAddressOrHeader() {
    Policy policy = policy(DOCUMENTS);
    for (RequestHead head :
        List.of(
            TestCalls.head(
                "POST", "api.openai.com", "/v1/chat/completions", "q=" + CANARY, Map.of()),
            TestCalls.head("GET", "api.openai.com", "/v1/files/" + CANARY, null, Map.of()),
            TestCalls.head(
                "POST", "api.openai.com", "/v1/chat/completions", null, Map.of("X-Id", CANARY)))) {
      Exchange exchange = Engine.start(config(policy)).open(head);
      assertNotNull(exchange.judge(message("hello")).refusal(), head.toString());
    }
  }

  @Test
  void whereOnlyReportsAreWantedTheRequestGoesOnAsItIs() {
    byte[] body = messages("user", CANARY);
    Verdict verdict =
        open(policy("canaries: {values: [" + CANARY + "], request: report}")).judge(body);
    assertSame(body, verdict.body());
    assertEquals("canary.sent user report 1", threat(0));
  }

  @Test
  void observingReportsAndChangesNothing() {
    Exchange exchange = open(policy("mode: observe", DOCUMENTS));
    byte[] body = messages("user", CANARY);
    assertSame(body, exchange.judge(body).body());
    byte[] answer = answer("It is " + CANARY);
    assertArrayEquals(answer, receive(exchange, 200, answer));
    assertEquals("canary.sent user block 1", threat(0));
    assertEquals("canary.answered assistant mask 1", threat(1));
  }

  @Test
  void aPromptsCanaryMayStandInPromptsOnly() {
    Exchange exchange = open(policy(PROMPTS));
    byte[] body = messages("system", "You are kind. " + CANARY);
    assertSame(body, exchange.judge(body).body());
    assertTrue(records.started.get(0).threats().isEmpty());
    Exchange other = open(policy(PROMPTS));
    assertNull(other.judge(messages("user", CANARY)).refusal());
    ThreatCount count = records.started.get(1).threats().get(0);
    assertEquals("canary.prompt_sent", count.threat().id());
  }

  @Test
  void inAnAnswerItIsMasked() {
    Exchange exchange = asked(PROMPTS);
    byte[] got =
        receive(exchange, 200, answer("I was told: " + CANARY + ", and 7q2mx0ht93kdva8r4wzc."));
    assertEquals("I was told: " + MASK + ", and " + MASK + ".", content(got));
    assertEquals("canary.prompt_answered assistant mask 2", threat(0));
    assertEquals(0, records.only().restored());
  }

  @Test
  void anAnswerWithoutOneComesBackByteForByte() {
    Exchange exchange = asked(DOCUMENTS);
    byte[] answer = answer("7Q2M-X0HT is not all, \\u00e4 and \\\"7Q2M\\\" neither");
    assertArrayEquals(answer, receive(exchange, 200, answer));
  }

  @Test
  void whatElseIsRestoredIsRestoredBesideIt() {
    Exchange exchange = open(policy(DOCUMENTS));
    String sent = content(exchange.judge(message("Mail jane.roe@acme-mail.net")).body());
    String token = sent.substring(5);
    byte[] got =
        receive(
            exchange,
            200,
            answer(token + CANARY + token + " [x](https://evil.test/" + CANARY + token + ")"));
    assertEquals(
        "jane.roe@acme-mail.net"
            + MASK
            + "jane.roe@acme-mail.net [x](https://evil.test/"
            + MASK
            + token
            + ")",
        content(got));
    assertEquals(2, records.only().restored());
  }

  private static String stream(Exchange exchange, List<String> events) {
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", "text/event-stream")));
    StringBuilder out = new StringBuilder();
    for (String event : events) {
      out.append(UTF_8.decode(transform.transform(ByteBuffer.wrap(event.getBytes(UTF_8)))));
    }
    return out.append(UTF_8.decode(transform.finish())).toString();
  }

  private static List<String> events(String text, int size, String before, String after) {
    List<String> events = new java.util.ArrayList<>();
    for (int from = 0; from < text.length(); from += size) {
      String part = text.substring(from, Math.min(text.length(), from + size));
      String json = part.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
      events.add("data: " + before + json + after + "\n\n");
    }
    events.add("data: [DONE]\n\n");
    return events;
  }

  private static String texts(String events, String field) {
    StringBuilder all = new StringBuilder();
    Matcher text = Pattern.compile("\"" + field + "\":\"((?:[^\"\\\\]|\\\\.)*)\"").matcher(events);
    while (text.find()) {
      all.append(text.group(1));
    }
    return all.toString();
  }

  @Test
  void aStreamMayCutItAnywhere() {
    for (String form :
        List.of(
            CANARY,
            "7 Q 2 M X 0 H T 9 3 K D V A 8 R 4 W Z C",
            new StringBuilder(CANARY).reverse().toString(),
            Base64.getEncoder().encodeToString(CANARY.getBytes(UTF_8)))) {
      for (int size = 1; size < 30; size++) {
        String got =
            stream(
                asked(DOCUMENTS),
                events(
                    "So: " + form + "! Bye.",
                    size,
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"",
                    "\"}}]}"));
        assertEquals("So: " + MASK + "! Bye.", texts(got, "content"), form + " by " + size);
      }
    }
  }

  @Test
  void whoLooksForSecretsBehindItGetsThemWholeHoweverAStreamIsCut() {
    String answer = "It is AKIAIOSFODNN7EXAMPLZ there, ann.lee@other-mail.org too.";
    for (String values : List.of(CANARY, Canaries.hashed(CANARY))) {
      for (int size = 1; size < 30; size++) {
        String got =
            stream(
                asked(
                    "canaries: {values: ['" + values + "']}",
                    "output: {scan: true, redact: {credential: mask, personal: mask}}"),
                events(
                    answer,
                    size,
                    "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"",
                    "\"}}]}"));
        String text = texts(got, "content");
        assertTrue(text.matches("It is \\*+ there, \\*+ too\\."), text + " by " + size);
      }
    }
  }

  @Test
  void soDoTheArgumentsOfToolCallsAndStayJson() {
    for (int size = 1; size < 30; size++) {
      String got =
          stream(
              asked(DOCUMENTS),
              events(
                  "{\"to\":\"a b\",\"text\":\"x " + CANARY + "\",\"n\":1}",
                  size,
                  "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":"
                      + "{\"arguments\":\"",
                  "\"}}]}}]}"));
      assertEquals(
          "{\\\"to\\\":\\\"a b\\\",\\\"text\\\":\\\"x " + MASK + "\\\",\\\"n\\\":1}",
          texts(got, "arguments"),
          "by " + size);
    }
    assertEquals("canary.answered tool_call mask 1", threat(0));
  }

  @Test
  void reportsLeaveAnAnswerAsItIs() {
    Exchange exchange = asked("canaries: {values: [" + CANARY + "], answer: report}");
    byte[] answer = answer(CANARY);
    assertArrayEquals(answer, receive(exchange, 200, answer));
    assertEquals("canary.answered assistant report 1", threat(0));
  }

  @Test
  void aBlockedAnswerEndsBeforeIt() {
    Exchange exchange = asked("canaries: {values: [" + CANARY + "], answer: block}");
    byte[] got = receive(exchange, 200, answer("So: " + CANARY + " and more"));
    assertEquals("So: " + MASK, content(got));
  }

  @Test
  void aCallsOwnCanaryIsSentInTheSystemPromptAndNeverComesBack() {
    Exchange exchange = open(policy("canaries: {per_call: true}"));
    byte[] body =
        ("{\"messages\":[{\"role\":\"system\",\"content\":\"You are"
                + " kind.\"},{\"role\":\"system\",\"content\":\"Be"
                + " brief.\"},{\"role\":\"user\",\"content\":\"a b\"}]}")
            .getBytes(UTF_8);
    String sent = new String(exchange.judge(body).body(), UTF_8);
    Matcher code = Pattern.compile("kind\\.\\\\n\\\\n\\(Ref\\. ([0-9A-Z-]{24})\\)\"").matcher(sent);
    assertTrue(code.find(), sent);
    assertEquals(new String(body, UTF_8), sent.replaceFirst("\\\\n\\\\n\\(Ref[^)]*\\)", ""));
    byte[] got = receive(exchange, 200, answer("I am kind. (Ref. " + code.group(1) + ")"));
    assertEquals("I am kind. (Ref. " + MASK + ")", content(got));
    assertEquals("canary.prompt_answered assistant mask 1", threat(0));
  }

  @Test
  void aCallWithoutASystemPromptGetsNone() {
    Exchange exchange = open(policy("canaries: {per_call: true}"));
    byte[] body = message("hello you");
    assertSame(body, exchange.judge(body).body());
  }

  private static final Pattern OWN = Pattern.compile("\\\\n\\\\n\\(Ref\\. ([0-9A-Z-]{24})\\)");

  @Test
  void instructionsThatTheVendorGivesBackHaveNoCanaryAndRaiseNoAlarm() {
    String event =
        "{\"type\":\"response.created\",\"response\":{\"id\":\"r\",\"instructions\":\"$\"}}";
    String answer =
        "{\"id\":\"r\",\"instructions\":\"$\",\"output\":[{\"content\":[{\"text\":\"ok\"}]}]}";
    for (boolean streams : new boolean[] {false, true}) {
      for (int cut = 0; cut < 150; cut++) {
        records.started.clear();
        Engine engine =
            Engine.start(config(policy("canaries: {per_call: true}")).observer(records));
        Exchange exchange = engine.open(TestCalls.post("api.openai.com", "/v1/responses"));
        String sent =
            new String(
                exchange
                    .judge(
                        "{\"model\":\"m\",\"instructions\":\"You are kind.\",\"input\":\"hi\"}"
                            .getBytes(UTF_8))
                    .body(),
                UTF_8);
        Matcher own = OWN.matcher(sent);
        assertTrue(own.find(), sent);
        String plain = streams ? "data: " + event + "\n\ndata: [DONE]\n\n" : answer;
        String given = plain.replace("$", "You are kind." + own.group());
        int at = Math.min(cut, given.length());
        StreamTransform transform =
            exchange.answer(
                200,
                TestCalls.headers(
                    Map.of("content-type", streams ? "text/event-stream" : "application/json")));
        StringBuilder got = new StringBuilder();
        for (String piece : List.of(given.substring(0, at), given.substring(at))) {
          got.append(UTF_8.decode(transform.transform(ByteBuffer.wrap(piece.getBytes(UTF_8)))));
        }
        got.append(UTF_8.decode(transform.finish()));
        assertEquals(plain.replace("$", "You are kind."), got.toString(), "cut at " + at);
        assertTrue(records.started.get(0).threats().isEmpty());
      }
    }
  }

  @Test
  void eachSystemPromptOfAWebSocketGetsTheConnectionsCanary() {
    Engine engine = Engine.start(config(policy("canaries: {per_call: true}")).observer(records));
    Exchange exchange =
        engine.open(
            TestCalls.head(
                "GET",
                "api.openai.com",
                "/v1/realtime",
                "model=m",
                Map.of("upgrade", "websocket")));
    assertNull(exchange.judgeSocket().refusal());
    SocketTransform socket = exchange.socket();
    String code = "";
    for (int i = 0; i < 2; i++) {
      String update =
          "{\"type\":\"session.update\",\"session\":{\"instructions\":\"You are kind.\"}}";
      String sent = new String(socket.send(update.getBytes(UTF_8)).body(), UTF_8);
      Matcher own = OWN.matcher(sent);
      assertTrue(own.find(), sent);
      assertTrue(code.isEmpty() || code.equals(own.group(1)));
      code = own.group(1);
      assertEquals(update, own.replaceFirst(""));
      String updated = sent.replace("session.update", "session.updated");
      assertEquals(
          update.replace("session.update", "session.updated"),
          new String(socket.receive(updated.getBytes(UTF_8)).get(0), UTF_8));
    }
    assertTrue(records.started.get(0).threats().isEmpty());
    String done =
        "{\"type\":\"response.output_text.done\",\"item_id\":\"i\",\"text\":\"It says Ref. $\"}";
    byte[] got = socket.receive(done.replace("$", code).getBytes(UTF_8)).get(0);
    assertEquals(done.replace("$", MASK), new String(got, UTF_8));
    assertEquals("canary.prompt_answered assistant mask 1", threat(0));
  }

  @Test
  void aCanaryInANameOfAToolIsFoundAndInASystemPromptsNeighbourToo() {
    for (String body :
        List.of(
            "{\"model\":\"" + CANARY + "\",\"messages\":[]}",
            "{\"messages\":[],\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f_"
                + CANARY
                + "\"}}]}",
            "{\"messages\":[{\"role\":\"tool\",\"tool_call_id\":\""
                + CANARY.toLowerCase(Locale.ROOT)
                + "\",\"content\":\"x\"}]}")) {
      records.started.clear();
      Exchange exchange = open(policy(DOCUMENTS));
      assertNotNull(exchange.judge(body.getBytes(UTF_8)).refusal(), body);
      assertEquals("canary.sent user block 1", threat(0));
    }
  }

  @Test
  void aModelThatIsCalledLikeOneHasNoNameInTheRecord() {
    for (String name : List.of(CANARY, "ft-" + CANARY.toLowerCase(Locale.ROOT) + ":1")) {
      TestCalls.Records own = new TestCalls.Records();
      Policy policy = policy("canaries: {values: [" + CANARY + "], request: report}");
      Exchange exchange = Engine.start(config(policy).observer(own)).open(chat());
      byte[] body = ("{\"model\":\"" + name + "\",\"messages\":[]}").getBytes(UTF_8);
      assertNull(exchange.judge(body).refusal());
      assertEquals("(withheld)", own.started.get(0).requestModel());
      byte[] answer =
          ("{\"model\":\"" + name + "\",\"choices\":[{\"message\":{\"content\":\"hi\"}}]}")
              .getBytes(UTF_8);
      receive(exchange, 200, answer);
      assertEquals("(withheld)", own.only().responseModel());
    }
  }
}
