package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.audit.ExchangeRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams in the forms that the vendors' references show, with tokens split over their events. */
class VendorStreamTest {
  private static final String SSE = "text/event-stream";
  private static final String JANE = "jane@example.com";
  private static final String BRIEN = "O\"Brien\n";

  private final TestVault vault = new TestVault(JANE, BRIEN);
  private final String jane1 = vault.tokenOf.get(JANE).substring(0, 9);
  private final String jane2 = vault.tokenOf.get(JANE).substring(9);
  private final String brien1 = vault.tokenOf.get(BRIEN).substring(0, 2);
  private final String brien2 = vault.tokenOf.get(BRIEN).substring(2);
  private final ExchangeRecord record = Wire.record();

  @Test
  void anthropicMessages() {
    String start =
        "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
            + "\"role\":\"assistant\",\"content\":[],\"model\":\"claude-x\",\"stop_reason\":null,\"usage\":{\"input_tokens\":25,\"output_tokens\":1}}}\n\n"
            + "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
            + "event: ping\ndata: {\"type\": \"ping\"}\n\n";
    String stop =
        "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"tool_use\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":15}}\n\n"
            + "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n";
    same(
        "anthropic.messages",
        start
            + block(0, "text_delta", "text", "Hi " + jane1)
            + "event: ping\ndata: {\"type\": \"ping\"}\n\n"
            + block(1, "input_json_delta", "partial_json", "{\\\"to\\\": \\\"" + brien1)
            + block(0, "text_delta", "text", jane2 + " EMAIL_")
            + blockStop(0)
            + block(1, "input_json_delta", "partial_json", brien2 + "\\\"}")
            + block(2, "thinking_delta", "thinking", jane1 + jane2)
            + block(2, "signature_delta", "signature", "EqQBCgIYAhIM")
            + blockStop(1)
            + stop,
        start
            + block(0, "text_delta", "text", "Hi ")
            + "event: ping\ndata: {\"type\": \"ping\"}\n\n"
            + block(1, "input_json_delta", "partial_json", "{\\\"to\\\": \\\"")
            + block(0, "text_delta", "text", JANE + " ")
            + block(0, "text_delta", "text", "EMAIL_")
            + blockStop(0)
            + block(1, "input_json_delta", "partial_json", "O\\\\\\\"Brien\\\\n\\\"}")
            + block(2, "thinking_delta", "thinking", JANE)
            + block(2, "signature_delta", "signature", "EqQBCgIYAhIM")
            + blockStop(1)
            + stop,
        SSE);
    assertEquals("claude-x", record.responseModel());
    assertEquals("msg_1", record.responseId());
    assertEquals(List.of("tool_use"), record.finishReasons());
    assertEquals(25, record.inputTokens());
    assertEquals(15, record.outputTokens());
  }

  @Test
  void anthropicErrorInMidStream() {
    String error =
        "event: error\ndata: {\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\": \"for %s\"}}\n\n";
    same(
        "anthropic.messages",
        block(0, "text_delta", "text", "a " + jane1) + error.formatted(jane1 + jane2),
        block(0, "text_delta", "text", "a ")
            + block(0, "text_delta", "text", jane1)
            + error.formatted(JANE),
        SSE);
  }

  @Test
  void geminiAsEvents() {
    same(
        "gemini.generate_content",
        "data: "
            + gemini("Dear " + jane1, "")
            + "\r\n\r\ndata: "
            + gemini(jane2 + " E", ",\"finishReason\":\"STOP\"")
            + "\r\n\r\n",
        "data: "
            + gemini("Dear ", "")
            + "\r\n\r\ndata: "
            + gemini(JANE + " E", ",\"finishReason\":\"STOP\"")
            + "\r\n\r\n",
        SSE);
    assertEquals("gemini-x", record.responseModel());
    assertEquals(List.of("STOP"), record.finishReasons());
    assertEquals(4, record.inputTokens());
  }

  @Test
  void geminiAsArray() {
    same(
        "gemini.generate_content",
        "[" + gemini("Dear " + jane1, "") + "\n,\r\n" + gemini(jane2 + " EMA", "") + "\n]\n",
        "["
            + gemini("Dear ", "")
            + "\n,\r\n"
            + gemini(JANE + " ", "")
            + "\n,\n"
            + gemini("EMA", "")
            + "]\n",
        "application/json");
  }

  @Test
  void geminiErrorInsteadOfArray() {
    same(
        "gemini.generate_content",
        "{\"error\":{\"code\":400,\"message\":\"" + jane1 + jane2 + "\"}}",
        "{\"error\":{\"code\":400,\"message\":\"" + JANE + "\"}}",
        "application/json; charset=UTF-8");
  }

  @Test
  void cohereChat() {
    String delta =
        "event: content-delta\ndata: {\"type\":\"content-delta\",\"index\":0,\"delta\":{\"message\":{\"content\":{\"text\":\"%s\"}}}}\n\n";
    String tool =
        "event: tool-call-delta\ndata: {\"type\":\"tool-call-delta\",\"index\":0,\"delta\":{\"message\":{\"tool_calls\":{\"function\":{\"arguments\":\"%s\"}}}}}\n\n";
    String end =
        "event: content-end\ndata: {\"type\":\"content-end\",\"index\":0}\n\n"
            + "event: message-end\ndata: {\"type\":\"message-end\",\"delta\":{\"finish_reason\":\"COMPLETE\",\"usage\":{\"tokens\":{\"input_tokens\":71,\"output_tokens\":3}}}}\n\n";
    same(
        "cohere.chat",
        delta.formatted(jane1)
            + tool.formatted("{\\\"a\\\":\\\"" + brien1)
            + delta.formatted(jane2 + "E")
            + tool.formatted(brien2 + "\\\"}")
            + end,
        delta.formatted("")
            + tool.formatted("{\\\"a\\\":\\\"")
            + delta.formatted(JANE)
            + tool.formatted("O\\\\\\\"Brien\\\\n\\\"}")
            + delta.formatted("E")
            + end,
        SSE);
    assertEquals(71, record.inputTokens());
  }

  @Test
  void ollamaLines() {
    String line =
        "{\"model\":\"llama3.2\",\"created_at\":\"2023-08-04T08:52:19Z\",\"message\":{\"role\":\"assistant\",\"content\":\"%s\"},\"done\":%s}\n";
    same(
        "ollama.chat",
        line.formatted("to " + jane1, "false")
            + line.formatted(jane2 + " E", "false")
            + line.formatted("", "true,\"prompt_eval_count\":26,\"eval_count\":9"),
        line.formatted("to ", "false")
            + line.formatted(JANE + " ", "false")
            + line.formatted("E", "true,\"prompt_eval_count\":26,\"eval_count\":9"),
        "application/x-ndjson");
    assertEquals(26, record.inputTokens());
    assertEquals(9, record.outputTokens());
  }

  @Test
  void openAiAssistantsTakeTheEventsTypeFromItsLine() {
    String delta =
        "event: thread.message.delta\ndata: {\"id\":\"msg_1\",\"object\":\"thread.message.delta\",\"delta\":{\"content\":[{\"index\":0,\"type\":\"text\",\"text\":{\"value\":\"%s\"}}]}}\n\n";
    String done =
        "event: thread.message.completed\ndata: {\"id\":\"msg_1\",\"object\":\"thread.message\",\"content\":[{\"type\":\"text\",\"text\":{\"value\":\"%s EM\"}}]}\n\n";
    same(
        "openai.runs",
        delta.formatted(jane1)
            + delta.formatted(jane2 + " EM")
            + done.formatted(jane1 + jane2)
            + "event: done\ndata: [DONE]\n\n",
        delta.formatted("")
            + delta.formatted(JANE + " ")
            + delta.formatted("EM")
            + done.formatted(JANE)
            + "event: done\ndata: [DONE]\n\n",
        SSE);
  }

  @Test
  void azurePutsTheIndexBehindTheDelta() {
    String chunk =
        "data: {\"choices\":[{\"content_filter_results\":{},\"delta\":{\"content\":\"%s\"},\"finish_reason\":null,\"index\":%d,\"logprobs\":null}],\"model\":\"gpt\"}\n\n";
    same(
        "openai.chat",
        chunk.formatted(jane1, 0)
            + chunk.formatted(brien1, 1)
            + chunk.formatted(jane2, 0)
            + chunk.formatted(brien2, 1),
        chunk.formatted("", 0)
            + chunk.formatted("", 1)
            + chunk.formatted(JANE, 0)
            + chunk.formatted("O\\\"Brien\\n", 1),
        SSE);
  }

  @Test
  void commentsKeepAliveAndDataOverSeveralLinesStay() {
    String chunk =
        ": OPENROUTER PROCESSING\n\ndata: {\"choices\":\ndata: [{\"index\":0,\ndata:\"delta\":{\"content\":\"%s\"}}]}\n\n";
    same(
        "openai.chat",
        chunk.formatted(jane1) + chunk.formatted(jane2),
        chunk.formatted("") + chunk.formatted(JANE),
        SSE);
  }

  @Test
  void severalTextsInOneEventAreSentAlone() {
    String chunk =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\",\"reasoning_content\":\"%s\"}}]}\n\n";
    same(
        "openai.chat",
        chunk.formatted("a EM", "b EMAIL") + "data: [DONE]\n\n",
        chunk.formatted("a ", "b ")
            + chunk.formatted("EM", "")
            + chunk.formatted("", "EMAIL")
            + "data: [DONE]\n\n",
        SSE);
  }

  @Test
  void aTruncatedStreamLosesNothing() {
    String chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"}}]}\n\n";
    same(
        "openai.chat",
        chunk.formatted("EM") + "data: {\"choices\":[{\"del",
        chunk.formatted("") + chunk.formatted("EM") + "data: {\"choices\":[{\"del",
        SSE);
    same(
        "openai.chat",
        chunk.formatted("EM") + "data: upstream error " + jane1 + jane2,
        chunk.formatted("") + chunk.formatted("EM") + "data: upstream error " + JANE,
        SSE);
  }

  /** Sends a stream whole and split at every byte. */
  private void same(String format, String given, String expected, String type) {
    assertEquals(expected, Wire.answer(format, type, vault, record, given));
    byte[] bytes = given.getBytes(UTF_8);
    for (int at = 0; at <= bytes.length; at++) {
      assertEquals(
          expected,
          new String(Wire.answerSplitAt(format, type, vault, bytes, at), UTF_8),
          "split at " + at);
    }
  }

  private static String block(int index, String type, String key, String text) {
    return "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":"
        + index
        + ",\"delta\":{\"type\":\""
        + type
        + "\",\""
        + key
        + "\":\""
        + text
        + "\"}}\n\n";
  }

  private static String blockStop(int index) {
    return "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":"
        + index
        + "}\n\n";
  }

  private static String gemini(String text, String more) {
    return "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \""
        + text
        + "\"}],\"role\": \"model\"}"
        + more
        + "}],\"usageMetadata\": {\"promptTokenCount\": 4},\"modelVersion\": \"gemini-x\"}";
  }
}
