package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
  private static final String SSE = "text/event-stream; charset=utf-8";
  private static final String JANE = "jane@example.com";

  private final TestVault vault = new TestVault(JANE, "O\"Brien\n");
  private final String token = vault.tokenOf.get(JANE);
  private final String brien = vault.tokenOf.get("O\"Brien\n");

  private static String chunk(int choice, String delta) {
    return "data:"
        + " {\"id\":\"c-1\",\"object\":\"chat.completion.chunk\",\"model\":\"gpt-4.1-x\",\"choices\":[{\"index\":"
        + choice
        + ",\"delta\":"
        + delta
        + ",\"finish_reason\":null}]}\n\n";
  }

  private static String content(int choice, String text) {
    return chunk(choice, "{\"content\":" + RequestRewriteTest.quote(text) + "}");
  }

  private static String arguments(int tool, String text) {
    return chunk(
        0,
        "{\"tool_calls\":[{\"index\":"
            + tool
            + ",\"function\":{\"arguments\":"
            + RequestRewriteTest.quote(text)
            + "}}]}");
  }

  private static String finish(int choice, String reason) {
    return "data: {\"id\":\"c-1\",\"choices\":[{\"index\":"
        + choice
        + ",\"delta\":{},\"finish_reason\":\""
        + reason
        + "\"}]}\n\n";
  }

  @Test
  void aTokenInOneDeltaIsRestoredInIt() {
    assertEquals(
        content(0, "Dear " + JANE + "!"),
        Wire.answer("openai.chat", SSE, vault, content(0, "Dear " + token + "!")));
  }

  @Test
  void aTokenSplitOverDeltasIsHeldBackNoLongerThanNeeded() {
    AnswerTransform answer =
        Wire.format("openai.chat")
            .newAnswer(200, Wire.contentType(SSE), vault, null, Wire.record());
    assertEquals(content(0, "Dear "), text(answer, content(0, "Dear " + token.substring(0, 8))));
    assertEquals(content(0, JANE + ", hi"), text(answer, content(0, token.substring(8) + ", hi")));
    assertEquals(content(0, "E"), text(answer, content(0, "E")).replace("\"\"", "\"E\""));
    assertEquals(content(0, "Eleven"), text(answer, content(0, "leven")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n\n", "\r\n\r\n", "\r\r", "\r\n\n"})
  void anEventThatIsTooLargeGoesOnUnreadAndTheNextOneIsRestored(String end) {
    String first = content(0, "Dear " + JANE);
    String tail = "\r\ndata: more\ndata: " + token + end;
    for (int cut = tail.length() - end.length(); cut <= tail.length(); cut++) {
      AnswerTransform answer =
          Wire.format("openai.chat")
              .newAnswer(200, Wire.contentType(SSE), vault, null, Wire.record());
      StringBuilder got = new StringBuilder(text(answer, content(0, "Dear " + token)));
      assertEquals(first, got.toString());
      assertEquals(false, answer.faulted());
      large(answer, "data: ");
      got.setLength(0);
      got.append(text(answer, tail.substring(0, cut))).append(text(answer, tail.substring(cut)));
      got.append(text(answer, content(0, token + "!")));
      got.append(UTF_8.decode(answer.finish()));
      assertEquals(tail + content(0, JANE + "!"), got.toString(), "cut at " + cut);
      assertEquals(true, answer.faulted(), "it is reported");
    }
  }

  @Test
  void aLineOfJsonThatIsTooLargeGoesOnUnreadAndTheNextOneIsRestored() {
    AnswerTransform answer =
        Wire.format("ollama.chat")
            .newAnswer(200, Wire.contentType("application/x-ndjson"), vault, null, Wire.record());
    large(answer, "{");
    String line = "{\"message\":{\"role\":\"assistant\",\"content\":\"%s!\"},\"done\":true}\n";
    String sent = token + "\r}\n" + line.formatted(token);
    assertEquals(
        token + "\r}\n" + line.formatted(JANE), text(answer, sent) + UTF_8.decode(answer.finish()));
  }

  /** Sends more of one event than may wait; no more than may wait ever does. */
  private static void large(AnswerTransform answer, String start) {
    byte[] chunk = "x".repeat(1 << 16).getBytes(UTF_8);
    long waits = start.length();
    answer.transform(ByteBuffer.wrap(start.getBytes(UTF_8)));
    for (int sent = 0; sent <= EventStreamBody.EVENT_LIMIT; sent += chunk.length) {
      waits += chunk.length - answer.transform(ByteBuffer.wrap(chunk)).remaining();
      assertTrue(waits <= EventStreamBody.EVENT_LIMIT, waits + " bytes wait");
    }
    assertEquals(0, waits, "all of it went on");
  }

  @Test
  void whatIsHeldIsSentBeforeTheFinish() {
    assertEquals(
        content(0, "an ") + content(0, "EMAIL") + finish(0, "stop") + "data: [DONE]\n\n",
        Wire.answer(
            "openai.chat",
            SSE,
            vault,
            content(0, "an EMAIL"),
            finish(0, "stop"),
            "data: [DONE]\n\n"));
  }

  @Test
  void whatIsHeldIsSentAtTheEndOfAStreamWithoutFinish() {
    assertEquals(
        content(0, "an ") + content(0, "EMAIL"),
        Wire.answer("openai.chat", SSE, vault, content(0, "an EMAIL")));
    assertEquals(
        content(0, "an ") + content(0, "EMAIL") + "data: [DONE]\n\n",
        Wire.answer("openai.chat", SSE, vault, content(0, "an EMAIL"), "data: [DONE]\n\n"));
  }

  @Test
  void choicesDontMix() {
    assertEquals(
        content(0, "")
            + content(1, "")
            + content(0, JANE)
            + content(1, "O\"Brien\n")
            + finish(1, "stop")
            + finish(0, "length"),
        Wire.answer(
            "openai.chat",
            SSE,
            vault,
            content(0, token.substring(0, 3))
                + content(1, brien.substring(0, 9))
                + content(0, token.substring(3))
                + content(1, brien.substring(9))
                + finish(1, "stop")
                + finish(0, "length")));
  }

  @Test
  void toolArgumentsAreEscapedForTheStringInside() {
    List<String> given =
        List.of(
            arguments(0, "{\"na"),
            arguments(1, "[\"" + brien.substring(0, 4)),
            arguments(0, "me\":\"" + brien.substring(0, 7)),
            arguments(0, brien.substring(7) + "\",\"x\":1}"),
            arguments(1, brien.substring(4) + "\"]"),
            finish(0, "tool_calls"));
    assertEquals(
        arguments(0, "{\"na")
            + arguments(1, "[\"")
            + arguments(0, "me\":\"")
            + arguments(0, "O\\\"Brien\\n\",\"x\":1}")
            + arguments(1, "O\\\"Brien\\n\"]")
            + finish(0, "tool_calls"),
        Wire.answer("openai.chat", SSE, vault, given.toArray(new String[0])));
  }

  @Test
  void everySplitOfTheBytesGivesTheSame() {
    String stream =
        ": comment\r\n\r\n"
            + content(0, "Dear " + token.substring(0, 8)).replace("\n", "\r\n")
            + "event: x\ndata: "
            + "\n\n"
            + content(0, token.substring(8) + " \u00e6\ud83d\ude00 EMA").replace("\n", "\r")
            + arguments(0, "{\"a\":\"" + brien)
            + arguments(0, "\"}")
            + "id: 1\n"
            + finish(0, "stop")
            + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7}}\n\n"
            + "data: [DONE]\n\n";
    byte[] bytes = stream.getBytes(UTF_8);
    String whole = Wire.answer("openai.chat", SSE, vault, stream);
    assertEquals(1, whole.split(JANE, -1).length - 1);
    for (int at = 0; at <= bytes.length; at++) {
      assertEquals(
          whole, new String(Wire.answerSplitAt("openai.chat", SSE, vault, bytes, at), UTF_8));
    }
  }

  @Test
  void eventsWithoutTokensAreTheVeryChunk() {
    AnswerTransform answer =
        Wire.format("openai.chat")
            .newAnswer(200, Wire.contentType(SSE), vault, null, Wire.record());
    ByteBuffer chunk = ByteBuffer.wrap((content(0, "hello") + content(1, "you")).getBytes(UTF_8));
    assertSame(chunk, answer.transform(chunk));
  }

  @Test
  void factsAreNoted() {
    ExchangeRecord record = Wire.record();
    Wire.answer(
        "openai.chat",
        SSE,
        vault,
        record,
        content(0, "a"),
        finish(0, "stop"),
        "data:"
            + " {\"choices\":[],\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":7,\"prompt_tokens_details\":{\"cached_tokens\":3},\"completion_tokens_details\":{\"reasoning_tokens\":2}}}\n\n");
    assertEquals("c-1", record.responseId());
    assertEquals("gpt-4.1-x", record.responseModel());
    assertEquals(List.of("stop"), record.finishReasons());
    assertEquals(5, record.inputTokens());
    assertEquals(7, record.outputTokens());
    assertEquals(3, record.cachedInputTokens());
    assertEquals(2, record.reasoningTokens());
  }

  @Test
  void responsesRestoreDeltasAndRepeats() {
    String head =
        "event: response.output_text.delta\ndata: {\"type\":\"response.output_text.delta\",";
    String at = "\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"delta\":";
    String done =
        "event: response.output_text.done\n"
            + "data:"
            + " {\"type\":\"response.output_text.done\",\"item_id\":\"msg_1\",\"output_index\":0,\"content_index\":0,\"text\":\"%s"
            + " EM\"}\n\n"
            + "event: response.completed\n"
            + "data:"
            + " {\"type\":\"response.completed\",\"response\":{\"id\":\"resp_1\",\"output\":[{\"content\":[{\"type\":\"output_text\",\"text\":\"%s"
            + " EM\"}]}],\"usage\":{\"input_tokens\":9}}}\n\n";
    assertEquals(
        head
            + at
            + "\"\"}\n\n"
            + head
            + at
            + "\"jane@example.com \"}\n\n"
            + head
            + at
            + "\"EM\"}\n\n"
            + done.formatted(JANE, JANE),
        Wire.answer(
            "openai.responses",
            SSE,
            vault,
            head + at + "\"" + token.substring(0, 5) + "\"}\n\n",
            head + at + "\"" + token.substring(5) + " EM\"}\n\n",
            done.formatted(token, token)));
  }

  private static String text(AnswerTransform answer, String chunk) {
    return UTF_8.decode(answer.transform(ByteBuffer.wrap(chunk.getBytes(UTF_8)))).toString();
  }
}
