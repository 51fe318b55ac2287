package dev.cordon.engine.call;

import static dev.cordon.engine.call.TestCalls.config;
import static dev.cordon.engine.call.TestCalls.policy;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.SyntheticAnswer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How an answer ends of which the rest is withheld, in forms that are no lines of text. */
class AnswerEndTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String[] TEXTS = {"It is ", "joe.doe@", "other-mail.net", " and", " more"};
  private static final String CHAT =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
  private static final String POLICY = "output: {scan: true, redact: {email_address: block}}";

  private final TestCalls.Records records = new TestCalls.Records();

  /** One a policy: making one takes longer than a call. */
  private final Map<String, Engine> engines = new HashMap<>();

  private Engine engine(String mode) {
    return engines.computeIfAbsent(
        mode, any -> Engine.start(config(policy("mode: " + mode, POLICY)).observer(records)));
  }

  private Exchange open(String host, String path, String body, String mode) {
    records.ended.clear();
    Engine engine = engine(mode);
    Exchange exchange = engine.open(TestCalls.post(host, path));
    assertNull(exchange.judge(body.getBytes(UTF_8)).refusal());
    return exchange;
  }

  private static byte[] through(Exchange exchange, String type, byte[] stream, int cut) {
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", type)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece :
        List.of(
            Arrays.copyOfRange(stream, 0, cut), Arrays.copyOfRange(stream, cut, stream.length))) {
      put(out, transform.transform(ByteBuffer.wrap(piece)));
    }
    put(out, transform.finish());
    return out.toByteArray();
  }

  private static void put(ByteArrayOutputStream out, ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    out.writeBytes(copy);
  }

  private static byte[] message(String type, String payload) {
    ByteBuffer headers = ByteBuffer.allocate(200);
    for (String[] header : new String[][] {{":event-type", type}, {":message-type", "event"}}) {
      headers.put((byte) header[0].length()).put(header[0].getBytes(UTF_8)).put((byte) 7);
      headers.putShort((short) header[1].length()).put(header[1].getBytes(UTF_8));
    }
    int length = 16 + headers.position() + payload.length();
    ByteBuffer message = ByteBuffer.allocate(length);
    message.putInt(length).putInt(headers.position());
    message.putInt(crc(message.array(), 8));
    message.put(headers.array(), 0, headers.position()).put(payload.getBytes(UTF_8));
    message.putInt(crc(message.array(), length - 4));
    return message.array();
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }

  /** Splits a stream into its messages, as an SDK does: lengths and checksums must be right. */
  private static List<String> messages(byte[] stream) {
    List<String> messages = new ArrayList<>();
    for (int at = 0; at < stream.length; ) {
      ByteBuffer message = ByteBuffer.wrap(stream, at, stream.length - at).slice();
      int length = message.getInt(0);
      byte[] bytes = Arrays.copyOfRange(stream, at, at + length);
      assertEquals(crc(bytes, 8), message.getInt(8));
      assertEquals(crc(bytes, length - 4), message.getInt(length - 4));
      messages.add(new String(bytes, ISO_8859_1));
      at += length;
    }
    return messages;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void bedrocksStreamEndsWithAnExceptionWhereverItIsCut(boolean converse) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (String text : TEXTS) {
      String delta = "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"}}";
      String event = "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"text\":\"$\"}}";
      String base64 = Base64.getEncoder().encodeToString(event.replace("$", text).getBytes(UTF_8));
      stream.writeBytes(
          converse
              ? message("contentBlockDelta", delta)
              : message("chunk", "{\"bytes\":\"" + base64 + "\"}"));
    }
    stream.writeBytes(message("metadata", "{\"usage\":{\"inputTokens\":5,\"outputTokens\":7}}"));
    byte[] all = stream.toByteArray();
    String path =
        "/model/anthropic.claude/" + (converse ? "converse-stream" : "invoke-with-response-stream");
    for (int cut = 0; cut <= all.length; cut++) {
      Exchange exchange =
          open("bedrock-runtime.eu-west-1.amazonaws.com", path, "{\"messages\":[]}", "enforce");
      byte[] out = through(exchange, "application/vnd.amazon.eventstream", all, cut);
      List<String> got = messages(out);
      String last = got.get(got.size() - 1);
      assertTrue(last.contains("validationException") && last.contains("exception"), last);
      assertTrue(last.contains("{\"message\":\"Cordon withheld the rest of this answer."), last);
      String before = String.join("", got.subList(0, got.size() - 1));
      assertFalse(before.contains("more") || before.contains("metadata"), before);
      assertEquals("output.redact.email_address", records.only().rule());
      assertEquals(7, records.only().outputTokens());
    }
    Exchange exchange =
        open("bedrock-runtime.eu-west-1.amazonaws.com", path, "{\"messages\":[]}", "observe");
    assertEquals(
        new String(all, ISO_8859_1),
        new String(through(exchange, "application/vnd.amazon.eventstream", all, 9), ISO_8859_1));
  }

  @Test
  void geminisArrayEndsWithAnErrorAndIsWholeWhereverItIsCut() throws IOException {
    StringBuilder stream = new StringBuilder();
    for (String text : TEXTS) {
      stream
          .append(stream.length() == 0 ? "[" : ",\r\n")
          .append("{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"")
          .append(text)
          .append("\"}]}}]}");
    }
    stream.append(",\r\n{\"usageMetadata\":{\"promptTokenCount\":5,\"candidatesTokenCount\":7}}");
    for (String end : new String[] {"\n]\n", ""}) {
      byte[] all = (stream + end).getBytes(UTF_8);
      for (int cut = 0; cut <= all.length; cut++) {
        Exchange exchange =
            open(
                "generativelanguage.googleapis.com",
                "/v1beta/models/gemini-3-pro:streamGenerateContent",
                "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}",
                "enforce");
        String out = new String(through(exchange, "application/json", all, cut), UTF_8);
        JsonNode array = JSON.readTree(out);
        JsonNode error = array.get(array.size() - 1).get("error");
        assertEquals("PERMISSION_DENIED", error.get("status").asText());
        assertTrue(out.contains("[withheld: output.redact]"), out);
        assertFalse(out.contains("joe.doe@other") || out.contains(" more"), out);
        assertEquals(7, records.only().outputTokens());
      }
    }
  }

  @Test
  void anArrayOfWhichTheLastTextIsWithheldEndsOnce() throws IOException {
    String all =
        "[{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"joe.doe@other-mail.net\"}]}}]}]";
    for (int cut = 0; cut <= all.length(); cut++) {
      Exchange exchange =
          open(
              "generativelanguage.googleapis.com",
              "/v1beta/models/gemini-3-pro:streamGenerateContent",
              "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]}",
              "enforce");
      String out =
          new String(through(exchange, "application/json", all.getBytes(UTF_8), cut), UTF_8);
      JsonNode array = JSON.readTree(out);
      assertTrue(array.get(array.size() - 1).has("error"), out);
      assertFalse(out.contains("joe.doe"), out);
    }
  }

  /** A client whose form lets it do so gives an error in the place of emptied texts. */
  @ParameterizedTest
  @CsvSource({
    "joe.doe@other-mail.net, enforce, true",
    "hello, enforce, false",
    "joe.doe@other-mail.net, observe, false"
  })
  void aWholeAnswerTellsBehindItsEndThatAPartIsWithheld(String text, String mode, boolean told) {
    Exchange exchange = open("api.openai.com", "/v1/chat/completions", CHAT, mode);
    StreamTransform transform =
        exchange.answer(200, TestCalls.headers(Map.of("content-type", "application/json")));
    String json = "{\"choices\":[{\"message\":{\"content\":\"" + text + "\"}}]}";
    transform.transform(ByteBuffer.wrap(json.getBytes(UTF_8)));
    assertNull(transform.withheld());
    transform.finish();
    SyntheticAnswer withheld = transform.withheld();
    assertEquals(told, withheld != null);
    assertEquals(told ? "output.redact.email_address" : null, records.only().rule());
    if (withheld != null) {
      String body = new String(withheld.body(), UTF_8);
      assertTrue(body.contains("Cordon withheld the rest of this answer."), body);
      assertFalse(body.contains("joe.doe"), body);
    }
  }

  private List<String> socket(String path, String mode, String... frames) {
    records.ended.clear();
    Engine engine = engine(mode);
    String host = path.startsWith("/ws/") ? "generativelanguage.googleapis.com" : "api.openai.com";
    Exchange exchange =
        engine.open(TestCalls.head("GET", host, path, "model=m", Map.of("upgrade", "websocket")));
    assertNull(exchange.judgeSocket().refusal());
    SocketTransform socket = exchange.socket();
    List<String> got = new ArrayList<>();
    for (String frame : frames) {
      socket.receive(frame.getBytes(UTF_8)).forEach(out -> got.add(new String(out, UTF_8)));
    }
    socket.close(null).forEach(out -> got.add(new String(out, UTF_8)));
    return got;
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/realtime, response.output_audio_transcript.delta",
    "/v1/realtime, response.output_text.delta",
    "/v1/responses, response.output_text.delta",
  })
  void aWebSocketSaysOnceThatTheRestIsWithheld(String path, String type) throws IOException {
    List<String> frames = new ArrayList<>();
    for (String text : TEXTS) {
      frames.add("{\"type\":\"" + type + "\",\"item_id\":\"i\",\"delta\":\"" + text + "\"}");
      frames.add(
          "{\"type\":\"response.output_audio.delta\",\"item_id\":\"i\",\"delta\":\"UklGRgAA\"}");
    }
    frames.add("{\"type\":\"response.done\",\"response\":{\"id\":\"r\",\"status\":\"completed\"}}");
    String[] all = frames.toArray(new String[0]);
    List<String> got = socket(path, "enforce", all);
    int errors = 0;
    for (String frame : got) {
      JsonNode json = JSON.readTree(frame);
      if (json.get("type").asText().equals("error")) {
        errors++;
        assertEquals("output.redact.email_address", json.at("/error/code").asText());
        assertTrue(json.at("/error/message").asText().startsWith("Cordon withheld"), frame);
      }
      assertFalse(frame.contains("joe.doe") || frame.contains("more"), frame);
      assertFalse(errors > 0 && frame.contains("UklGR"), got.toString());
    }
    assertEquals(1, errors, got.toString());
    assertEquals(frames.get(frames.size() - 1), got.get(got.size() - 1), got.toString());
    assertEquals("output.redact.email_address", records.only().rule());
    assertEquals(frames, socket(path, "observe", all));
  }

  @Test
  void googlesLiveApiSaysItWithGooglesError() throws IOException {
    String delta = "{\"serverContent\":{\"modelTurn\":{\"parts\":[{\"text\":\"$\"}]}}}";
    String[] frames = Arrays.stream(TEXTS).map(t -> delta.replace("$", t)).toArray(String[]::new);
    List<String> got =
        socket(
            "/ws/google.ai.generativelanguage.v1beta.GenerativeService.BidiGenerateContent",
            "enforce",
            frames);
    long errors = got.stream().filter(f -> f.startsWith("{\"error\":{\"code\":403")).count();
    assertEquals(1, errors, got.toString());
    assertFalse(got.toString().contains("joe.doe"), got.toString());
  }
}
