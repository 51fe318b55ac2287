package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventPatternTest {
  private static final String SSE = "text/event-stream";
  private static final String JANE = "jane@example.com";

  /** Is no event, so that the next one is read as if none had come before. */
  private static final String COMMENT = ": nothing\n\n";

  private static final String FIRST =
      "data: {\"n\":17,\"k\":1,\"text\":\"The \",\"pad\":\"x8\"}\n\n";

  private final TestVault vault = new TestVault(JANE, "O\"Brien\n");

  /** Knows {@link #FIRST} by a number, a key, a text and a string. */
  private static EventPattern learnt() {
    EventPattern pattern = new EventPattern();
    Rule delta = new Rule("");
    delta.delta = true;
    pattern.begin();
    mark(pattern, EventPattern.NUMBER, "17", -1, delta);
    mark(pattern, EventPattern.KEY, "k", 0, delta);
    mark(pattern, EventPattern.TEXT, "The ", 1, delta);
    mark(pattern, EventPattern.STRING, "x8", -1, delta);
    pattern.end(FIRST.getBytes(UTF_8), 0, FIRST.length());
    return pattern;
  }

  private static void mark(EventPattern pattern, int kind, String value, int text, Rule rule) {
    int start = FIRST.indexOf(value);
    pattern.mark(kind, start, start + value.length(), text, rule);
  }

  @ParameterizedTest
  @CsvSource({
    "17, 1, 'The ', x8, true",
    "8, 1, '', '', true",
    "123456, 1, quarterly \u00fc report, yy, true",
    "0, 1, a, b, true",
    "017, 1, a, b, false",
    "1.5, 1, a, b, false",
    "-1, 1, a, b, false",
    "17, 2, a, b, false",
    "17, 1, a\\n, b, false",
    "17, 1, a, '\\\"', false",
    "17, 1, 'a\",\"b\":\"c', b, false",
    "17, 1, a\tb, b, false",
  })
  void fitsWhatDiffersInItsGapsAlone(
      String number, String key, String text, String pad, boolean fits) {
    String event =
        "data: {\"n\":%s,\"k\":%s,\"text\":\"%s\",\"pad\":\"%s\"}\n\n"
            .formatted(number, key, text, pad);
    byte[] bytes = ("before" + event + "behind").getBytes(UTF_8);
    EventPattern pattern = learnt();
    assertEquals(fits, pattern.fits(bytes, 6, bytes.length - 6), event);
    if (fits) {
      assertEquals(text, value(bytes, pattern, 2));
      assertEquals(number, value(bytes, pattern, 0));
      assertEquals("k", value(bytes, pattern, 1));
    }
  }

  private static String value(byte[] bytes, EventPattern pattern, int mark) {
    return new String(bytes, pattern.start(mark), pattern.end(mark) - pattern.start(mark), UTF_8);
  }

  @Test
  void fitsNothingThatIsCutOffOrGoesOn() {
    EventPattern pattern = learnt();
    byte[] bytes = (FIRST + "x").getBytes(UTF_8);
    for (int end = 0; end < FIRST.length(); end++) {
      assertFalse(pattern.fits(bytes, 0, end), "cut at " + end);
    }
    assertFalse(pattern.fits(bytes, 0, bytes.length));
    assertTrue(pattern.fits(bytes, 0, FIRST.length()));
  }

  @Test
  void tellsWhereTheNextEventEndsWhateverFollows() {
    EventPattern pattern = learnt();
    byte[] bytes = (FIRST + FIRST.replace("17", "8") + ": other\n\n").getBytes(UTF_8);
    int second = FIRST.length();
    int third = second + FIRST.length() - 1;
    assertEquals(second, pattern.next(bytes, 0, bytes.length));
    assertEquals(third, pattern.next(bytes, second, bytes.length));
    assertEquals("8", value(bytes, pattern, 0));
    assertEquals(-1, pattern.next(bytes, third, bytes.length));
    assertEquals(-1, pattern.next(bytes, second, third - 1));
  }

  @Test
  void tellsNotWhereAnEventEndsThatALineFeedMayBelongTo() {
    EventPattern pattern = new EventPattern();
    byte[] bytes = "data: {}\r\rdata: {}\r\r\n".getBytes(UTF_8);
    pattern.begin();
    pattern.end(bytes, 0, 10);
    assertEquals(-1, pattern.next(bytes, 10, bytes.length));
    assertTrue(pattern.fits(bytes, 10, 20));
  }

  @Test
  void fitsNothingBehindAnEventThatMustNotBeRepeated() {
    EventPattern pattern = learnt();
    pattern.begin();
    pattern.unusable();
    pattern.end(FIRST.getBytes(UTF_8), 0, FIRST.length());
    assertFalse(pattern.fits(FIRST.getBytes(UTF_8), 0, FIRST.length()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "openai.chat",
        "openai.responses",
        "anthropic.messages",
        "gemini.generate_content"
      })
  void anEventIsReadTheSameWhateverCameBefore(String format) {
    for (int seed = 0; seed < 300; seed++) {
      Random random = new Random(seed);
      List<String> events = events(format, random);
      List<String> apart = new ArrayList<>();
      for (String event : events) {
        apart.add(event);
        apart.add(COMMENT);
      }
      ExchangeRecord record = Wire.record();
      ExchangeRecord expected = Wire.record();
      String got = answer(format, events, random, record);
      String wanted = answer(format, apart, random, expected).replace(COMMENT, "");
      assertEquals(wanted, got, "seed " + seed);
      assertEquals(facts(expected), facts(record), "seed " + seed);
    }
  }

  private String answer(String format, List<String> events, Random random, ExchangeRecord record) {
    AnswerTransform answer =
        Wire.format(format).newAnswer(200, Wire.contentType(SSE), vault, null, record);
    byte[] all = String.join("", events).getBytes(UTF_8);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int at = 0; at < all.length; ) {
      int count = Math.min(all.length - at, 1 + random.nextInt(700));
      put(out, answer.transform(ByteBuffer.wrap(all, at, count)));
      at += count;
    }
    put(out, answer.finish());
    return out.toString(UTF_8);
  }

  private static void put(ByteArrayOutputStream out, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.writeBytes(copy);
  }

  private static String facts(ExchangeRecord record) {
    return String.join(
        " ",
        String.valueOf(record.responseModel()),
        String.valueOf(record.responseId()),
        String.valueOf(record.serviceTier()),
        record.finishReasons().toString(),
        record.attributes().toString(),
        record.ids().given().toString(),
        record.media() == null ? "" : "media",
        record.inputTokens() + "/" + record.outputTokens() + "/" + record.cachedInputTokens(),
        record.reasoningTokens() + "/" + record.toolCalls() + "/" + record.restored());
  }

  private List<String> events(String format, Random random) {
    List<String> events = new ArrayList<>();
    int kind = 0;
    for (int i = 0; i < 30; i++) {
      kind = random.nextInt(4) == 0 ? random.nextInt(4) : kind;
      events.add(event(format, kind, i, random));
    }
    return events;
  }

  private String event(String format, int kind, int i, Random random) {
    String text = text(random);
    String end = random.nextInt(20) == 0 ? "\r\n\r\n" : "\n\n";
    switch (format) {
      case "openai.chat":
        return "data: {\"id\":\"c-%d\",\"object\":\"chunk\",\"created\":%s,\"model\":\"m%d\",\"service_tier\":\"%s\","
                .formatted(
                    random.nextInt(30) / 29, number(random), kind / 3, pick(random, "a", "b"))
            + "\"system_fingerprint\":\"fp\",\"obfuscation\":\"%s\",\"choices\":[{\"index\":%d,\"delta\":{%s\"%s\":\"%s\"},"
                .formatted(
                    text(random),
                    random.nextInt(8) / 7,
                    random.nextInt(9) == 0 ? "\"role\":\"assistant\"," : "",
                    kind == 1 ? "reasoning" : kind == 2 ? "other" : "content",
                    text)
            + "\"finish_reason\":%s}],\"usage\":{\"prompt_tokens\":%s,\"completion_tokens\":%s}}"
                .formatted(
                    random.nextInt(25) == 0 ? "\"stop\"" : "null", number(random), number(random))
            + end;
      case "openai.responses":
        String type = kind == 1 ? "response.function_call_arguments" : "response.output_text";
        String step = random.nextInt(12) == 0 ? "done" : "delta";
        return "event: %s.%s\ndata: {\"type\":\"%s.%s\",\"sequence_number\":%d,\"item_id\":\"msg_%d\",\"output_index\":%d,"
                .formatted(type, step, type, step, i, kind / 2, random.nextInt(9) / 8)
            + "\"content_index\":0,\"delta\":\"%s\",\"logprobs\":[],\"obfuscation\":\"%s\"}%s"
                .formatted(text, text(random), end);
      case "anthropic.messages":
        return kind == 1
            ? "event: message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":null},\"usage\":{\"output_tokens\":%s,\"input_tokens\":%s}}%s"
                .formatted(number(random), number(random), end)
            : "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":%d,\"delta\":{\"type\":\"x\",\"%s\":\"%s\"}}%s"
                .formatted(random.nextInt(9) / 8, kind == 2 ? "partial_json" : "text", text, end);
      default:
        return "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \"%s\"}%s],\"role\": \"model\"},\"index\": %d}],"
                .formatted(
                    text,
                    kind == 1
                        ? ",{\"functionCall\":{\"name\":\"f\",\"args\":{\"a\":\"" + text + "\"}}}"
                        : "",
                    random.nextInt(9) / 8)
            + "\"usageMetadata\": {\"promptTokenCount\": %s,\"toolUsePromptTokenCount\": %s,\"candidatesTokenCount\": %s},\"modelVersion\": \"g\"}%s"
                .formatted(number(random), number(random), number(random), end);
    }
  }

  private static String number(Random random) {
    return pick(random, "0", "7", "8", "21", "1741569952", "1.5", "-3", "null");
  }

  private String text(Random random) {
    String token = vault.tokenOf.get(random.nextBoolean() ? JANE : "O\"Brien\n");
    int cut = random.nextInt(token.length() + 1);
    return pick(
        random,
        "",
        "The ",
        "The ",
        "quarterly ",
        " \u00fc \u4e2d ",
        "a\\nb",
        "\\\"",
        "\\u00e9",
        "{\\\"a\\\":1",
        "http://x.example/",
        token,
        token + " ",
        token.substring(0, cut),
        token.substring(cut));
  }

  private static String pick(Random random, String... of) {
    return of[random.nextInt(of.length)];
  }
}
