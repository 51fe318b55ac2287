package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.cordon.engine.audit.ExchangeRecord;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Odd places of streams and bodies, in the forms that the vendors document. */
class VendorVectorsTest {
  private static final String JANE = "jane@example.com";
  private final TestVault vault = new TestVault(JANE);
  private final String token = vault.tokenOf.get(JANE);
  private final String head = token.substring(0, 8);
  private final String rest = token.substring(8);

  private void same(String format, String type, String given, String expected) {
    String stream = given.replace("$T", token).replace("$H", head).replace("$R", rest);
    assertEquals(expected.replace("$J", JANE), Wire.answer(format, type, vault, stream));
  }

  private void sse(String format, String given, String expected) {
    same(format, "text/event-stream", given, expected);
    same(format, "text/event-stream", given.replace("\n", "\r\n"), expected.replace("\n", "\r\n"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          openai.chat | {"error":{"message":"The server had an error with $","type":"server_error","param":null,"code":null}}
          openai.responses | {"type":"error","code":"server_error","message":"about $","param":null,"sequence_number":7}
          openai.responses | {"type":"response.failed","response":{"id":"r","status":"failed","error":{"code":"server_error","message":"about $"}}}
          openai.responses | {"type":"response.incomplete","response":{"id":"r","status":"incomplete","output":[{"content":[{"type":"output_text","text":"so $"}]}]}}
          anthropic.messages | {"type":"error","error":{"type":"overloaded_error","message":"Overloaded $"}}
          gemini.generate_content | {"error":{"code":503,"message":"The model is overloaded: $","status":"UNAVAILABLE"}}
          cohere.chat | {"type":"message-end","delta":{"error":"about $","finish_reason":"ERROR"}}
          """)
  void anErrorInMidStreamIsRestored(String format, String error) {
    sse(
        format,
        "data: " + error.replace("$", "$T") + "\n\n",
        "data: " + error.replace("$", "$J") + "\n\n");
  }

  @Test
  void whatWasHeldBackComesBeforeAnError() {
    sse(
        "openai.chat",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"EM\"}}]}\n\ndata: {\"error\":{\"message\":\"x\"}}\n\ndata: [DONE]\n\n",
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"\"}}]}\n\ndata: {\"error\":{\"message\":\"x\"}}\n\n"
            + "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"EM\"}}]}\n\ndata: [DONE]\n\n");
  }

  @Test
  void logprobsSayWhatTheModelWroteInItsOwnPieces() {
    String event =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"logprobs\":{\"content\":[{\"token\":\"%s\",\"logprob\":-0.1,"
            + "\"bytes\":[69],\"top_logprobs\":[{\"token\":\"%s\",\"logprob\":-2,\"bytes\":null}]}]}}]}\n\n";
    sse(
        "openai.chat",
        event.formatted("$H", "$H", "EM").replace("$H", head)
            + event.formatted(rest + ".", rest + ".", "x"),
        event.formatted("", head, "EM") + event.formatted(JANE + ".", rest + ".", "x"));
  }

  @Test
  void emptyDeltasAndRolesPassAndDontFlush() {
    String event = "data: {\"choices\":[{\"index\":0,\"delta\":%s}]}\n\n";
    sse(
        "openai.chat",
        event.formatted("{\"role\":\"assistant\",\"content\":\"\"}")
            + event.formatted("{\"content\":\"$H\"}")
            + event.formatted("{}")
            + event.formatted("{\"content\":\"\"}")
            + event.formatted("{\"content\":null}")
            + event.formatted("{\"content\":\"$R \"}"),
        event.formatted("{\"role\":\"assistant\",\"content\":\"\"}")
            + event.formatted("{\"content\":\"\"}")
            + event.formatted("{}")
            + event.formatted("{\"content\":\"\"}")
            + event.formatted("{\"content\":null}")
            + event.formatted("{\"content\":\"$J \"}"));
  }

  @Test
  void commentsRetriesAndIdentifiersKeepTheirBytes() {
    sse(
        "openai.chat",
        ": ping $T\n\nid: 7\nretry: 10\ndata:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"$T.\"}}]}\n\n",
        ": ping "
            + token
            + "\n\nid: 7\nretry: 10\ndata:{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"$J.\"}}]}\n\n");
  }

  @Test
  void parallelToolCallsOfOneChoice() {
    String call =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":%d,\"function\":{\"arguments\":\"%s\"}}]}}]}\n\n";
    sse(
        "openai.chat",
        call.formatted(0, "{\\\"a\\\":\\\"$H")
            + call.formatted(1, "{\\\"b\\\":\\\"$H")
            + call.formatted(0, "$R\\\"}")
            + call.formatted(1, "$R\\\"}"),
        call.formatted(0, "{\\\"a\\\":\\\"")
            + call.formatted(1, "{\\\"b\\\":\\\"")
            + call.formatted(0, "$J\\\"}")
            + call.formatted(1, "$J\\\"}"));
  }

  @Test
  void signaturesAndRedactedThinkingAreNeverTouched() {
    sse(
        "anthropic.messages",
        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"redacted_thinking\",\"data\":\"$T\"}}\n\n"
            + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"signature_delta\",\"signature\":\"$T\"}}\n\n",
        "event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"redacted_thinking\",\"data\":\""
            + token
            + "\"}}\n\n"
            + "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":1,\"delta\":{\"type\":\"signature_delta\",\"signature\":\""
            + token
            + "\"}}\n\n");
  }

  @Test
  void audioInDeltasIsNoText() {
    ExchangeRecord record = Wire.record();
    AnswerTransform answer =
        Wire.format("openai.responses")
            .newAnswer(200, Wire.contentType("text/event-stream"), vault, null, record);
    ByteBuffer event =
        ByteBuffer.wrap(
            "data: {\"delta\":\"abEM\",\"type\":\"response.audio.delta\"}\n\n".getBytes(UTF_8));
    assertSame(event, answer.transform(event));
  }

  @Test
  void geminisFunctionCallsComeWhole() {
    same(
        "gemini.generate_content",
        "application/json",
        "[{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{\"$T\":[\"$T\"]}}}]}}]}\n,\n{\"usageMetadata\":{\"promptTokenCount\":1}}]",
        "[{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"f\",\"args\":{\"$J\":[\"$J\"]}}}]}}]}\n,\n{\"usageMetadata\":{\"promptTokenCount\":1}}]");
  }

  @Test
  void ollamasToolCallsComeInALineOfTheirOwn() {
    same(
        "ollama.chat",
        "application/x-ndjson",
        "{\"message\":{\"content\":\"$H\"},\"done\":false}\n{\"message\":{\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"to\":\"$T\"}}}]},\"done\":false}\n"
            + "{\"message\":{\"content\":\"$R\"},\"done\":true,\"done_reason\":\"stop\"}\n",
        "{\"message\":{\"content\":\"\"},\"done\":false}\n{\"message\":{\"content\":\"\",\"tool_calls\":[{\"function\":{\"name\":\"f\",\"arguments\":{\"to\":\"$J\"}}}]},\"done\":false}\n"
            + "{\"message\":{\"content\":\"$J\"},\"done\":true,\"done_reason\":\"stop\"}\n");
  }

  @Test
  void aFileOfTextInBase64IsReadAndWrittenAnew() throws Exception {
    String csv =
        "name;mail\nJ\u00f8rgen;" + JANE + "\n{\"x\":\"" + "jane\\u0040example.com" + "\"}";
    String data = Base64.getEncoder().encodeToString(csv.getBytes(UTF_8));
    String body =
        "{\"messages\":[{\"content\":[{\"type\":\"file\",\"file\":{\"file_data\":\"%s\"}}]}]}";
    ExchangeRecord record = Wire.record();
    String sent =
        Wire.rewrite("openai.chat", body.formatted("data:text/csv;base64," + data), vault, record);
    String left = sent.substring(sent.indexOf("base64,") + 7, sent.lastIndexOf("\"}}]}]}"));
    String text = new String(Base64.getDecoder().decode(left), UTF_8);
    assertEquals(csv.replace(JANE, token), text);
    assertEquals(0, record.unscannedBytes());
  }

  @Test
  void aFileOfOtherDataIsCounted() throws Exception {
    String data = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 0, 5, 6, 7, 8, 9});
    String body =
        "{\"messages\":[{\"content\":[{\"image_url\":{\"url\":\"data:image/png;base64,"
            + data
            + "\"}}]}]}";
    ExchangeRecord record = Wire.record();
    assertEquals(body, Wire.rewrite("openai.chat", body, vault, record));
    assertEquals(data.length() + 22, record.unscannedBytes());
  }
}
