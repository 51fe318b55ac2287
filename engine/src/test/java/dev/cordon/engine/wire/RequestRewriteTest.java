package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.text.TextKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestRewriteTest {
  private static final String JANE = "jane@example.com";

  private final TestVault vault = new TestVault(JANE, "O\"Brien\n", "4111111111111111");
  private final String token = vault.tokenOf.get(JANE);

  @Test
  void aBodyWithoutFindingsIsTheVeryArray() throws Exception {
    byte[] body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hello\"}]}"
            .getBytes(UTF_8);
    assertSame(
        body,
        Wire.format("openai.chat").rewrite(body, "application/json", null, vault, Wire.record()));
  }

  @Test
  void onlyTheFindingChanges() throws Exception {
    String body =
        "{ \"model\" : \"gpt-4.1\",\t\"temperature\":1.0e0, \"temperature\":1,\n"
            + " \"messages\":[{\"role\":\"user\",\"content\":\"caf\\u00e9 \\/ to %s\\u0021"
            + " \\ud83d\\ude00\"}]}";
    assertEquals(body.formatted(token), Wire.rewrite("openai.chat", body.formatted(JANE), vault));
  }

  @Test
  void aFindingWrittenInEscapesIsFound() throws Exception {
    String body = "{\"messages\":[{\"content\":\"a\\u00e9 jane\\u0040example.com \\u00e9\"}]}";
    assertEquals(
        "{\"messages\":[{\"content\":\"a\\u00e9 " + token + " \\u00e9\"}]}",
        Wire.rewrite("openai.chat", body, vault));
  }

  @Test
  void everyDepthOfNestedJsonIsReadAndEscapedAnew() throws Exception {
    String inner = "{\"to\":\"jane\\u0040example.com\",\"n\":[1]}";
    String expected = "{\"to\":\"" + token + "\",\"n\":[1]}";
    for (int depth = 0; depth < 6; depth++) {
      String body = "{\"messages\":[{\"tool_calls\":[{\"function\":{\"arguments\":%s}}]}]}";
      assertEquals(
          body.formatted(expected), Wire.rewrite("openai.chat", body.formatted(inner), vault));
      inner = "{\"data\":" + quote(inner) + "}";
      expected = "{\"data\":" + quote(expected) + "}";
    }
  }

  @Test
  void containersGoAsDeepAsTheyLike() throws Exception {
    int depth = 20_000;
    String body = "{\"x\":" + "[{\"a\":".repeat(depth) + "\"%s\"" + "}]".repeat(depth) + "}";
    assertEquals(body.formatted(token), Wire.rewrite("openai.chat", body.formatted(JANE), vault));
    assertEquals(
        body.formatted(JANE),
        Wire.answer("openai.chat", "application/json", vault, body.formatted(token)));
    String nested = "{\"input\":" + quote(body) + "}";
    assertEquals(
        nested.formatted(token), Wire.rewrite("openai.responses", nested.formatted(JANE), vault));
  }

  @Test
  void stringsInStringsAreDecodedToABoundOnly() throws Exception {
    // Escaped backslashes make every level only a little longer, so the depth is an attacker's
    // choice.
    StringBuilder opening = new StringBuilder();
    for (int level = 0; level < 400; level++) {
      opening
          .append("[")
          .append(level == 0 ? "" : "\\")
          .append("u005c".repeat(Math.max(0, level - 1)));
      opening.append(level == 0 ? "\"" : "u0022");
    }
    String body = "{\"input\":[" + quote(opening + " " + JANE) + "]}";
    assertEquals(body.replace(JANE, token), Wire.rewrite("openai.responses", body, vault));
  }

  @Test
  void aNumberWithAFindingBecomesAString() throws Exception {
    assertEquals(
        "{\"input\":[{\"card\": \"" + vault.tokenOf.get("4111111111111111") + "\"}]}",
        Wire.rewrite("openai.responses", "{\"input\":[{\"card\": 4111111111111111}]}", vault));
  }

  @ParameterizedTest
  @ValueSource(strings = {".0", ".000", "e0", "E+0", ".0e-00", ".00E0"})
  void aWholeNumberIsReadHoweverItIsWritten(String end) throws Exception {
    assertEquals(
        "{\"input\":[{\"card\": \"" + vault.tokenOf.get("4111111111111111") + "\"}]}",
        Wire.rewrite(
            "openai.responses", "{\"input\":[{\"card\": 4111111111111111" + end + "}]}", vault));
    String other = "{\"input\":[{\"n\": 1234567" + end + "}]}";
    assertEquals(other, Wire.rewrite("openai.responses", other, vault));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4.111111111111111E15",
        "4.111111111111111e+15",
        "4.1111111111111110E15",
        "41111.11111111111E11",
        "411111111111111.1e1",
        "41111111111111110.0e-1"
      })
  void anExponentIsUndone(String number) throws Exception {
    assertEquals(
        "{\"input\":[{\"card\": \"" + vault.tokenOf.get("4111111111111111") + "\", \"n\": 1}]}",
        Wire.rewrite(
            "openai.responses", "{\"input\":[{\"card\": " + number + ", \"n\": 1}]}", vault));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "6.02214076E23",
        "1.7976931348623157E308",
        "1e400",
        "1e-9",
        "-1.5E3",
        "4.9E-324",
        "0E0",
        "4.111111111111112E15",
        "1.11111111111111111111111111111111111111111111111E9"
      })
  void aMeasureStays(String number) throws Exception {
    String body = "{\"input\":[{\"card\": " + number + "}], \"temperature\": 1e0}";
    assertEquals(body, Wire.rewrite("openai.responses", body, vault));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[4111,1111,1111,1111]", "[ 4111, 1111,\n1111, 1111 ]"})
  void groupsOfANumberAreReadAsOne(String groups) throws Exception {
    TestVault cards = new TestVault("4111 1111 1111 1111");
    String token = "\"" + cards.tokenOf.get("4111 1111 1111 1111") + "\"";
    String body = "{\"input\":[{\"cardNumber\": %s, \"b\": [4111, 2], \"c\": 4111}]}";
    String sent = Wire.rewrite("openai.responses", String.format(body, groups), cards);
    assertEquals(
        String.format(body, "[" + token + "]").replace(" ", ""), sent.replaceAll("[ \n]", ""));
    String other = String.format(body, groups).replace("cardNumber", "matrix");
    assertEquals(other, Wire.rewrite("openai.responses", other, cards));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "[4111]",
        "[4111, 1111, 1111, 1112]",
        "[4111, 1111, 1111, 1111, 7]",
        "[[4111], 1111]",
        "[4111, \"1111\", 1111, 1111]",
        "[4111, 1111, 1111, 1111",
        "[4111, 1.5]",
        "[4111, -1111]"
      })
  void otherArraysStay(String array) throws Exception {
    TestVault cards = new TestVault("4111 1111 1111 1111");
    String body = "{\"messages\":[{\"content\":" + "\"{\\\"card\\\": %s}\"}]}";
    body = String.format(body, array.replace("\"", "\\\""));
    assertEquals(body, Wire.rewrite("openai.chat", body, cards));
  }

  /** What an array holds is told by its key's own word, not by a part of another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "headphones:199 299 399",
        "microphone_levels:120 130 140",
        "xylophone:120 130 140",
        "smartphone_sales:120 130 140",
        "telefonGebuehren:120 130 140",
        "phone_rgb:120 130 140",
        "mobile_bbox:120 130 140 150",
        "ssn_counts:123 45 6789",
        "phone_embedding:120 130 140 150",
        "company_ids:4111 1111 1111 1111",
        "card:4111 1111 1111 1112",
        "card:4111 1111 4",
        "mobile:390 844",
        "phone:91 34 56 78"
      })
  void arraysThatHoldNoNumberInGroupsStay(String key, String groups) throws Exception {
    String array = groups.replace(" ", ",");
    String body = "{\"input\":[{\"" + key + "\": [" + array + "]}]}";
    assertEquals(body, Wire.rewrite("openai.responses", body, new TestVault(groups)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ':',
      value = {
        "ssn:219 19 9998",
        "customerSSN:219 19 9998",
        "phone_no:212 555 1123",
        "mobilePhone:212 555 1123",
        "Telefonnummer:912 345 678",
        "card-number:4111 1111 1111 1111",
        "kortnr:4111 1111 1111 1111",
        "Kartennummer:4111 1111 1111 1111",
        "creditCard:4111 1111 1111 1111"
      })
  void arraysUnderTheNameOfANumberAreRead(String key, String groups) throws Exception {
    TestVault found = new TestVault(groups);
    String body = "{\"input\":[{\"" + key + "\": [%s]}]}";
    String token = "\"" + found.tokenOf.get(groups) + "\"";
    assertEquals(
        String.format(body, token),
        Wire.rewrite("openai.responses", String.format(body, groups.replace(" ", ",")), found));
  }

  @Test
  void keysWithFindingsAreRewritten() throws Exception {
    assertEquals(
        "{\"metadata\":{\"" + token + "\":\"x\"}}",
        Wire.rewrite("openai.chat", "{\"metadata\":{\"jane@example.com\":\"x\"}}", vault));
  }

  @Test
  void textThatOnlyBeginsLikeJsonIsReadAsTextFromThere() throws Exception {
    String body = "{\"messages\":[{\"content\":\"[4111 jane@example.com, {\\\"a\\\": 1}]\"}]}";
    assertEquals(body.replace(JANE, token), Wire.rewrite("openai.chat", body, vault));
  }

  @Test
  void whatIsJsonInPartIsReadBothWays() throws Exception {
    String brien = vault.tokenOf.get("O\"Brien\n");
    // A finding that lies across what looks like the end of a string.
    assertContent("[\"" + brien + "\", 1]", "[\"O\"Brien\n\", 1]");
    // Findings that are written with escapes, before and behind what is no JSON.
    assertContent("{\"a\":\"" + brien + "\"} x", "{\"a\":\"O\\\"Brien\\n\"} x");
    assertContent(
        "{\"a\":\"" + token + "\"} " + token,
        "{\"a\":\"jane\\u0040example.com\"} jane@example.com");
    // Cut off.
    assertContent("{\"a\":\"" + token, "{\"a\":\"jane\\u0040example.com");
    assertContent(
        "{\"a\": \"" + vault.tokenOf.get("4111111111111111") + "\"", "{\"a\": 4111111111111111");
  }

  private void assertContent(String expected, String text) throws Exception {
    String body = "{\"messages\":[{\"content\":%s}]}";
    assertEquals(
        body.formatted(quote(expected)),
        Wire.rewrite("openai.chat", body.formatted(quote(text)), vault));
  }

  @ParameterizedTest
  @CsvSource({
    "model",
    "'messages[].role'",
    "'messages[].tool_call_id'",
    "'messages[].content[].type'",
    "'tools[].function.name'",
    "'tool_choice.type'"
  })
  void identifiersAndKeywordsAreNeverShown(String path) throws Exception {
    Wire.rewrite("openai.chat", documentWith(path), vault);
    assertFalse(String.join("\n", vault.seen).contains(JANE), vault.seen.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "'messages[].content', CONTENT",
    "'messages[].content[].text', CONTENT",
    "'messages[].tool_calls[].function.arguments', TOOL_CALL",
    "'tools[].function.description', TOOL_DEFINITION",
    "'tools[].function.parameters.properties.to.description', TOOL_DEFINITION",
    "'metadata.customer', METADATA",
    "'user', METADATA",
    "'invented', UNKNOWN",
    "'invented[].deep.type', UNKNOWN"
  })
  void everythingElseIsShown(String path, TextKind kind) throws Exception {
    String key = path.substring(path.lastIndexOf('.') + 1);
    Wire.rewrite("openai.chat", documentWith(path), vault);
    assertTrue(vault.seen.contains(key + "|" + kind + "|" + JANE), vault.seen.toString());
  }

  @Test
  void factsAreNoted() throws Exception {
    ExchangeRecord record = Wire.record();
    Wire.rewrite(
        "openai.chat", "{\"model\":\"gpt-4.1\",\"stream\":true,\"messages\":[]}", vault, record);
    assertEquals("gpt-4.1", record.requestModel());
    assertTrue(record.streaming());
  }

  @Test
  void binaryDataIsCountedAndNotShown() throws Exception {
    ExchangeRecord record = Wire.record();
    String url = "data:image/png;base64,iVBORw0KGgo=";
    Wire.rewrite(
        "openai.chat",
        "{\"messages\":[{\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\""
            + url
            + "\"}}]}]}",
        vault,
        record);
    assertEquals(url.length(), record.unscannedBytes());
    assertTrue(vault.seen.isEmpty());
  }

  @Test
  void malformedBodiesAreReportedByPositionAlone() {
    MalformedBodyException e =
        assertThrows(
            MalformedBodyException.class,
            () -> Wire.rewrite("openai.chat", "{\"messages\": \"jane@example.com\",}", vault));
    assertEquals(32, e.position());
    assertEquals("malformed JSON at byte 32", e.getMessage());
  }

  static String quote(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }

  /** Returns a document that holds Jane's address at one path. */
  private static String documentWith(String path) {
    String json = quote(JANE);
    String[] steps = path.replace("[]", ".[]").split("\\.");
    for (int i = steps.length - 1; i >= 0; i--) {
      json = steps[i].equals("[]") ? "[" + json + "]" : "{" + quote(steps[i]) + ":" + json + "}";
    }
    return json;
  }
}
