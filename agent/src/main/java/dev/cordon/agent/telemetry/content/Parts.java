package dev.cordon.agent.telemetry.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a message, whatever vendor's words they are in, into those of the conventions:
 * {@code text}, {@code reasoning}, {@code tool_call}, {@code tool_call_response}. Of images, sounds
 * and files only the kind is said.
 */
final class Parts {
  private Parts() {}

  /**
   * Adds what a message's content holds.
   *
   * @param content a string, a part, or a list of them
   * @param to receives the parts
   */
  static void add(@Nullable Object content, List<Object> to) {
    if (content instanceof String) {
      to.add(text((String) content));
    } else if (content instanceof List) {
      for (Object element : (List<?>) content) {
        add(element, to);
      }
    } else if (content instanceof Map) {
      one((Map<?, ?>) content, to);
    }
  }

  private static void one(Map<?, ?> part, List<Object> to) {
    if (addTool(part, to) || addReasoning(part, to)) {
      return;
    }
    String text = Tree.first(part, "text", "refusal", "output_text");
    if (text == null) {
      text = Tree.string(part, "text", "value"); // a thread's message
    }
    if (text != null) {
      to.add(Tree.isTrue(part, "thought") ? reasoning(text) : text(text));
    } else if (part.containsKey("content")) {
      add(part.get("content"), to); // an item of a response
    } else {
      to.add(other(part));
    }
  }

  private static boolean addReasoning(Map<?, ?> part, List<Object> to) {
    String thinking = Tree.string(part, "thinking");
    if (thinking == null) {
      thinking = Tree.string(part, "reasoningContent", "reasoningText", "text");
    }
    if (thinking != null) {
      to.add(reasoning(thinking));
      return true;
    }
    if (!"reasoning".equals(part.get("type"))) {
      return false;
    }
    for (Object summary : Tree.list(part, "summary")) {
      String text = Tree.string(summary, "text");
      if (text != null) {
        to.add(reasoning(text));
      }
    }
    return true;
  }

  private static boolean addTool(Map<?, ?> part, List<Object> to) {
    String type = Tree.string(part, "type");
    Map<?, ?> function = Tree.map(part, "function");
    if (function != null) {
      to.add(call(Tree.string(part, "id"), function, "arguments"));
    } else if (part.containsKey("functionCall")) {
      Map<?, ?> call = Tree.map(part, "functionCall");
      to.add(call(Tree.string(call, "id"), call, "args"));
    } else if (part.containsKey("toolUse")) {
      Map<?, ?> call = Tree.map(part, "toolUse");
      to.add(call(Tree.string(call, "toolUseId"), call, "input"));
    } else if ("tool_use".equals(type)) {
      to.add(call(Tree.string(part, "id"), part, "input"));
    } else if ("function_call".equals(type)) {
      to.add(call(Tree.string(part, "call_id"), part, "arguments"));
    } else {
      return addResult(part, type, to);
    }
    return true;
  }

  private static boolean addResult(Map<?, ?> part, @Nullable String type, List<Object> to) {
    if ("tool_result".equals(type)) {
      to.add(result(Tree.string(part, "tool_use_id"), part.get("content")));
    } else if ("function_call_output".equals(type)) {
      to.add(result(Tree.string(part, "call_id"), part.get("output")));
    } else if (part.containsKey("toolResult")) {
      Map<?, ?> answer = Tree.map(part, "toolResult");
      to.add(result(Tree.string(answer, "toolUseId"), Tree.at(answer, "content")));
    } else if (part.containsKey("functionResponse")) {
      Map<?, ?> answer = Tree.map(part, "functionResponse");
      to.add(result(Tree.string(answer, "id"), Tree.at(answer, "response")));
    } else {
      return false;
    }
    return true;
  }

  static Map<String, Object> text(String text) {
    return part("text", text);
  }

  static Map<String, Object> reasoning(String text) {
    return part("reasoning", text);
  }

  private static Map<String, Object> part(String type, String content) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", type);
    part.put("content", content);
    return part;
  }

  private static Map<String, Object> call(
      @Nullable String id, @Nullable Map<?, ?> call, String argumentsKey) {
    return call(id, Tree.string(call, "name"), Tree.at(call, argumentsKey));
  }

  static Map<String, Object> call(
      @Nullable String id, @Nullable String name, @Nullable Object arguments) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "tool_call");
    put(part, "id", id);
    part.put("name", name == null ? "" : name);
    put(part, "arguments", structured(arguments));
    return part;
  }

  static Map<String, Object> result(@Nullable String id, @Nullable Object response) {
    Map<String, Object> part = new LinkedHashMap<>();
    part.put("type", "tool_call_response");
    put(part, "id", id);
    part.put("response", response == null ? "" : response);
    return part;
  }

  /** Arguments are often JSON in a string. */
  private static @Nullable Object structured(@Nullable Object arguments) {
    if (arguments instanceof String && ((String) arguments).startsWith("{")) {
      Object read = JsonReader.read((String) arguments);
      return read == null ? arguments : read;
    }
    return arguments;
  }

  private static void put(Map<String, Object> into, String key, @Nullable Object value) {
    if (value != null) {
      into.put(key, value);
    }
  }

  /** Says of what kind a part is that is no text. */
  private static Map<String, Object> other(Map<?, ?> part) {
    String type = Tree.string(part, "type");
    if (type == null && !part.isEmpty()) {
      type = String.valueOf(part.keySet().iterator().next());
    }
    String word = type == null ? "" : type.toLowerCase(Locale.ROOT);
    Map<String, Object> other = new LinkedHashMap<>();
    if (word.contains("image")) {
      other.put("type", "image");
    } else if (word.contains("audio")) {
      other.put("type", "audio");
    } else if (word.contains("video")) {
      other.put("type", "video");
    } else {
      boolean data = word.contains("file") || word.contains("document") || word.contains("data");
      other.put("type", data ? "file" : "other");
    }
    return other;
  }
}
