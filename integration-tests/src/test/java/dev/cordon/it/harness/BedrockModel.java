package dev.cordon.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A model behind Bedrock's interfaces that repeats the prompt: Converse and InvokeModel with
 * Anthropic's messages, plain and as event streams.
 */
public final class BedrockModel {
  private static final ObjectMapper JSON = new ObjectMapper();

  private BedrockModel() {}

  /**
   * Answers as the path asks for.
   *
   * @param delta characters of text an event
   * @param piece bytes a chunk of the connection, regardless of events
   */
  public static Answer answer(int delta, int piece) {
    return (request, wire) -> {
      byte[] stream = stream(request, delta);
      if (stream == null) {
        byte[] body = plain(request).toString().getBytes(StandardCharsets.UTF_8);
        wire.fixed(200, "application/json", body, Map.of());
        return;
      }
      wire.chunkedHead(
          200,
          "application/vnd.amazon.eventstream",
          Map.of("X-Amzn-Bedrock-Content-Type", "application/json"));
      for (int at = 0; at < stream.length; at += piece) {
        wire.chunk(Arrays.copyOfRange(stream, at, Math.min(stream.length, at + piece)));
      }
      wire.endChunks();
    };
  }

  /** The whole event stream that answers a ConverseStream's body, a character a byte. */
  public static String events(String body, int delta) {
    byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
    Received request = new Received("POST", "/converse-stream", List.of(), bytes, bytes);
    return new String(stream(request, delta), StandardCharsets.ISO_8859_1);
  }

  private static String prompt(Received request) {
    StringBuilder text = new StringBuilder();
    for (JsonNode message : request.json().path("messages")) {
      JsonNode content = message.path("content");
      text.append(content.isTextual() ? content.asText() : "");
      content.forEach(block -> text.append(block.path("text").asText()));
    }
    return text.toString();
  }

  private static boolean isConverse(Received request) {
    return request.target().contains("/converse");
  }

  private static ObjectNode plain(Received request) {
    ObjectNode answer = JSON.createObjectNode();
    if (!isConverse(request)) {
      answer.put("type", "message").put("role", "assistant");
      answer.putArray("content").addObject().put("type", "text").put("text", prompt(request));
      answer.putObject("usage").put("input_tokens", 11).put("output_tokens", 7);
      return answer.put("stop_reason", "end_turn");
    }
    ObjectNode message = answer.putObject("output").putObject("message").put("role", "assistant");
    ObjectNode block = message.putArray("content").addObject();
    if (request.json().has("toolConfig")) {
      ObjectNode use = block.putObject("toolUse").put("toolUseId", "t1").put("name", "send");
      use.putObject("input").put("text", prompt(request));
    } else {
      block.put("text", prompt(request));
    }
    return measured(answer).put("stopReason", "end_turn");
  }

  private static ObjectNode measured(ObjectNode answer) {
    answer.putObject("usage").put("inputTokens", 11).put("outputTokens", 7).put("totalTokens", 18);
    answer.putObject("metrics").put("latencyMs", 1);
    return answer;
  }

  /** The event stream, or null where none is asked for. */
  private static byte[] stream(Received request, int delta) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (request.target().endsWith("/converse-stream")) {
      boolean tool = request.json().has("toolConfig");
      String text = prompt(request);
      String all = tool ? JSON.createObjectNode().put("text", text).toString() : text;
      event(out, "messageStart", JSON.createObjectNode().put("role", "assistant"));
      for (int at = 0; at < all.length(); at += delta) {
        String part = all.substring(at, Math.min(all.length(), at + delta));
        ObjectNode event = JSON.createObjectNode().put("contentBlockIndex", 0);
        if (tool) {
          event.putObject("delta").putObject("toolUse").put("input", part);
        } else {
          event.putObject("delta").put("text", part);
        }
        event(out, "contentBlockDelta", event);
      }
      event(out, "contentBlockStop", JSON.createObjectNode().put("contentBlockIndex", 0));
      event(out, "messageStop", JSON.createObjectNode().put("stopReason", "end_turn"));
      event(out, "metadata", measured(JSON.createObjectNode()));
      return out.toByteArray();
    }
    if (request.target().endsWith("/invoke-with-response-stream")) {
      String text = prompt(request);
      for (int at = 0; at < text.length(); at += delta) {
        ObjectNode event = JSON.createObjectNode().put("type", "content_block_delta");
        event
            .put("index", 0)
            .putObject("delta")
            .put("type", "text_delta")
            .put("text", text.substring(at, Math.min(text.length(), at + delta)));
        chunk(out, event);
      }
      chunk(out, JSON.createObjectNode().put("type", "content_block_stop").put("index", 0));
      chunk(out, JSON.createObjectNode().put("type", "message_stop"));
      return out.toByteArray();
    }
    return null;
  }

  private static void chunk(ByteArrayOutputStream out, ObjectNode event) {
    byte[] json = event.toString().getBytes(StandardCharsets.UTF_8);
    String bytes = Base64.getEncoder().encodeToString(json);
    event(out, "chunk", JSON.createObjectNode().put("bytes", bytes));
  }

  /** Writes a message: prelude with its CRC-32, headers, payload, CRC-32 of all. */
  private static void event(ByteArrayOutputStream out, String type, ObjectNode payload) {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    header(headers, ":event-type", type);
    header(headers, ":content-type", "application/json");
    header(headers, ":message-type", "event");
    byte[] body = payload.toString().getBytes(StandardCharsets.UTF_8);
    ByteBuffer message = ByteBuffer.allocate(16 + headers.size() + body.length);
    message.putInt(message.capacity()).putInt(headers.size());
    message.putInt(crc(message.array(), 8)).put(headers.toByteArray()).put(body);
    message.putInt(crc(message.array(), message.position()));
    out.writeBytes(message.array());
  }

  private static void header(ByteArrayOutputStream out, String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.write(name.length());
    out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
    out.write(7); // a string
    out.write(bytes.length >> 8);
    out.write(bytes.length);
    out.writeBytes(bytes);
  }

  private static int crc(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
