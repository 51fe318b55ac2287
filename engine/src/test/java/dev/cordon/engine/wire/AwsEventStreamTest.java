package dev.cordon.engine.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class AwsEventStreamTest {
  private static final String TYPE = "application/vnd.amazon.eventstream";
  private static final String JANE = "jane@example.com";

  private final TestVault vault = new TestVault(JANE);
  private final String token = vault.tokenOf.get(JANE);

  @Test
  void converse() {
    byte[] start = message("messageStart", "{\"role\":\"assistant\"}");
    byte[] stop = message("contentBlockStop", "{\"contentBlockIndex\":0}");
    byte[] end = message("metadata", "{\"usage\":{\"inputTokens\":5,\"outputTokens\":7}}");
    same(
        "bedrock.converse",
        join(
            start,
            text("Dear " + token.substring(0, 7)),
            text(token.substring(7) + " EM"),
            stop,
            end),
        join(start, text("Dear "), text(JANE + " "), text("EM"), stop, end));
  }

  @Test
  void invokedModel() {
    same(
        "bedrock.invoke",
        join(chunk("a " + token.substring(0, 7)), chunk(token.substring(7) + "."), chunk("x")),
        join(chunk("a "), chunk(JANE + "."), chunk("x")));
  }

  @Test
  void whatIsHeldIsSentAtTheEnd() {
    same("bedrock.converse", join(text("EM")), join(text(""), text("EM")));
  }

  @Test
  void exceptionsAreRestored() {
    same(
        "bedrock.converse",
        message("validationException", "{\"message\":\"bad " + token + "\"}"),
        message("validationException", "{\"message\":\"bad " + JANE + "\"}"));
  }

  @Test
  void whatIsNoEventStreamGoesOn() {
    byte[] bytes = "<html>this is no event stream at all</html>".getBytes(UTF_8);
    AnswerTransform answer =
        Wire.format("bedrock.converse")
            .newAnswer(200, Wire.contentType(TYPE), vault, null, Wire.record());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Wire.pass(answer, out, bytes, 0, 20);
    Wire.pass(answer, out, bytes, 20, bytes.length);
    Wire.write(out, answer.finish());
    assertArrayEquals(bytes, out.toByteArray());
    assertEquals(true, answer.faulted());
  }

  private void same(String format, byte[] given, byte[] expected) {
    for (int at = 0; at <= given.length; at++) {
      byte[] actual = Wire.answerSplitAt(format, TYPE, vault, given, at);
      assertArrayEquals(expected, actual, () -> new String(actual, UTF_8));
    }
  }

  private static byte[] text(String text) {
    return message(
        "contentBlockDelta",
        "{\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + text + "\"},\"p\":\"abcdef\"}");
  }

  private static byte[] chunk(String text) {
    String event =
        "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\""
            + text
            + "\"}}";
    return message(
        "chunk",
        "{\"bytes\":\""
            + Base64.getEncoder().encodeToString(event.getBytes(UTF_8))
            + "\",\"p\":\"abcd\"}");
  }

  private static byte[] message(String type, String payload) {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    header(headers, ":event-type", type);
    header(headers, ":content-type", "application/json");
    header(headers, ":message-type", "event");
    byte[] body = payload.getBytes(UTF_8);
    ByteBuffer message = ByteBuffer.allocate(16 + headers.size() + body.length);
    message.putInt(message.capacity()).putInt(headers.size());
    message.putInt(crc(message)).put(headers.toByteArray()).put(body);
    message.putInt(crc(message));
    return message.array();
  }

  private static int crc(ByteBuffer message) {
    CRC32 crc = new CRC32();
    crc.update(message.array(), 0, message.position());
    return (int) crc.getValue();
  }

  private static void header(ByteArrayOutputStream out, String name, String value) {
    out.write(name.length());
    out.writeBytes(name.getBytes(UTF_8));
    out.write(7);
    out.write(0);
    out.write(value.length());
    out.writeBytes(value.getBytes(UTF_8));
  }

  private static byte[] join(byte[]... messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] message : messages) {
      out.writeBytes(message);
    }
    return out.toByteArray();
  }
}
