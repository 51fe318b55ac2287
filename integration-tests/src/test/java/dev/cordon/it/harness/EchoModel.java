package dev.cordon.it.harness;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPOutputStream;

/**
 * A model that repeats the prompt: what the vendor was told comes back in the answer, plain,
 * streamed or as a tool's arguments. Speaks OpenAI's chat completions, responses, completions and
 * embeddings.
 */
public final class EchoModel {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EchoModel() {}

  /** Answers plain, or as a stream when the request asks for one, seven characters an event. */
  public static Answer answer() {
    return answer(7, 1 << 20);
  }

  /**
   * Answers plain, or as a stream when the request asks for one.
   *
   * @param delta the number of characters of content an event
   * @param piece the number of bytes a chunk of the connection, regardless of events
   */
  public static Answer answer(int delta, int piece) {
    return answer(UnaryOperator.identity(), delta, piece);
  }

  /** Answers with what is made of the prompt. */
  public static Answer saying(UnaryOperator<String> reply, int delta) {
    return answer(reply, delta, 1 << 20);
  }

  private static Answer answer(UnaryOperator<String> reply, int delta, int piece) {
    return (request, wire) -> {
      JsonNode body = request.json();
      if (body.path("stream").asBoolean()) {
        wire.chunkedHead(200, "text/event-stream", Map.of());
        byte[] all = events(request, reply, delta).getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < all.length; at += piece) {
          wire.chunk(java.util.Arrays.copyOfRange(all, at, Math.min(all.length, at + piece)));
        }
        wire.endChunks();
      } else {
        wire.fixed(
            200,
            "application/json",
            plain(request, reply).getBytes(StandardCharsets.UTF_8),
            Map.of());
      }
    };
  }

  /** Answers plain, compressed. */
  public static Answer gzipAnswer() {
    return (request, wire) -> {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
        out.write(plain(request).getBytes(StandardCharsets.UTF_8));
      }
      Map<String, String> coded = Map.of("Content-Encoding", "gzip");
      wire.fixed(200, "application/json", packed.toByteArray(), coded);
    };
  }

  /** Returns the plain answer to a request. */
  public static String plain(Received request) {
    return plain(request, UnaryOperator.identity());
  }

  private static String plain(Received request, UnaryOperator<String> reply) {
    JsonNode body = request.json();
    if (request.target().contains("/embeddings")) {
      return embedding();
    }
    String content = reply.apply(prompt(body));
    if (request.target().contains("/responses")) {
      return write(response(content, "completed"));
    }
    if (request.target().contains("/chat/")) {
      return write(chat(body, content));
    }
    ObjectNode answer = head("text_completion");
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0).put("text", content).put("finish_reason", "stop");
    choice.putNull("logprobs");
    usage(answer);
    return write(answer);
  }

  private static String events(Received request, UnaryOperator<String> reply, int delta) {
    JsonNode body = request.json();
    String content = reply.apply(prompt(body));
    return request.target().contains("/responses")
        ? responseEvents(content, delta)
        : request.target().contains("/chat/")
            ? chatEvents(body, content, delta)
            : completionEvents(content, delta);
  }

  /** Returns what the last message says, parts joined. */
  static String prompt(JsonNode body) {
    if (body.has("prompt")) {
      return body.get("prompt").asText();
    }
    if (body.has("input")) {
      return text(body.get("input"));
    }
    JsonNode messages = body.path("messages");
    return messages.isEmpty() ? "" : text(messages.get(messages.size() - 1).path("content"));
  }

  private static String text(JsonNode content) {
    if (content.isTextual()) {
      return content.asText();
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode part : content) {
      text.append(part.has("content") ? text(part.get("content")) : part.path("text").asText());
    }
    return text.toString();
  }

  private static ObjectNode chat(JsonNode body, String content) {
    ObjectNode answer = head("chat.completion");
    ObjectNode choice = answer.putArray("choices").addObject();
    choice.put("index", 0);
    ObjectNode message = choice.putObject("message").put("role", "assistant");
    message.putNull("refusal");
    if (calls(body)) {
      message.putNull("content");
      ObjectNode call = message.putArray("tool_calls").addObject();
      call.put("id", "call_1").put("type", "function");
      call.putObject("function").put("name", "send").put("arguments", arguments(content));
      choice.put("finish_reason", "tool_calls");
    } else {
      message.put("content", content);
      choice.put("finish_reason", "stop");
    }
    choice.putNull("logprobs");
    usage(answer);
    return answer;
  }

  /** A tool is called where there are some, but for what one returned. */
  static boolean calls(JsonNode body) {
    JsonNode messages = body.path("messages");
    JsonNode last = messages.path(messages.size() - 1);
    return !body.path("tools").isEmpty() && !last.path("role").asText().equals("tool");
  }

  private static String arguments(String content) {
    return write(JSON.createObjectNode().put("text", content));
  }

  private static String chatEvents(JsonNode body, String content, int size) {
    boolean tools = calls(body);
    StringBuilder events = new StringBuilder();
    for (String part : split(tools ? arguments(content) : content, size)) {
      ObjectNode event = head("chat.completion.chunk");
      ObjectNode choice = event.putArray("choices").addObject();
      ObjectNode delta = choice.put("index", 0).putObject("delta");
      choice.putNull("finish_reason");
      if (tools) {
        ObjectNode call = delta.putArray("tool_calls").addObject().put("index", 0);
        if (events.length() == 0) {
          call.put("id", "call_1").put("type", "function");
          call.putObject("function").put("name", "send").put("arguments", part);
        } else {
          call.putObject("function").put("arguments", part);
        }
      } else {
        delta.put("content", part);
      }
      data(events, null, event);
    }
    ObjectNode last = head("chat.completion.chunk");
    ObjectNode choice = last.putArray("choices").addObject().put("index", 0);
    choice.putObject("delta");
    choice.put("finish_reason", tools ? "tool_calls" : "stop");
    data(events, null, last);
    ObjectNode usage = head("chat.completion.chunk");
    usage.putArray("choices");
    usage(usage);
    data(events, null, usage);
    return events.append("data: [DONE]\n\n").toString();
  }

  private static String completionEvents(String content, int size) {
    StringBuilder events = new StringBuilder();
    for (String part : split(content, size)) {
      ObjectNode event = head("text_completion");
      ObjectNode choice = event.putArray("choices").addObject();
      choice.put("index", 0).put("text", part).putNull("finish_reason");
      choice.putNull("logprobs");
      data(events, null, event);
    }
    return events.append("data: [DONE]\n\n").toString();
  }

  private static ObjectNode response(String content, String status) {
    ObjectNode answer = JSON.createObjectNode();
    answer.put("id", "resp_1").put("object", "response").put("created_at", 1767225600);
    answer.put("status", status).put("model", "echo-1").put("parallel_tool_calls", true);
    answer.put("tool_choice", "auto").put("temperature", 1.0).put("top_p", 1.0);
    answer.putArray("tools");
    answer.putNull("error").putNull("incomplete_details").putNull("instructions");
    answer.putObject("metadata");
    ArrayNode output = answer.putArray("output");
    if (status.equals("completed")) {
      output.add(message(content, status));
      ObjectNode usage = answer.putObject("usage");
      usage.put("input_tokens", 11).put("output_tokens", 7).put("total_tokens", 18);
      usage.putObject("input_tokens_details").put("cached_tokens", 0);
      usage.putObject("output_tokens_details").put("reasoning_tokens", 0);
    }
    return answer;
  }

  private static ObjectNode message(String content, String status) {
    ObjectNode item = JSON.createObjectNode();
    item.put("id", "msg_1").put("type", "message").put("role", "assistant").put("status", status);
    ObjectNode part = item.putArray("content").addObject();
    part.put("type", "output_text").put("text", content).putArray("annotations");
    return item;
  }

  private static String responseEvents(String content, int size) {
    StringBuilder events = new StringBuilder();
    int number = 0;
    ObjectNode created = event("response.created", number++);
    created.set("response", response("", "in_progress"));
    data(events, "response.created", created);
    for (String part : split(content, size)) {
      ObjectNode delta = place(event("response.output_text.delta", number++));
      delta.put("delta", part).putArray("logprobs");
      data(events, "response.output_text.delta", delta);
    }
    ObjectNode done = place(event("response.output_text.done", number++));
    done.put("text", content).putArray("logprobs");
    data(events, "response.output_text.done", done);
    ObjectNode item = event("response.output_item.done", number++);
    item.put("output_index", 0).set("item", message(content, "completed"));
    data(events, "response.output_item.done", item);
    ObjectNode completed = event("response.completed", number);
    completed.set("response", response(content, "completed"));
    data(events, "response.completed", completed);
    return events.toString();
  }

  /**
   * Returns the events that answer a message of the Responses API over a WebSocket.
   *
   * @param message a {@code response.create}
   * @param delta characters in each delta
   */
  public static List<String> messages(String message, int delta) {
    try {
      String content = prompt(JSON.readTree(message));
      return responseEvents(content, delta)
          .lines()
          .filter(line -> line.startsWith("data: "))
          .map(line -> line.substring("data: ".length()))
          .toList();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(message, e);
    }
  }

  private static ObjectNode event(String type, int number) {
    return JSON.createObjectNode().put("type", type).put("sequence_number", number);
  }

  private static ObjectNode place(ObjectNode event) {
    return event.put("item_id", "msg_1").put("output_index", 0).put("content_index", 0);
  }

  private static String embedding() {
    ObjectNode answer = JSON.createObjectNode().put("object", "list").put("model", "echo-1");
    ObjectNode data =
        answer.putArray("data").addObject().put("object", "embedding").put("index", 0);
    data.putArray("embedding").add(0.25).add(-0.5);
    answer.putObject("usage").put("prompt_tokens", 11).put("total_tokens", 11);
    return write(answer);
  }

  private static ObjectNode head(String object) {
    ObjectNode answer = JSON.createObjectNode().put("id", "cmpl_1").put("object", object);
    return answer.put("created", 1767225600).put("model", "echo-1");
  }

  private static void usage(ObjectNode answer) {
    ObjectNode usage = answer.putObject("usage");
    usage.put("prompt_tokens", 11).put("completion_tokens", 7).put("total_tokens", 18);
  }

  private static void data(StringBuilder events, String name, ObjectNode event) {
    if (name != null) {
      events.append("event: ").append(name).append('\n');
    }
    events.append("data: ").append(write(event)).append("\n\n");
  }

  private static List<String> split(String text, int size) {
    List<String> parts = new ArrayList<>();
    for (int at = 0; at < text.length(); at += size) {
      parts.add(text.substring(at, Math.min(text.length(), at + size)));
    }
    return parts;
  }

  private static String write(JsonNode node) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      JSON.writeValue(out, node);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
