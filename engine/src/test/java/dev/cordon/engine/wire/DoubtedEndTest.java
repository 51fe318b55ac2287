package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.cordon.engine.audit.ExchangeRecord;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Streams of which each event says that it is the last one. */
class DoubtedEndTest {
  private static final String SSE = "text/event-stream";
  private static final String GEMINI = "gemini.generate_content";
  private static final String JANE = "jane@example.com";

  private final TestVault vault = new TestVault(JANE);
  private final String token = vault.tokenOf.get(JANE);
  private final ExchangeRecord record = Wire.record();

  @Test
  void aTokenIsRestoredOverEventsThatAllSayTheyAreTheLast() {
    same(
        GEMINI,
        data("Hi EMA") + data(token.substring(3, 8)) + data(token.substring(8) + "!"),
        data("Hi ") + data("") + data(JANE + "!"),
        SSE);
    assertEquals(List.of("STOP"), record.finishReasons());
  }

  @Test
  void whatIsLeftGoesInAnEventOfItsOwn() {
    same(
        GEMINI,
        data("Hi EMA") + data(token.substring(3) + " EM"),
        data("Hi ") + data(JANE + " ") + data("EM"),
        SSE);
  }

  @Test
  void theOnlyEventKeepsItsTextWhole() {
    same(GEMINI, data("Hi EMA"), data("Hi EMA"), SSE);
    same(GEMINI, data("Hi EMA") + "data: [DONE]\n\n", data("Hi EMA") + "data: [DONE]\n\n", SSE);
    same(GEMINI, data("Hi " + token), data("Hi " + JANE), SSE);
  }

  @Test
  void anEventWithoutTextBehindTheOnlyOneKeepsItWhole() {
    String usage = "data: {\"usageMetadata\":{\"promptTokenCount\":4}}\n\n";
    same(GEMINI, data("Hi EMA") + usage, data("Hi EMA") + usage, SSE);
  }

  @Test
  void aCommentMayStandBetween() {
    String comment = ": keep-alive\n\n";
    same(
        GEMINI,
        data("Hi EMA") + comment + data(token.substring(3)),
        data("Hi ") + comment + data(JANE),
        SSE);
  }

  @Test
  void candidatesDontDisturbEachOther() {
    same(
        GEMINI,
        data(0, "EMA")
            + data(1, "b EM")
            + data(0, token.substring(3))
            + data(1, token.substring(2)),
        data(0, "") + data(1, "b ") + data(0, JANE) + data(1, JANE),
        SSE);
    assertEquals(List.of("STOP", "STOP"), record.finishReasons());
  }

  @Test
  void severalPartsOfAnEventAreOneText() {
    String parts =
        "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"%s\"},{\"text\": \"%s\"}]},\"finishReason\": \"STOP\",\"index\": 0}],\"modelVersion\": \"g\"}\n\n";
    same(
        GEMINI,
        parts.formatted("a EM", "AIL_") + data(token.substring(6)),
        parts.formatted("a ", "") + data(JANE),
        SSE);
    same(GEMINI, parts.formatted("a EM", "AI"), parts.formatted("a ", "EMAI"), SSE);
  }

  @Test
  void anArrayIsRestoredToo() {
    same(
        GEMINI,
        "[" + gemini(0, "Hi EMA") + "\n,\r\n" + gemini(0, token.substring(3) + "!") + "\n]\n",
        "[" + gemini(0, "Hi ") + "\n,\r\n" + gemini(0, JANE + "!") + "\n]\n",
        "application/json");
  }

  @Test
  void anEndBehindEventsThatDontSaySoIsBelieved() {
    String chunk =
        "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"%s\"},\"finish_reason\":%s}]}\n\n";
    same(
        "openai.chat",
        chunk.formatted("EMA", "null") + chunk.formatted(token.substring(3) + " E", "\"stop\""),
        chunk.formatted("", "null") + chunk.formatted(JANE + " E", "\"stop\""),
        SSE);
  }

  private static String data(String text) {
    return data(0, text);
  }

  private static String data(int index, String text) {
    return "data: " + gemini(index, text) + "\n\n";
  }

  private static String gemini(int index, String text) {
    return "{\"candidates\": [{\"content\": {\"parts\": [{\"text\": \""
        + text
        + "\"}],\"role\": \"model\"},\"finishReason\": \"STOP\",\"index\": "
        + index
        + "}],\"modelVersion\": \"gemini-x\"}";
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
}
