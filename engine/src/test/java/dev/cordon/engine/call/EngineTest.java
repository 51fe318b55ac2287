package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.answer;
import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.content;
import static dev.cordon.engine.call.TestCalls.head;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static dev.cordon.engine.call.TestCalls.receive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.policy.Policy;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineTest {
  private static final String JANE = "jane.roe@acme-mail.net";

  private final TestCalls.Records records = new TestCalls.Records();
  private final TestCalls.Log log = new TestCalls.Log();

  private Engine engine(String... policyLines) {
    return Engine.start(config(policy(policyLines)).observer(records).log(log));
  }

  @Test
  void numbersInARowBehindAnObjectAreReadTogether() {
    for (String before : List.of("[] ", "{\\\"a\\\":1}\\n", "{} true ", "[1]")) {
      Exchange exchange = Engine.start(config(Policy.safeDefault())).open(chat());
      byte[] sent = exchange.judge(message(before + "4111 1111 1111 1111")).body();
      String text = new String(sent, UTF_8);
      assertTrue(text.contains("**** **** **** 1111"), text);
    }
  }

  @Test
  void aCallLeavesRedactedAndComesBackWhole() {
    Engine engine = Engine.start(new EngineConfig().observer(records));
    Exchange exchange = engine.open(chat());
    Verdict verdict = exchange.judge(message("Write to " + JANE + " today"));
    String sent = content(verdict.body());
    assertTrue(sent.matches("Write to EMAIL_[0-9A-Z]{6,8} today"), sent);
    String token = sent.substring(9, sent.indexOf(" today"));
    byte[] got = receive(exchange, 200, answer("Dear " + token + "!"));
    assertEquals("Dear " + JANE + "!", content(got));

    ExchangeRecord record = records.only();
    assertEquals(Decision.MODIFY, record.decision());
    assertEquals("openai", record.vendor());
    assertEquals("openai.chat", record.wireFormat());
    assertEquals("chat", record.operation());
    assertEquals("gpt-4o-mini", record.requestModel());
    assertEquals(200, record.status());
    assertEquals(1, record.inputFindings().get("email_address").count());
    assertEquals(1, record.restored());
    assertEquals(5, record.inputTokens());
    assertTrue(record.durationNanos() > 0 && record.engineNanos() > 0);
    assertTrue(record.firstChunkNanos() > 0);
    assertEquals(verdict.body().length, record.sentBytes());
  }

  @Test
  void aCleanBodyIsTheSameArrayAndItsAnswerGoesThroughUntouched() {
    Engine engine = engine();
    Exchange exchange = engine.open(chat());
    byte[] body = message("What is the capital of France?");
    assertSame(body, exchange.judge(body).body());
    StreamTransform transform = exchange.answer(200, HeaderSource.NONE);
    assertTrue(transform.isIdentity());
    ByteBuffer chunk = ByteBuffer.wrap(answer("Paris"));
    assertSame(chunk, transform.transform(chunk));
    transform.finish();
    assertEquals(Decision.ALLOW, records.only().decision());
  }

  @Test
  void secretsAndCardsAreMaskedAndNotRestored() {
    Exchange exchange = engine().open(chat());
    String sent = content(exchange.judge(message("card 4111 1111 1111 1111 ok")).body());
    assertEquals("card **** **** **** 1111 ok", sent);
    assertEquals(sent, content(receive(exchange, 200, answer(sent))));
  }

  @Test
  void otherCallsAreNoneOfOurs() {
    Engine engine = engine();
    assertNull(engine.open(post("api.example.com", "/orders")));
    assertFalse(engine.isAiCall(post("api.example.com", "/orders")));
    assertTrue(engine.isAiCall(post("API.OpenAI.com.", "/anything")));
    assertTrue(engine.isAiCall(post("gateway.internal", "/llm/v1/chat/completions")));
    assertTrue(records.started.isEmpty());
  }

  @Test
  void anApplicationsOwnApiOnACommonPathIsLeftAlone() {
    Exchange exchange = engine().open(post("shop.internal", "/v1/completions"));
    byte[] body = ("{\"order\":7,\"mail\":\"" + JANE + "\"}").getBytes(UTF_8);
    assertSame(body, exchange.judge(body).body());
    assertTrue(exchange.answer(200, HeaderSource.NONE).isIdentity());
    assertTrue(records.started.isEmpty());
  }

  @Test
  void aGatewayOnAnUnknownHostIsGoverned() {
    Exchange exchange = engine().open(post("llm.internal", "/v1/chat/completions"));
    String sent = content(exchange.judge(message("I am " + JANE)).body());
    assertFalse(sent.contains(JANE), sent);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void aGatewayIsKnownByItsKeysInAnyEncoding(String charset) {
    Exchange exchange = engine().open(post("llm.internal", "/v1/chat/completions"));
    String message = new String(message("I am " + JANE), UTF_8);
    byte[] wide = message.getBytes(Charset.forName(charset));
    Verdict verdict = exchange.judge(wide);
    String sent = new String(verdict.body(), Charset.forName(charset));
    assertTrue(verdict.refusal() != null || !sent.contains(JANE), sent);
  }

  @Test
  void observeModeChangesNothingAndSaysWhatItWouldHaveDone() {
    Exchange exchange = engine("mode: observe").open(chat());
    byte[] body = message("I am " + JANE);
    assertSame(body, exchange.judge(body).body());
    receive(exchange, 200, answer("EMAIL_7KQ2M9"));
    assertEquals(Decision.AUDIT, records.only().decision());
    assertEquals(1, records.only().inputFindings().get("email_address").count());
  }

  @Test
  void modeOffOpensNothing() {
    Engine engine = engine("mode: \"off\"");
    assertNull(engine.open(chat()));
    assertFalse(engine.isAiCall(chat()));
  }

  @Test
  void aDeniedVendorIsRefusedInItsOwnErrorFormat() {
    Exchange exchange = engine("vendors: {deny: [openai]}").open(chat());
    Verdict verdict = exchange.judge(message("hello"));
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal);
    assertEquals(403, refusal.status());
    assertEquals("false", refusal.headers().get("x-should-retry"));
    assertTrue(new String(refusal.body(), UTF_8).contains("\"error\""));
    assertNotNull(exchange.refusal());
    assertEquals(Decision.DENY, records.only().decision());
    assertEquals("vendors.deny", records.only().rule());
    assertEquals("403", records.only().errorType());
  }

  @Test
  void aHostThatOnlyTheTransportKnowsIsDeniedAtTheAttempt() {
    Engine engine = engine("vendors: {allow: [anthropic]}");
    Exchange exchange = engine.open(post(null, "/v1/chat/completions"));
    assertNull(exchange.judge(message("hello")).refusal());
    assertNotNull(exchange.attempt(chat()).refusal());
    receive(exchange, 403, answer(""));
    assertEquals(Decision.DENY, records.only().decision());
    assertEquals("api.openai.com", records.only().serverAddress());
    assertEquals(1, records.only().attempts());
  }

  @Test
  void aBlockedTypeRefusesTheCallAndNeverShowsTheValue() {
    Exchange exchange = engine("redact: {email_address: block}").open(chat());
    SyntheticAnswer refusal = exchange.judge(message("I am " + JANE)).refusal();
    assertNotNull(refusal);
    assertFalse(new String(refusal.body(), UTF_8).contains(JANE));
    assertEquals("redact.email_address", records.only().rule());
  }

  @Test
  void malformedJsonIsRefusedUnlessPolicyAllowsIt() {
    byte[] body = ("{\"messages\":[\"" + JANE).getBytes(UTF_8);
    assertNotNull(engine().open(chat()).judge(body).refusal());
    Engine lenient = Engine.start(config(policy("on_malformed: allow")).log(log));
    assertSame(body, lenient.open(chat()).judge(body).body());
    assertFalse(log.text.toString().contains(JANE), log.text::toString);
  }

  @Test
  void unreadBodiesFollowPolicy() {
    for (Exchange.Unread reason : Exchange.Unread.values()) {
      assertNotNull(engine().open(chat()).judgeUnread(reason, -1).refusal(), reason::name);
      Engine lenient = engine("on_oversize: allow", "on_unreadable: allow", "on_error: allow");
      assertNull(lenient.open(chat()).judgeUnread(reason, 9).refusal(), reason::name);
    }
  }

  @Test
  void anUnusablePolicyRefusesEveryAiCallAndNoOther() {
    Policy unusable = Policy.unusable("cordon.yaml:3:1: mdoe: unknown key");
    Engine engine = Engine.start(config(unusable).observer(records));
    SyntheticAnswer refusal = engine.open(chat()).judge(message("hello")).refusal();
    assertTrue(new String(refusal.body(), UTF_8).contains("cordon.yaml:3:1"));
    assertNull(engine.open(post("api.example.com", "/orders")));
  }

  @Test
  void headersAndQueryAreRedactedButForWhatAuthenticates() {
    Map<String, String> headers =
        Map.of(
            "Authorization",
            "Bearer " + JANE,
            "Baggage",
            "user=" + JANE,
            "X-Caller",
            JANE,
            "Content-Type",
            "application/json");
    RequestHead head =
        head(
            "POST",
            "api.openai.com",
            "/v1/chat/completions",
            "key=" + JANE + "&user=jane.roe%40acme-mail.net",
            headers);
    Verdict verdict = engine().open(head).judge(message("hello"));
    assertTrue(
        verdict.query().matches("key=" + JANE + "&user=EMAIL_[0-9A-Z]{6,8}"), verdict.query());
    assertEquals(java.util.Set.of("Baggage", "X-Caller"), verdict.headers().keySet());
    assertTrue(verdict.headers().get("X-Caller").matches("EMAIL_[0-9A-Z]{6,8}"));
  }

  @Test
  void aSignedRequestThatWouldChangeIsRefused() {
    Map<String, String> headers =
        Map.of(
            "Authorization", "AWS4-HMAC-SHA256 Credential=x", "Content-Type", "application/json");
    RequestHead head = head("POST", "api.openai.com", "/v1/chat/completions", null, headers);
    assertNull(engine().open(head).judge(message("hello")).refusal());
    assertNotNull(engine().open(head).judge(message(JANE)).refusal());
    assertEquals("signed_request", records.ended.get(0).rule());
  }

  @Test
  void anErrorAnswerIsNoted() {
    Exchange exchange = engine().open(chat());
    exchange.judge(message("hello"));
    receive(exchange, 429, "{\"error\":{\"message\":\"slow down\"}}".getBytes(UTF_8));
    assertEquals("429", records.only().errorType());
  }

  @Test
  void anExchangeEndsOnce() {
    Exchange exchange = engine().open(chat());
    exchange.judge(message("hello"));
    StreamTransform transform = exchange.answer(200, HeaderSource.NONE);
    transform.finish();
    transform.abort(new java.io.IOException(JANE));
    exchange.fail(new java.io.IOException(JANE));
    assertNull(records.only().errorType());
  }

  @Test
  void aFailureIsKnownByItsClassAlone() {
    Exchange exchange = engine().open(chat());
    exchange.judge(message("hello"));
    exchange.fail(new java.io.IOException("connection to " + JANE));
    assertEquals("java.io.IOException", records.only().errorType());
  }

  @Test
  void whatThePolicyDefinesIsFoundByPatternByWordAndByKey() {
    Engine engine =
        engine(
            "custom_types:",
            "  staff_no: {token: STAFF, regex: 'EMP-\\d{6}', keywords: [Project Heron], keys:"
                + " [desk]}");
    byte[] body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"EMP-123456 at project heron\"}],\"metadata\":{\"desk\":\"4 north\"}}"
            .getBytes(UTF_8);
    String sent = new String(engine.open(chat()).judge(body).body(), UTF_8);
    assertTrue(content(sent.getBytes(UTF_8)).matches("STAFF_\\w{6} at STAFF_\\w{6}"), sent);
    assertFalse(sent.contains("4 north"), sent);
  }
}
