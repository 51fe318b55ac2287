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
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.Verdict;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.audit.ExchangeRecord.Decision;
import dev.cordon.engine.policy.Fallback;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.policy.Unguarded;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Mode {@code stop}, and what refusals tell people. */
class StopTest {
  private static final Policy STOP =
      policy("mode: stop", "stop_message: A key has leaked", "contact: 'security, ext. 42'");

  private final TestCalls.Records records = new TestCalls.Records();
  private volatile Policy inForce = Policy.safeDefault();
  private final Engine engine =
      Engine.start(new EngineConfig().policies(() -> inForce).observer(records));

  private static String text(Verdict verdict) {
    SyntheticAnswer refusal = verdict.refusal();
    assertNotNull(refusal, "not refused");
    assertEquals(403, refusal.status());
    assertEquals("false", refusal.headers().get("x-should-retry"));
    return new String(refusal.body(), UTF_8);
  }

  @Test
  void everyCallIsRefusedWithMessageContactRuleAndRecord() {
    inForce = STOP;
    Exchange exchange = engine.open(chat());
    String text = text(exchange.judge(message("harmless")));
    assertTrue(text.contains("Cordon refused this AI call."), text);
    assertTrue(text.contains("(mode: stop). A key has leaked."), text);
    assertTrue(text.contains("contact: security, ext. 42."), text);
    assertTrue(text.contains("record: " + exchange.id()), text);
    assertTrue(text.contains("\"code\":\"mode\""), text);
    ExchangeRecord record = records.only();
    assertEquals(Decision.DENY, record.decision());
    assertEquals("mode", record.rule());
    assertEquals("stop", record.mode());
    assertEquals(STOP.version(), record.policyVersion());
  }

  @Test
  void whatCannotBeReadIsRefusedToo() {
    inForce = policy("mode: stop", "on_unreadable: allow", "on_oversize: allow");
    assertTrue(text(engine.open(chat()).judgeUnread(Exchange.Unread.OVERSIZE, 9)).contains("stop"));
    assertTrue(text(engine.open(chat()).judgeUnread(Exchange.Unread.DUPLEX, -1)).contains("stop"));
  }

  @Test
  void trustedVendorsAreNoException() {
    inForce = policy("mode: stop", "vendors: {trust: [openai]}");
    assertTrue(text(engine.open(chat()).judge(message("x"))).contains("mode: stop"));
  }

  @Test
  void whatIsNoAiCallGoesOn() {
    inForce = STOP;
    assertNull(engine.open(post("shop.example.com", "/orders")));
    Exchange common = engine.open(post("shop.example.com", "/v1/completions"));
    byte[] order = "{\"order\":7}".getBytes(UTF_8);
    assertSame(order, common.judge(order).body());
  }

  @ParameterizedTest
  @ValueSource(strings = {"enforce", "observe"})
  void aCallThatBeganBeforeIsNotSentAgain(String mode) {
    inForce = policy("mode: " + mode);
    Exchange exchange = engine.open(chat());
    assertNull(exchange.judge(message("hello")).refusal());
    assertNull(exchange.attempt(chat()).refusal());
    inForce = STOP;
    assertTrue(text(exchange.attempt(chat())).contains("mode: stop"));
  }

  @Test
  void aCallWhoseBodyWasStillBeingReadIsRefused() {
    Exchange exchange = engine.open(chat());
    inForce = STOP;
    assertTrue(text(exchange.judge(message("hello"))).contains("mode: stop"));
    assertEquals("stop", records.only().mode());
  }

  @Test
  void anAnswerThatIsOnItsWayIsReadToItsEnd() {
    Exchange exchange = engine.open(chat());
    String sent = content(exchange.judge(message("I am nora.lind@example.com")).body());
    inForce = STOP;
    byte[] got = receive(exchange, 200, answer(sent));
    assertEquals("I am nora.lind@example.com", content(got));
    assertEquals(Decision.MODIFY, records.only().decision());
  }

  @ParameterizedTest
  @ValueSource(strings = {"enforce", "observe"})
  void noFurtherMessageLeavesOnAnOpenSocket(String mode) {
    inForce = policy("mode: " + mode);
    Map<String, String> upgrade = Map.of("Upgrade", "websocket", "Sec-WebSocket-Key", "x");
    Exchange exchange = engine.open(head("GET", "api.openai.com", "/v1/realtime", null, upgrade));
    assertNull(exchange.judgeSocket().refusal());
    SocketTransform socket = exchange.socket();
    assertNotNull(socket);
    byte[] frame = "{\"type\":\"response.create\"}".getBytes(UTF_8);
    assertSame(frame, socket.send(frame).body());
    inForce = STOP;
    assertTrue(text(socket.send(frame)).contains("mode: stop"));
    inForce = Policy.safeDefault();
    assertSame(frame, socket.send(frame).body());
  }

  @Test
  void nothingElseLetsACallPass() {
    Policy policy =
        policy("mode: stop", "on_error: allow", "on_unhooked: allow", "on_unguarded: report");
    assertEquals(Fallback.BLOCK, policy.onError());
    assertEquals(Fallback.BLOCK, policy.onUnhooked());
    assertEquals(Unguarded.BLOCK, policy.onUnguarded());
    assertTrue(Engine.start(config(policy)).refusesOnFault());
  }

  @Test
  void aRefusalOfAnyRuleNamesRuleRecordAndContact() {
    inForce = policy("vendors: {deny: [openai]}", "contact: ask legal");
    Exchange exchange = engine.open(chat());
    String text = text(exchange.judge(message("hello")));
    assertTrue(text.contains("Cordon refused this AI call. The policy does not allow"), text);
    assertTrue(text.contains("Rule: vendors.deny; record: " + exchange.id()), text);
    assertTrue(text.contains("contact: ask legal."), text);
    String reason = exchange.refusal();
    assertNotNull(reason);
    assertTrue(reason.endsWith("contact: ask legal."), reason);
    assertFalse(reason.startsWith("Cordon"), reason);
  }
}
