package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Restorer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainAnswerTest {
  private static final String JSON = "application/json";
  private static final String VALUE = "O\"Brien\n\u00e6";

  private final TestVault vault = new TestVault("jane@example.com", VALUE);
  private final String jane = vault.tokenOf.get("jane@example.com");
  private final String brien = vault.tokenOf.get(VALUE);

  @Test
  void theAnswerIsRestoredAtEveryDepthAndSplit() {
    String args =
        RequestRewriteTest.quote(
            "{\"to\":\""
                + brien
                + "\",\"n\":"
                + RequestRewriteTest.quote("[\"" + brien + "\"]")
                + "}");
    String restored =
        RequestRewriteTest.quote(
            "{\"to\":"
                + RequestRewriteTest.quote(VALUE)
                + ",\"n\":"
                + RequestRewriteTest.quote("[" + RequestRewriteTest.quote(VALUE) + "]")
                + "}");
    String body =
        "{\"id\":\"c\\u0031\",\"model\":\"m\",\"choices\":[{\"message\":{\"content\":\"\\u00e9 %s \\ud83d\\ude00 EMAIL_\","
            + "\"tool_calls\":[{\"function\":{\"arguments\":%s}}]},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12}}\n";
    byte[] given = body.formatted(jane, args).getBytes(UTF_8);
    byte[] expected = body.formatted("jane@example.com", restored).getBytes(UTF_8);
    for (int at = 0; at <= given.length; at++) {
      byte[] actual = Wire.answerSplitAt("openai.chat", JSON, vault, given, at);
      assertArrayEquals(expected, actual, () -> new String(actual, UTF_8));
    }
  }

  @Test
  void factsAreNotedWhereverTheBytesAreSplit() {
    String body =
        "{\"id\":\"c-1\",\"model\":\"m-1\",\"choices\":[{\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":12,\"completion_tokens\":3456}}";
    for (int at = 0; at <= body.length(); at++) {
      ExchangeRecord record = Wire.record();
      Wire.answer("openai.chat", JSON, vault, record, body.substring(0, at), body.substring(at));
      assertEquals("c-1", record.responseId());
      assertEquals("m-1", record.responseModel());
      assertEquals(List.of("stop"), record.finishReasons());
      assertEquals(12, record.inputTokens());
      assertEquals(3456, record.outputTokens());
    }
  }

  /** A client closes an answer while another thread reads it, at whatever place that is. */
  @ParameterizedTest
  @ValueSource(strings = {JSON, "text/plain", "text/event-stream", "application/x-ndjson"})
  void anAnswerThatEndsWhileAnotherThreadReadsItEndsThereToo(String type) {
    AnswerTransform[] answer = {null};
    Restorer ending =
        new Restorer() {
          @Override
          public boolean isEmpty() {
            return false;
          }

          @Override
          public int restore(byte[] text, int from, int to, boolean last, Edits edits) {
            if (!last) {
              CompletableFuture.supplyAsync(() -> answer[0].finish()).join();
            }
            return vault.restore(text, from, to, last, edits);
          }
        };
    String json = "{\"choices\":[{\"delta\":{\"content\":\"to " + jane + " and\"}}]}\n\n";
    byte[] body = (type.endsWith("stream") ? "data: " + json : json).getBytes(UTF_8);
    for (int at = 1; at <= body.length; at++) {
      answer[0] =
          Answers.open(
              Wire.format("openai.chat"),
              Wire.contentType(type),
              ending,
              null,
              false,
              Wire.record());
      answer[0].transform(ByteBuffer.wrap(body, 0, at));
      answer[0].finish();
      assertEquals(0, answer[0].transform(ByteBuffer.wrap(body)).remaining());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<html>bad gateway for %s</html>",
        "",
        "%s",
        "{\"error\": {\"message\": \"no %s\"",
        "{\"a\": %s",
        "{\"error\": \"%s\"} trailing %s",
        "[%s",
        "null",
        "\"%s\""
      })
  void whatIsNoJsonGoesOnRestoredWherePossible(String body) {
    String given = body.replace("%s", jane);
    for (int at = 0; at <= given.length(); at++) {
      assertEquals(
          body.replace("%s", "jane@example.com"),
          Wire.answer("openai.chat", JSON, vault, given.substring(0, at), given.substring(at)));
    }
  }
}
