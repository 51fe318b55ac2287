package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.audit.ExchangeRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** DashScope's streams: pieces of a text, or in each event the text so far. */
class RepeatedTextTest {
  private static final String FORMAT = "dashscope.generation";
  private static final String JANE = "jane@example.com";
  private static final String BRIEN = "O\"Brien\n";

  private final TestVault vault = new TestVault(JANE, BRIEN);
  private final String token = vault.tokenOf.get(JANE);
  private final String jane1 = token.substring(0, 9);
  private final String jane2 = token.substring(9);
  private final String brien = vault.tokenOf.get(BRIEN);
  private final ExchangeRecord record = Wire.record();

  @Test
  void piecesAreRestoredAcrossEvents() {
    same(
        event("Hi " + jane1, "null") + event(jane2 + "!", "null") + event("", "stop"),
        event("Hi ", "null") + event(JANE + "!", "null") + event("", "stop"));
    assertEquals(List.of("stop"), record.finishReasons());
    assertEquals(4, record.inputTokens());
    assertEquals(7, record.outputTokens());
    assertEquals("r", record.responseId());
  }

  @Test
  void aTextThatEachEventRepeatsIsRestoredInEach() {
    same(
        event("Hi " + jane1, "null")
            + event("Hi " + token, "null")
            + event("Hi " + token + ", \\\"" + brien + "\\\" E", "null")
            + event("Hi " + token + ", \\\"" + brien + "\\\" End", "null")
            + event("Hi " + token + ", \\\"" + brien + "\\\" End EM", "stop"),
        event("Hi ", "null")
            + event("Hi " + JANE, "null")
            + event("Hi " + JANE + ", \\\"O\\\"Brien\\n\\\" ", "null")
            + event("Hi " + JANE + ", \\\"O\\\"Brien\\n\\\" End", "null")
            + event("Hi " + JANE + ", \\\"O\\\"Brien\\n\\\" End EM", "stop"));
    assertEquals(2, record.restored());
  }

  @Test
  void anEventThatAddsNothingRepeatsTheText() {
    same(
        event("", "null")
            + event(jane1, "null")
            + event(jane1, "null")
            + event(token + ".", "null")
            + event(token + ".", "stop"),
        event("", "null")
            + event("", "null")
            + event("", "null")
            + event(JANE + ".", "null")
            + event(JANE + ".", "stop"));
  }

  @Test
  void aRequestForPiecesSettlesWhatTheyLookLike() {
    record.pieces(true);
    same(
        event("1 ", "null") + event("1 " + jane1, "null") + event(jane2, "stop"), //
        event("1 ", "null") + event("1 ", "null") + event(JANE, "stop"));
  }

  @Test
  void whatIsHeldComesWithTheTextBeforeItWhereTheStreamBreaksOff() {
    same(
        event("Hi " + token, "null") + event("Hi " + token + " EM", "null"),
        event("Hi " + JANE, "null")
            + event("Hi " + JANE + " ", "null")
            + event("Hi " + JANE + " EM", "null"));
  }

  @Test
  void reasoningArgumentsAndPartsAreTextsOfTheirOwn() {
    String chunk =
        "data:{\"output\":{\"choices\":[{\"message\":{\"reasoning_content\":\"%s\",\"content\":[{\"text\":\"%s\"}],"
            + "\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"arguments\":\"%s\"}}]},\"finish_reason\":\"null\"}]}}\n\n";
    String end =
        "data:{\"output\":{\"choices\":[{\"message\":{},\"finish_reason\":\"stop\"}]}}\n\n";
    same(
        chunk.formatted(jane1, "", "{\\\"a\\\":\\\"" + jane1)
            + chunk.formatted(token, jane1, "{\\\"a\\\":\\\"" + token)
            + chunk.formatted(token, token, "{\\\"a\\\":\\\"" + token + "\\\"}")
            + end,
        chunk.formatted("", "", "{\\\"a\\\":\\\"")
            + chunk.formatted(JANE, "", "{\\\"a\\\":\\\"" + JANE)
            + chunk.formatted(JANE, JANE, "{\\\"a\\\":\\\"" + JANE + "\\\"}")
            + end);
  }

  @Test
  void theOlderFormHasOneText() {
    String chunk = "data:{\"output\":{\"finish_reason\":\"%s\",\"text\":\"%s\"}}\n\n";
    same(
        chunk.formatted("null", jane1) + chunk.formatted("stop", token + "."),
        chunk.formatted("null", "") + chunk.formatted("stop", JANE + "."));
  }

  private static String event(String text, String end) {
    return "id:1\nevent:result\n:HTTP_STATUS/200\ndata:{\"output\":{\"choices\":[{\"message\":{\"content\":\""
        + text
        + "\",\"role\":\"assistant\"},\"finish_reason\":\""
        + end
        + "\"}]},\"usage\":{\"input_tokens\":4,\"output_tokens\":7},\"request_id\":\"r\"}\n\n";
  }

  /** Sends a stream whole and split at every byte. */
  private void same(String given, String expected) {
    boolean pieces = record.pieces();
    assertEquals(expected, Wire.answer(FORMAT, "text/event-stream", vault, record, given));
    byte[] bytes = given.getBytes(UTF_8);
    for (int at = 0; at <= bytes.length && !pieces; at++) {
      assertEquals(
          expected,
          new String(Wire.answerSplitAt(FORMAT, "text/event-stream", vault, bytes, at), UTF_8),
          "split at " + at);
    }
  }
}
