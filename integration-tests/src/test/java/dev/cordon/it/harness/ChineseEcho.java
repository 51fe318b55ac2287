package dev.cordon.it.harness;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Models of Zhipu and Baidu's Qianfan that repeat the prompt, in their own forms. */
public final class ChineseEcho {
  private static final String CALL = "{\"name\":\"send\",\"arguments\":";

  private ChineseEcho() {}

  /**
   * Zhipu's chat and embeddings: OpenAI's, but in a stream a call of a tool comes whole, and each
   * event has a choice and the usage; an embedding's usage has all numbers.
   */
  public static Answer zhipu() {
    return (request, wire) -> {
      JsonNode body = request.json();
      if (request.target().endsWith("/embeddings")) {
        VendorEcho.whole(
            wire,
            "{\"object\":\"list\",\"model\":\"embedding-2\",\"data\":[{\"object\":\"embedding\","
                + "\"embedding\":[0.25,-0.5],\"index\":0}],"
                + "\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":0,\"total_tokens\":11}}");
        return;
      }
      if (!body.path("stream").asBoolean()) {
        VendorEcho.whole(wire, EchoModel.plain(request));
        return;
      }
      String prompt = EchoModel.prompt(body);
      StringBuilder events = new StringBuilder();
      if (EchoModel.calls(body)) {
        String calls =
            ",\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":"
                + CALL
                + arguments(prompt)
                + "}}]";
        zhipu(events, "", calls, "\"finish_reason\":\"tool_calls\"");
      } else {
        for (String piece : VendorEcho.pieces(prompt)) {
          zhipu(events, piece, "", "\"finish_reason\":null");
        }
        zhipu(events, "", "", "\"finish_reason\":\"stop\"");
      }
      VendorEcho.stream(wire, events.append("data: [DONE]\n\n").toString());
    };
  }

  private static void zhipu(StringBuilder events, String text, String calls, String end) {
    events
        .append("data: {\"id\":\"c\",\"created\":1767225600,\"model\":\"glm-4\",\"choices\":[")
        .append("{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":")
        .append(VendorEcho.quoted(text))
        .append(calls)
        .append("},")
        .append(end)
        .append("}],\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}")
        .append("\n\n");
  }

  /** Qianfan's chat, completions and embeddings, and the keys that it gives for them. */
  public static Answer qianfan() {
    return (request, wire) -> {
      if (isForKey(request)) {
        VendorEcho.whole(wire, "{\"access_token\":\"t\",\"expires_in\":2592000}");
      } else if (request.target().contains("/embeddings/")) {
        VendorEcho.whole(
            wire,
            "{\"id\":\"as-1\",\"object\":\"embedding_list\",\"created\":1767225600,"
                + "\"data\":[{\"object\":\"embedding\",\"embedding\":[0.25,-0.5],\"index\":0}],"
                + "\"usage\":{\"prompt_tokens\":11,\"total_tokens\":11}}");
      } else {
        qianfan(request, wire);
      }
    };
  }

  /** Tells whether a request asks Baidu for a key, and no model for anything. */
  public static boolean isForKey(Received request) {
    return request.target().startsWith("/oauth/2.0/token?");
  }

  private static void qianfan(Received request, Answer.Wire wire) throws IOException {
    JsonNode body = request.json();
    String prompt = EchoModel.prompt(body);
    JsonNode messages = body.path("messages");
    boolean calls =
        !body.path("functions").isEmpty()
            && !messages.path(messages.size() - 1).path("role").asText().equals("function");
    String call = calls ? ",\"function_call\":" + CALL + arguments(prompt) + "}" : "";
    String text = calls ? "" : prompt;
    if (!body.path("stream").asBoolean()) {
      VendorEcho.whole(wire, qianfan("\"is_truncated\":false", text, call));
      return;
    }
    StringBuilder events = new StringBuilder();
    int number = 0;
    for (String piece : VendorEcho.pieces(text)) {
      event(events, number++, false, piece, "");
    }
    event(events, number, true, "", call);
    VendorEcho.stream(wire, events.toString());
  }

  private static void event(
      StringBuilder events, int number, boolean last, String text, String call) {
    events
        .append("data: ")
        .append(qianfan("\"sentence_id\":" + number + ",\"is_end\":" + last, text, call))
        .append("\n\n");
  }

  /** Says in each event of a stream why it ended, as Baidu does. */
  private static String qianfan(String head, String text, String call) {
    return "{\"id\":\"as-1\",\"object\":\"chat.completion\",\"created\":1767225600,"
        + head
        + ",\"result\":"
        + VendorEcho.quoted(text)
        + call
        + ",\"need_clear_history\":false,\"finish_reason\":\""
        + (call.isEmpty() ? "normal" : "function_call")
        + "\",\"usage\":{\"prompt_tokens\":11,\"completion_tokens\":7,\"total_tokens\":18}}";
  }

  private static String arguments(String text) {
    return VendorEcho.quoted("{\"text\":" + VendorEcho.quoted(text) + "}");
  }
}
