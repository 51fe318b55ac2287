package dev.cordon.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Models of other vendors that repeat the prompt, in their own forms. */
public final class VendorEcho {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PIECE = 5;
  private static final String END = ",\"finishReason\":\"STOP\"";

  private VendorEcho() {}

  /** Anthropic's messages, plain or as a stream. */
  public static Answer anthropic() {
    return (request, wire) -> {
      String prompt = said(last(request.json().path("messages")).path("content"));
      if (request.json().path("stream").asBoolean()) {
        StringBuilder events = new StringBuilder();
        event(
            events,
            "message_start",
            "\"message\":{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"content\":[],"
                + "\"model\":\"echo-1\",\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}");
        event(
            events,
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}");
        for (int at = 0; at < prompt.length(); at += PIECE) {
          String piece = prompt.substring(at, Math.min(prompt.length(), at + PIECE));
          event(
              events,
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":" + quoted(piece) + "}");
        }
        event(events, "content_block_stop", "\"index\":0");
        event(
            events,
            "message_delta",
            "\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":7}");
        event(events, "message_stop", "\"x\":0");
        stream(wire, events.toString());
      } else {
        whole(
            wire,
            "{\"id\":\"m\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"echo-1\","
                + "\"content\":[{\"type\":\"text\",\"text\":"
                + quoted(prompt)
                + "}],\"stop_reason\":\"end_turn\",\"usage\":{\"input_tokens\":3,\"output_tokens\":7}}");
      }
    };
  }

  /** Gemini's content, plain or as a stream; a function is called with the prompt first. */
  public static Answer gemini() {
    return (request, wire) -> {
      JsonNode part = last(request.json().path("contents")).path("parts").path(0);
      if (request.json().has("tools") && !part.has("functionResponse")) {
        whole(wire, called(part.path("text").asText()));
        return;
      }
      String prompt =
          part.path("text").asText()
              + part.path("functionResponse").path("response").path("text").asText();
      if (!request.target().contains(":streamGenerateContent")) {
        whole(wire, content(prompt, END));
        return;
      }
      StringBuilder events = new StringBuilder();
      for (int at = 0; at < prompt.length(); at += PIECE) {
        String piece = prompt.substring(at, Math.min(prompt.length(), at + PIECE));
        boolean last = at + PIECE >= prompt.length();
        events.append("data: ").append(content(piece, last ? END : "")).append("\n\n");
      }
      stream(wire, events.toString());
    };
  }

  /** Cohere's chat of version 1, plain or as lines. */
  public static Answer cohere() {
    return (request, wire) -> {
      String prompt = request.json().path("message").asText();
      if (!request.json().path("stream").asBoolean()) {
        whole(wire, "{\"generation_id\":\"g\",\"text\":" + quoted(prompt) + "}");
        return;
      }
      StringBuilder lines =
          new StringBuilder("{\"event_type\":\"stream-start\",\"generation_id\":\"g\"}\n");
      for (String piece : pieces(prompt)) {
        lines
            .append("{\"event_type\":\"text-generation\",\"text\":")
            .append(quoted(piece))
            .append("}\n");
      }
      lines
          .append("{\"event_type\":\"stream-end\",\"finish_reason\":\"COMPLETE\",\"response\":")
          .append("{\"generation_id\":\"g\",\"text\":")
          .append(quoted(prompt))
          .append("}}\n");
      stream(wire, "application/stream+json", lines.toString());
    };
  }

  /** Ollama's generate and chat, which answer in lines where they stream. */
  public static Answer ollama() {
    return (request, wire) -> {
      boolean streams = request.json().path("stream").asBoolean(true);
      boolean chats = request.target().endsWith("/chat");
      String prompt =
          request.json().path("prompt").asText()
              + said(last(request.json().path("messages")).path("content"));
      if (chats && !streams) {
        whole(wire, ollama(true, prompt, true));
        return;
      }
      StringBuilder lines = new StringBuilder();
      for (String piece : streams ? pieces(prompt) : List.of(prompt)) {
        lines.append(ollama(chats, piece, false)).append('\n');
      }
      lines.append(ollama(chats, "", true)).append('\n');
      stream(wire, "application/x-ndjson", lines.toString());
    };
  }

  private static String ollama(boolean chats, String text, boolean done) {
    String content =
        chats
            ? "\"message\":{\"role\":\"assistant\",\"content\":" + quoted(text) + "}"
            : "\"response\":" + quoted(text);
    return "{\"model\":\"echo-1\",\"created_at\":\"2026-01-01T00:00:00Z\","
        + content
        + ",\"done\":"
        + done
        + "}";
  }

  /**
   * DashScope's own chat, plain or as a stream, whose events hold pieces or, unless the request
   * asks for these, the text so far. A tool is called with the prompt first. And its embeddings.
   */
  public static Answer dashscope() {
    return (request, wire) -> {
      if (request.target().contains("/embeddings/")) {
        whole(
            wire,
            "{\"output\":{\"embeddings\":[{\"text_index\":0,\"embedding\":[0.25,-0.5]}]},"
                + "\"usage\":{\"total_tokens\":3},\"request_id\":\"r\"}");
        return;
      }
      JsonNode last = last(request.json().at("/input/messages"));
      String prompt = request.json().at("/input/prompt").asText() + said(last.path("content"));
      boolean called =
          !request.json().at("/parameters/tools").isEmpty()
              && !last.path("role").asText().equals("tool");
      String text = called ? "{\"text\":" + quoted(prompt) + "}" : prompt;
      boolean parts = request.target().contains("/multimodal-generation/");
      if (!"enable".equals(request.header("x-dashscope-sse"))) {
        whole(wire, dashscope(text, parts, called, true, called ? "tool_calls" : "stop"));
        return;
      }
      boolean pieces = request.json().at("/parameters/incremental_output").asBoolean();
      StringBuilder events = new StringBuilder();
      String before = "";
      for (String piece : pieces(text)) {
        before = pieces ? "" : before;
        boolean named = !pieces || events.isEmpty();
        dashscope(events, dashscope(before + piece, parts, called, named, "null"));
        before += piece;
      }
      String end = called ? "tool_calls" : "stop";
      dashscope(events, dashscope(pieces ? "" : text, parts, called, !pieces, end));
      stream(wire, events.toString());
    };
  }

  /**
   * What of watsonx, Cohere and Hugging Face is no chat of OpenAI's, and watsonx's, which is one.
   */
  public static Answer inference() {
    return (request, wire) -> {
      String target = request.target();
      if (target.contains("/text/chat")) {
        watsonx(request, wire);
      } else if (target.contains("/text/embeddings")) {
        whole(
            wire,
            "{\"model_id\":\"echo-1\",\"created_at\":\"2026-01-01T00:00:00Z\",\"input_token_count\":3,"
                + "\"results\":[{\"embedding\":[0.25,-0.5]}]}");
      } else if (target.endsWith("/rerank")) {
        whole(
            wire,
            "{\"id\":\"r\",\"results\":[{\"index\":0,\"relevance_score\":0.5}],"
                + "\"meta\":{\"billed_units\":{\"search_units\":1}}}");
      } else if (target.endsWith("/embed")) {
        whole(
            wire,
            "{\"id\":\"e\",\"embeddings\":[[0.25,-0.5]],\"meta\":{\"billed_units\":{\"input_tokens\":3}}}");
      } else if (target.contains("feature-extraction")) {
        whole(wire, "[[0.25,-0.5]]");
      } else {
        String prompt = request.json().path("inputs").asText();
        whole(wire, "[{\"generated_text\":" + quoted(prompt) + "}]");
      }
    };
  }

  private static void watsonx(Received request, Answer.Wire wire) throws java.io.IOException {
    JsonNode last = last(request.json().path("messages"));
    String prompt = said(last.path("content"));
    String head =
        "\"id\":\"c\",\"model_id\":\"echo-1\",\"model\":\"echo-1\",\"created\":1767225600,"
            + "\"created_at\":\"2026-01-01T00:00:00Z\",";
    String usage = "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}";
    if (request.target().contains("/chat_stream")) {
      StringBuilder events = new StringBuilder();
      for (String piece : pieces(prompt)) {
        events.append("id: 1\nevent: message\ndata: {").append(head);
        events.append(
            "\"choices\":[{\"index\":0,\"finish_reason\":null,\"delta\":{\"role\":\"assistant\",");
        events.append("\"content\":").append(quoted(piece)).append("}}]}\n\n");
      }
      events.append("id: 2\nevent: message\ndata: {").append(head);
      events.append(
          "\"choices\":[{\"index\":0,\"finish_reason\":\"stop\",\"delta\":{\"role\":\"assistant\",");
      events.append("\"content\":\"\"}}]}\n\nid: 3\nevent: message\ndata: {").append(head);
      events.append("\"choices\":[],").append(usage).append("}\n\n");
      stream(wire, events.toString());
      return;
    }
    boolean calls =
        !request.json().path("tools").isEmpty() && !last.path("role").asText().equals("tool");
    String message =
        calls
            ? "\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":"
                + "{\"name\":\"send\",\"arguments\":"
                + quoted("{\"text\":" + quoted(prompt) + "}")
                + "}}]"
            : "\"content\":" + quoted(prompt);
    whole(
        wire,
        "{"
            + head
            + "\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
            + message
            + "},\"finish_reason\":\""
            + (calls ? "tool_calls" : "stop")
            + "\"}],"
            + usage
            + "}");
  }

  private static void dashscope(StringBuilder events, String data) {
    events.append("id:1\nevent:result\n:HTTP_STATUS/200\ndata:").append(data).append("\n\n");
  }

  /** Of the pieces of a tool's call the first one alone names call and tool. */
  private static String dashscope(
      String text, boolean parts, boolean called, boolean named, String end) {
    String content = called ? "" : text;
    String calls =
        called
            ? ",\"tool_calls\":[{\"index\":0,\"id\":"
                + quoted(named ? "call_1" : "")
                + ",\"type\":\"function\",\"function\":{\"name\":"
                + quoted(named ? "send" : "")
                + ",\"arguments\":"
                + quoted(text)
                + "}}]"
            : "";
    return "{\"output\":{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":"
        + (parts ? "[{\"text\":" + quoted(content) + "}]" : quoted(content))
        + calls
        + "},\"finish_reason\":\""
        + end
        + "\"}]},\"usage\":{\"total_tokens\":18,\"output_tokens\":7,\"input_tokens\":11},"
        + "\"request_id\":\"r\"}";
  }

  private static JsonNode last(JsonNode list) {
    return list.path(list.size() - 1);
  }

  /** Returns a text, or all texts of parts and of results of tools. */
  private static String said(JsonNode content) {
    StringBuilder text = new StringBuilder(content.isTextual() ? content.asText() : "");
    content.forEach(part -> text.append(part.path("text").asText() + said(part.path("content"))));
    return text.toString();
  }

  static List<String> pieces(String text) {
    List<String> pieces = new ArrayList<>();
    for (int at = 0; at < text.length(); at += PIECE) {
      pieces.add(text.substring(at, Math.min(text.length(), at + PIECE)));
    }
    return pieces;
  }

  private static String content(String text, String end) {
    return "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"text\":"
        + quoted(text)
        + "}]}"
        + end
        + "}],\"usageMetadata\":{\"promptTokenCount\":11,\"candidatesTokenCount\":7,"
        + "\"totalTokenCount\":18}}";
  }

  private static String called(String text) {
    return "{\"candidates\":[{\"index\":0,\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":"
        + "{\"name\":\"send\",\"args\":{\"text\":"
        + quoted(text)
        + "}}}]},\"finishReason\":\"STOP\"}]}";
  }

  private static void event(StringBuilder events, String type, String rest) {
    events.append("event: ").append(type).append("\ndata: {\"type\":\"").append(type);
    events.append("\",").append(rest).append("}\n\n");
  }

  static String quoted(String text) {
    return JSON.valueToTree(text).toString();
  }

  static void whole(Answer.Wire wire, String json) throws java.io.IOException {
    wire.fixed(200, "application/json", json.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  static void stream(Answer.Wire wire, String events) throws java.io.IOException {
    stream(wire, "text/event-stream", events);
  }

  private static void stream(Answer.Wire wire, String type, String events)
      throws java.io.IOException {
    wire.chunkedHead(200, type, Map.of());
    wire.chunk(events.getBytes(StandardCharsets.UTF_8));
    wire.endChunks();
  }
}
