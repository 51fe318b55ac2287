package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.ByteArrayOutputStream;
import java.util.Iterator;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What must hold for every document: it is redacted everywhere, and an echo gives it back. */
class EchoPropertyTest {
  private static final ObjectMapper JACKSON = new ObjectMapper();

  /** Writes halves of surrogate pairs, which some servers put into different events, as escapes. */
  private static final ObjectMapper ASCII =
      JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private static final String[] VALUES = {
    "jane@example.com",
    "O\"Brien\n",
    "J\u00f8rgen \ud83d\ude00",
    "C:\\temp\\x",
    "</script>",
    "\u0007bell"
  };
  private static final String[] FORMATS = {
    "openai.chat",
    "openai.responses",
    "anthropic.messages",
    "gemini.generate_content",
    "bedrock.converse",
    "cohere.chat",
    "ollama.chat",
    "generic"
  };

  private final TestVault vault = new TestVault(VALUES);

  @Property(tries = 400, seed = "1624861868")
  void noFindingLeavesInAnyEncodingAndTheRestStays(@ForAll("documents") String document)
      throws Exception {
    for (String format : FORMATS) {
      String sent = Wire.rewrite(format, document, vault);
      assertNoValue(JACKSON.readTree(sent), sent);
      assertEquals(withTokens(JACKSON.readTree(document)), JACKSON.readTree(sent));
    }
  }

  @Property(tries = 400, seed = "1624861869")
  void bytesOutsideOfFindingsStay(@ForAll("documents") String document) throws Exception {
    TestVault nothing = new TestVault("no such value");
    byte[] body = document.getBytes(UTF_8);
    byte[] same =
        Wire.format("openai.chat").rewrite(body, "application/json", null, nothing, Wire.record());
    assertEquals(true, body == same);
    assertEquals(document, Wire.answer("openai.chat", "application/json", nothing, document));
  }

  @Property(tries = 300, seed = "1624861870")
  void anEchoGivesTheDocumentBack(@ForAll("documents") String document, @ForAll Random random)
      throws Exception {
    String sent = Wire.rewrite("openai.chat", document, vault);
    AnswerTransform answer =
        Wire.format("openai.chat")
            .newAnswer(200, Wire.contentType("application/json"), vault, null, Wire.record());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] bytes = sent.getBytes(UTF_8);
    for (int at = 0; at < bytes.length; ) {
      int size = Math.min(bytes.length - at, 1 + random.nextInt(random.nextBoolean() ? 3 : 200));
      Wire.pass(answer, out, bytes, at, at + size);
      at += size;
    }
    Wire.write(out, answer.finish());
    assertFalse(answer.faulted());
    assertEquals(decoded(JACKSON.readTree(document)), decoded(JACKSON.readTree(out.toByteArray())));
  }

  @Property(tries = 300, seed = "1624861871")
  void anEchoStreamedGivesTheTextBack(@ForAll("documents") String text, @ForAll Random random)
      throws Exception {
    String body = "{\"messages\":[{\"content\":" + JACKSON.writeValueAsString(text) + "}]}";
    String sent =
        JACKSON
            .readTree(Wire.rewrite("openai.chat", body, vault))
            .at("/messages/0/content")
            .asText();
    StringBuilder stream = new StringBuilder();
    int at = 0;
    while (at < sent.length()) {
      int end = Math.min(sent.length(), at + 1 + random.nextInt(9));
      String part = ASCII.writeValueAsString(sent.substring(at, end));
      stream
          .append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":")
          .append(part)
          .append("}}]}\n\n");
      at = end;
    }
    stream.append(
        "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\ndata: [DONE]\n\n");
    StringBuilder told = new StringBuilder();
    for (String line :
        Wire.answer("openai.chat", "text/event-stream", vault, stream.toString()).split("\n")) {
      if (line.startsWith("data: {")) {
        told.append(JACKSON.readTree(line.substring(6)).at("/choices/0/delta/content").asText(""));
      }
    }
    assertEquals(decoded(JACKSON.readTree(text)), decoded(JACKSON.readTree(told.toString())));
  }

  /** Documents with values at random places: in texts, in keys, in JSON inside of strings. */
  @Provide
  Arbitrary<String> documents() {
    return Arbitraries.randomValue(random -> document(random, 0));
  }

  private static String document(Random random, int level) {
    StringBuilder json = new StringBuilder();
    write(random.nextBoolean() ? object(random, 0, level) : array(random, 0, level), random, json);
    return json.toString();
  }

  private static JsonNode node(Random random, int depth, int level) {
    switch (random.nextInt(depth > 3 ? 4 : 7)) {
      case 0:
        return new TextNode(text(random));
      case 1:
        return level < 3 ? new TextNode(document(random, level + 1)) : new TextNode("[");
      case 2:
        return JACKSON.getNodeFactory().numberNode(random.nextInt(99_999));
      case 3:
        return random.nextBoolean()
            ? JACKSON.nullNode()
            : JACKSON.getNodeFactory().booleanNode(true);
      case 4:
        return array(random, depth, level);
      default:
        return object(random, depth, level);
    }
  }

  private static ArrayNode array(Random random, int depth, int level) {
    ArrayNode array = JACKSON.createArrayNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      array.add(node(random, depth + 1, level));
    }
    return array;
  }

  private static ObjectNode object(Random random, int depth, int level) {
    String[] keys = {"messages", "content", "text", "input", "arguments", "x", "parts", "deep key"};
    ObjectNode object = JACKSON.createObjectNode();
    for (int i = random.nextInt(4); i > 0; i--) {
      String key = random.nextInt(8) == 0 ? text(random) : keys[random.nextInt(keys.length)];
      object.set(key, node(random, depth + 1, level));
    }
    return object;
  }

  private static String text(Random random) {
    String[] around = {
      "",
      " ",
      "a",
      "\u00e6",
      "\ud83d\ude00",
      "\"",
      "\\",
      "\n",
      "EMAIL",
      "EMAIL_7",
      "{",
      "[",
      "\\u0041",
      "/"
    };
    // A text that only begins like JSON has no one depth of escaping: see RequestRewriteTest.
    StringBuilder text = new StringBuilder("t");
    for (int i = random.nextInt(5); i >= 0; i--) {
      text.append(around[random.nextInt(around.length)]);
      if (random.nextInt(3) == 0) {
        text.append(VALUES[random.nextInt(VALUES.length)]);
      }
    }
    return text.toString();
  }

  /** Writes JSON with escapes that need not be, and white space. */
  private static void write(JsonNode node, Random random, StringBuilder out) {
    if (node.isTextual()) {
      string(node.asText(), random, out);
    } else if (node.isArray()) {
      out.append('[');
      for (int i = 0; i < node.size(); i++) {
        out.append(i == 0 ? "" : random.nextBoolean() ? "," : " ,\n");
        write(node.get(i), random, out);
      }
      out.append(']');
    } else if (node.isObject()) {
      out.append('{');
      String comma = "";
      for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        out.append(comma);
        string(field.getKey(), random, out);
        out.append(random.nextBoolean() ? ":" : "\t: ");
        write(field.getValue(), random, out);
        comma = ",";
      }
      out.append('}');
    } else {
      out.append(node);
    }
  }

  private static void string(String text, Random random, StringBuilder out) {
    out.append('"');
    boolean ascii = random.nextBoolean();
    for (char c : text.toCharArray()) {
      boolean must = c == '"' || c == '\\' || c < ' ';
      if (must && c > ' ' && random.nextBoolean()) {
        out.append('\\').append(c);
      } else if (must
          || (ascii && c > 127)
          || (random.nextInt(20) == 0 && !Character.isSurrogate(c))) {
        out.append(c == '\n' && random.nextBoolean() ? "\\n" : "\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private void assertNoValue(JsonNode node, String document) {
    if (node.isTextual()) {
      for (String value : VALUES) {
        assertFalse(node.asText().contains(value), document);
      }
      JsonNode nested = nested(node.asText());
      if (nested != null) {
        assertNoValue(nested, document);
      }
    }
    node.fieldNames().forEachRemaining(key -> assertNoValue(new TextNode(key), document));
    node.forEach(child -> assertNoValue(child, document));
  }

  /** Returns the document that is expected: each value is its token, at every depth. */
  private JsonNode withTokens(JsonNode node) throws Exception {
    if (node.isTextual()) {
      return new TextNode(withTokens(node.asText()));
    }
    if (node.isArray()) {
      ArrayNode array = JACKSON.createArrayNode();
      for (JsonNode child : node) {
        array.add(withTokens(child));
      }
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JACKSON.createObjectNode();
      for (Iterator<Map.Entry<String, JsonNode>> fields = node.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        object.set(withTokens(field.getKey()), withTokens(field.getValue()));
      }
      return object;
    }
    return node;
  }

  private String withTokens(String text) throws Exception {
    if (nested(text) != null) {
      // The bytes around the findings are checked elsewhere: here only what leaves is compared.
      return Wire.rewrite("generic", text, vault);
    }
    String result = text;
    for (Map.Entry<String, String> entry : vault.tokenOf.entrySet()) {
      result = result.replace(entry.getKey(), entry.getValue());
    }
    return result;
  }

  /** Returns a document with the documents in its strings in their place. */
  private static JsonNode decoded(JsonNode node) {
    if (node.isTextual()) {
      JsonNode nested = nested(node.asText());
      return nested == null ? node : JACKSON.createArrayNode().add("nested").add(decoded(nested));
    }
    if (node.isArray()) {
      ArrayNode array = JACKSON.createArrayNode();
      node.forEach(child -> array.add(decoded(child)));
      return array;
    }
    if (node.isObject()) {
      ObjectNode object = JACKSON.createObjectNode();
      node.properties().forEach(field -> object.set(field.getKey(), decoded(field.getValue())));
      return object;
    }
    return node;
  }

  private static JsonNode nested(String text) {
    if (!text.stripLeading().startsWith("{") && !text.stripLeading().startsWith("[")) {
      return null;
    }
    try {
      return JACKSON
          .readerFor(JsonNode.class)
          .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .readValue(text);
    } catch (java.io.IOException e) {
      return null;
    }
  }
}
