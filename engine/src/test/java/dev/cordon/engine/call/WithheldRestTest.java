package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import java.nio.ByteBuffer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What becomes of the rest of an answer that is withheld: nothing in it goes on, its form stays.
 */
class WithheldRestTest {
  private static final String CANARY = "7Q2M-X0HT-93KD-VA8R-4WZC";
  private static final String ANSWER =
      ("{\"id\":\"r\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\"here"
              + " @ ok\",\"tool_calls\":[{\"id\":\"call_1\",\"type\":\"function\",\"function\":"
              + "{\"name\":\"g\",\"arguments\":\"{\\\"code\\\":\\\"@\\\",\\\"list\\\":[\\\"@\\\"]}\"}}]},"
              + "\"finish_reason\":\"stop\"}],\"usage\":{\"total_tokens\":5}}")
          .replace("@", CANARY);

  private static String through(Engine engine, String body, int cut) {
    Exchange exchange = engine.open(chat());
    exchange.judge(message("hello"));
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", "application/json")));
    byte[] bytes = body.getBytes(UTF_8);
    StringBuilder out = new StringBuilder();
    out.append(UTF_8.decode(transform.transform(ByteBuffer.wrap(bytes, 0, cut).slice())));
    out.append(
        UTF_8.decode(transform.transform(ByteBuffer.wrap(bytes, cut, bytes.length - cut).slice())));
    return out.append(UTF_8.decode(transform.finish())).toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "canaries: {values: [" + CANARY + "], answer: block}",
        "output: {deny_patterns: ['7Q2M-[A-Z0-9-]+'], denied: block}"
      })
  void nothingBehindItGoesOnAndItsFormStaysWhereverItIsCut(String rule) throws Exception {
    Engine engine = Engine.start(config(policy(rule)));
    for (int cut = 1; cut < ANSWER.length(); cut++) {
      String got = through(engine, ANSWER, cut);
      assertFalse(got.contains(CANARY.substring(5)), "cut at " + cut + ": " + got);
      JsonNode read = new ObjectMapper().readTree(got);
      JsonNode message = read.at("/choices/0/message");
      assertEquals("assistant", message.get("role").asText());
      assertEquals("function", message.at("/tool_calls/0/type").asText(), got);
      assertEquals("call_1", message.at("/tool_calls/0/id").asText());
      assertEquals("stop", read.at("/choices/0/finish_reason").asText());
      assertEquals(5, read.at("/usage/total_tokens").asInt(), got);
    }
  }

  @Test
  void whatTheApplicationSaidIsNotTheModels() {
    Engine engine =
        Engine.start(config(policy("output: {deny_patterns: ['(?i)falcon'], denied: block}")));
    String answer =
        "{\"id\":\"r\",\"object\":\"response\",\"instructions\":\"Never mention Falcon\",\"output\":"
            + "[{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"output_text\","
            + "\"text\":\"All is well.\"}]}]}";
    Exchange exchange = engine.open(TestCalls.post("api.openai.com", "/v1/responses"));
    exchange.judge("{\"model\":\"m\",\"input\":\"hello\"}".getBytes(UTF_8));
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", "application/json")));
    String got = UTF_8.decode(transform.transform(ByteBuffer.wrap(answer.getBytes(UTF_8)))) + "";
    assertEquals(answer, got + UTF_8.decode(transform.finish()));
  }
}
