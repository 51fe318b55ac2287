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
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an answer holds that its request did not. */
class OutputTest {
  private static final String OWN = "jane.roe@acme-mail.net";
  private static final String FOREIGN = "joe.doe@other-mail.net";

  private final TestCalls.Records records = new TestCalls.Records();

  private String call(String output) {
    Engine engine = Engine.start(config(policy(output)).observer(records));
    Exchange exchange = engine.open(chat());
    String token = content(exchange.judge(message(OWN)).body());
    return content(receive(exchange, 200, answer(token + " knows " + FOREIGN + " well")));
  }

  @Test
  void dataThatWasNotInTheRequestIsCounted() {
    assertEquals(OWN + " knows " + FOREIGN + " well", call("output: {scan: true}"));
    assertEquals(1, records.only().outputFindings().get("email_address").count());
    assertEquals(1, records.only().restored());
  }

  @Test
  void itIsCoveredWherePolicySaysSo() {
    assertEquals(
        OWN + " knows ******** well", call("output: {scan: true, redact: {email_address: mask}}"));
    assertEquals("mask", records.only().outputFindings().get("email_address").action());
  }

  @Test
  void nobodyLooksUnlessPolicySaysSo() {
    assertEquals(OWN + " knows " + FOREIGN + " well", call("output: {scan: false}"));
    assertTrue(records.only().outputFindings().isEmpty());
  }

  @Test
  void observingCountsAndChangesNothing() {
    Engine engine =
        Engine.start(
            config(policy("mode: observe", "output: {scan: true, redact: {email_address: mask}}"))
                .observer(records));
    Exchange exchange = engine.open(chat());
    exchange.judge(message(OWN));
    byte[] answer = answer(OWN + " knows " + FOREIGN);
    assertArrayEquals(answer, receive(exchange, 200, answer));
    assertEquals(1, records.only().outputFindings().get("email_address").count());
  }

  private static String stream(Exchange exchange, String mediaType, String... events) {
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", mediaType)));
    StringBuilder out = new StringBuilder();
    for (String event : events) {
      out.append(UTF_8.decode(transform.transform(ByteBuffer.wrap(event.getBytes(UTF_8)))));
    }
    return out.append(UTF_8.decode(transform.finish())).toString();
  }

  private static String[] deltas(String before, String after, String... texts) {
    String[] events = new String[texts.length];
    for (int i = 0; i < texts.length; i++) {
      events[i] = before + texts[i] + after;
    }
    return events;
  }

  @Test
  void aValueIsKnownByWordsThatCameInEarlierEvents() {
    for (String[] texts :
        new String[][] {
          {"My pass", "word: ", "Tr0u", "b4dor", "-Rv7x and", " that is all"},
          {"My password: Tr0ub4dor-Rv7x and that is all"}
        }) {
      TestCalls.Records own = new TestCalls.Records();
      Engine engine =
          Engine.start(
              config(policy("output: {scan: true, redact: {default: mask}}")).observer(own));
      Exchange exchange = engine.open(chat());
      exchange.judge(message("hello"));
      String got =
          stream(
              exchange,
              "text/event-stream",
              deltas(
                  "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"",
                  "\"}}]}\n\n",
                  texts));
      String all = got.replaceAll("(?s)data: .*?content\":\"|\"}}]}\n\n", "");
      assertEquals("My password: ******** and that is all", all);
      assertEquals(1, own.only().outputFindings().values().iterator().next().count());
    }
  }

  @Test
  void aBlockedAnswerEndsBeforeTheFinding() {
    assertEquals(
        OWN + " knows [withheld: output.redact]",
        call("output: {scan: true, redact: {email_address: block}}"));
    assertEquals("block", records.only().outputFindings().get("email_address").action());
  }

  @Test
  void aBlockedStreamEndsInTheVendorsOwnForm() {
    String openai = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"";
    String anthropic =
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"text_delta\",\"text\":\"";
    String ollama = "{\"model\":\"m\",\"message\":{\"role\":\"assistant\",\"content\":\"";
    String gemini =
        "data: {\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"";
    ended(
        "api.openai.com",
        "/v1/chat/completions",
        openai,
        "\"}}]}\n\n",
        "data: {\"error\":{\"message\":");
    ended(
        "api.anthropic.com",
        "/v1/messages",
        anthropic,
        "\"}}\n\n",
        "event: error\ndata: {\"type\":\"error\",");
    ended(
        "localhost", "/api/chat", ollama, "\"},\"done\":false}\n", "{\"error\":\"Cordon withheld");
    ended(
        "generativelanguage.googleapis.com",
        "/v1beta/models/m:streamGenerateContent",
        gemini,
        "\"}]}}]}\n\n",
        "data: {\"error\":{\"code\":403,");
  }

  @Test
  void whatABlockedStreamUsedIsStillCounted() {
    for (String mode : new String[] {"enforce", "observe"}) {
      TestCalls.Records own = new TestCalls.Records();
      Engine engine =
          Engine.start(config(policy("mode: " + mode, "output: {links: block}")).observer(own));
      Exchange exchange = engine.open(chat());
      exchange.judge(message("hello"));
      String delta = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"$\"}}]}\n\n";
      String events =
          delta.replace("$", "[x](https://evil.test/) and more")
              + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7}}\n\n"
              + "data: [DONE]\n\n";
      String got = stream(exchange, "text/event-stream", events);
      assertEquals(mode.equals("observe"), got.equals(events), got);
      assertEquals(7, own.only().outputTokens());
    }
  }

  private void ended(String host, String path, String before, String after, String error) {
    for (int size = 1; size < 400; size += 7) {
      TestCalls.Records own = new TestCalls.Records();
      Engine engine =
          Engine.start(
              config(policy("output: {scan: true, redact: {email_address: block}}")).observer(own));
      Exchange exchange = engine.open(TestCalls.post(host, path));
      exchange.judge(
          ("{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}")
              .getBytes(UTF_8));
      String events =
          String.join(
              "",
              deltas(
                  before, after, "It is ", "joe.doe@", "other-mail.net", " and", " more", " text"));
      String[] pieces = events.split("(?<=\\G(?s:.{" + size + "}))");
      boolean lines = path.equals("/api/chat");
      String got = stream(exchange, lines ? "application/x-ndjson" : "text/event-stream", pieces);
      int at = got.indexOf(error);
      assertTrue(at > 0, got);
      assertTrue(got.substring(0, at).contains("[withheld: output.redact]"), got);
      assertFalse(got.contains("joe.doe") || got.contains("more"), got);
      assertTrue(got.endsWith(lines ? "}\n" : "}\n\n"), got);
      assertEquals("output.redact.email_address", own.only().rule());
    }
  }
}
