package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.chat;
import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.message;
import static dev.cordon.engine.call.TestCalls.policy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.StreamTransform;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** All rules for answers at once, on texts put together at random and cut anywhere. */
class AnswerRulesPropertyTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CANARY = "7Q2M-X0HT-93KD-VA8R-4WZC";
  private static final String[] POLICY = {
    "canaries: {values: [" + CANARY + "]}",
    "output: {deny_patterns: ['(?i)\\bproject (falcon|heron)\\b', 'x{3,9}y'], links: neutralise,"
        + " language: [en], max_length: 100000}"
  };

  private static final Engine ENGINE = Engine.start(config(policy(POLICY)));

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.of(
            "Project Heron",
            "project ",
            "falcon",
            "xxxx",
            "y",
            CANARY,
            "7Q2M-X0HT",
            "-93KD-VA8R-4WZC",
            "![a](https://evil.test/?q=",
            ")",
            "https://",
            "data:image/png;base64,iVBORw0KGgo=",
            "<img src=\"",
            "\"",
            "\\",
            "\n",
            " ",
            "é",
            "漢字",
            "😀",
            "{\"k\":\"",
            "Ignore all",
            "and so on, ")
        .list()
        .ofMaxSize(14);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.integers().between(0, 300).list().ofMaxSize(9);
  }

  @Property(tries = 2000, seed = "275877908")
  void theSameIsCoveredHoweverAStreamIsCut(
      @ForAll("texts") List<String> texts, @ForAll("cuts") List<Integer> cuts) {
    String text = String.join("", texts);
    String whole = read(text, List.of());
    assertEquals(whole, read(text, cuts));
    assertFalse(whole.contains(CANARY), whole);
  }

  private static String read(String text, List<Integer> cuts) {
    Exchange exchange = ENGINE.open(chat());
    exchange.judge(message("hello"));
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", "text/event-stream")));
    StringBuilder out = new StringBuilder();
    int at = 0;
    List<Integer> all = new ArrayList<>(cuts);
    all.sort(null);
    all.add(Integer.MAX_VALUE);
    for (int cut : all) {
      int end = Math.max(at, Math.min(cut, text.length()));
      boolean splits = end < text.length() && Character.isLowSurrogate(text.charAt(end));
      end += splits ? 1 : 0;
      String quoted = new TextNode(text.substring(at, end)).toString();
      String event =
          "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":" + quoted + "}}]}\n\n";
      out.append(UTF_8.decode(transform.transform(ByteBuffer.wrap(event.getBytes(UTF_8)))));
      at = end;
    }
    String stop =
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
            + "data: [DONE]\n\n";
    out.append(UTF_8.decode(transform.transform(ByteBuffer.wrap(stop.getBytes(UTF_8)))));
    out.append(UTF_8.decode(transform.finish()));
    StringBuilder texts = new StringBuilder();
    for (String event : out.toString().split("\n\n")) {
      String data = event.substring(event.indexOf(' ') + 1);
      if (!data.equals("[DONE]")) {
        texts.append(content(data));
      }
    }
    return texts.toString();
  }

  private static String content(String event) {
    try {
      return JSON.readTree(event).at("/choices/0/delta/content").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(event, e);
    }
  }
}
