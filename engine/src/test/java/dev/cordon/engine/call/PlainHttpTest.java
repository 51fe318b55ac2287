package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.post;
import static dev.cordon.engine.call.TestCalls.receive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests without TLS. */
class PlainHttpTest {
  private static final String CHAT = "/v1/chat/completions";

  private final TestCalls.Records records = new TestCalls.Records();

  private static RequestHead plain(String host) {
    return new RequestHead(TestCalls.SDK, "POST", "http", host, -1, CHAT, null, HeaderSource.NONE);
  }

  private Exchange open(RequestHead head, String... lines) {
    Exchange exchange = Engine.start(config(policy(lines)).observer(records)).open(head);
    assertNotNull(exchange);
    return exchange;
  }

  @Test
  void aVendorOfTheCatalogueGetsNothingInPlainText() {
    Verdict verdict = open(plain("api.openai.com"), "mode: enforce").judge(message("hello"));
    assertNotNull(verdict.refusal());
    String text = new String(verdict.refusal().body(), UTF_8);
    assertTrue(text.contains("to api.openai.com in plain text (http)"), text);
    assertEquals("connection.plain_http", records.only().rule());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "llm.example.com"})
  void thisMachineAndServersOfOnesOwnDo(String host) {
    String hosts = "hosts: {llm.example.com: openai}";
    assertNull(open(plain(host), hosts).judge(message("hello")).refusal());
  }

  @Test
  void observingChangesNothing() {
    byte[] body = message("hello");
    Exchange exchange = open(plain("api.openai.com"), "mode: observe");
    assertSame(body, exchange.judge(body).body());
    receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals("connection.plain_http", records.only().rule());
  }

  @Test
  void policyMayOnlyReportIt() {
    Exchange exchange = open(plain("api.openai.com"), "connection: {plain_http: report}");
    assertNull(exchange.judge(message("hello")).refusal());
    receive(exchange, 200, TestCalls.answer("hi"));
    assertEquals("connection.plain_http", records.only().rule());
  }

  @Test
  void policyMayAllowIt() {
    Exchange exchange = open(plain("api.openai.com"), "connection: {plain_http: allow}");
    assertNull(exchange.judge(message("hello")).refusal());
    receive(exchange, 200, TestCalls.answer("hi"));
    assertNull(records.only().rule());
  }

  @Test
  void aRedirectThatLeavesTlsIsANewDecision() {
    Exchange exchange = open(post("api.openai.com", CHAT), "mode: enforce");
    assertNull(exchange.judge(message("hello")).refusal());
    assertNotNull(exchange.attempt(plain("api.openai.com")).refusal());
  }
}
