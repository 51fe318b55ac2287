package dev.cordon.agent.telemetry.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a request, whatever vendor's form it has: the forms share no key with two meanings. */
final class RequestMessages {
  final List<Object> system = new ArrayList<>();
  final List<Object> messages = new ArrayList<>();
  final List<Object> tools = new ArrayList<>();

  RequestMessages(@Nullable Object request) {
    for (String key : new String[] {"system", "instructions", "preamble"}) {
      Parts.add(Tree.at(request, key), system);
    }
    Parts.add(Tree.at(request, "systemInstruction", "parts"), system);
    Parts.add(Tree.at(request, "system_instruction", "parts"), system);
    conversation(request);
    for (Object tool : Tree.list(request, "parameters", "tools")) {
      tool(tool);
    }
    for (Object tool : Tree.list(request, "tools")) {
      tool(tool);
    }
    for (Object tool : Tree.list(request, "functions")) { // Baidu's, and OpenAI's older ones
      tool(tool);
    }
    for (Object tool : Tree.list(request, "toolConfig", "tools")) {
      tool(tool);
    }
  }

  private void conversation(@Nullable Object request) {
    for (String key :
        new String[] {"messages", "contents", "chat_history", "additional_messages"}) {
      each(Tree.at(request, key));
    }
    Object prompt = Tree.at(request, "input", "prompt");
    Object own = Tree.at(request, "input", "messages");
    each(prompt == null && own == null ? Tree.at(request, "input") : prompt);
    each(own); // DashScope's
    each(Tree.at(request, "thread", "messages"));
    each(Tree.at(request, "message")); // Cohere's older form: the last of the history
    each(Tree.at(request, "prompt"));
    each(Tree.at(request, "inputs"));
    each(Tree.at(request, "inputText"));
    if (Tree.string(request, "role") != null) {
      each(request);
    }
  }

  private void each(@Nullable Object content) {
    if (content instanceof List) {
      for (Object message : (List<?>) content) {
        each(message);
      }
    } else if (content instanceof String) {
      List<Object> parts = new ArrayList<>();
      Parts.add(content, parts);
      messages.add(message("user", parts));
    } else if (content instanceof Map) {
      List<Object> parts = new ArrayList<>();
      String role = read((Map<?, ?>) content, parts);
      messages.add(message(role, parts));
    }
  }

  static Map<String, Object> message(String role, List<Object> parts) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("role", role);
    message.put("parts", parts);
    return message;
  }

  /**
   * Reads a message.
   *
   * @param parts receives its parts
   * @return its role
   */
  static String read(Map<?, ?> message, List<Object> parts) {
    String role = role(message);
    String reasoning = Tree.first(message, "reasoning_content", "reasoning", "thinking");
    if (reasoning != null && !reasoning.isEmpty()) {
      parts.add(Parts.reasoning(reasoning));
    }
    String callId = Tree.string(message, "tool_call_id");
    if (role.equals("tool") && message.containsKey("content")) {
      parts.add(Parts.result(callId, message.get("content")));
    } else if (!message.containsKey("role")) {
      Parts.add(message, parts); // an item of a response
    } else {
      Parts.add(message.get("content"), parts);
      Parts.add(message.get("parts"), parts);
      Parts.add(message.get("message"), parts);
    }
    Parts.add(message.get("refusal"), parts);
    Parts.add(message.get("tool_calls"), parts);
    Object older = message.get("function_call");
    if (older instanceof Map) {
      parts.add(Parts.call(null, Tree.string(older, "name"), Tree.at(older, "arguments")));
    }
    return role;
  }

  private static String role(Map<?, ?> message) {
    String role = Tree.string(message, "role");
    if (role == null) {
      String type = Tree.string(message, "type");
      return "function_call_output".equals(type)
          ? "tool"
          : "function_call".equals(type) || "reasoning".equals(type) ? "assistant" : "user";
    }
    switch (role.toLowerCase(Locale.ROOT)) {
      case "model":
      case "chatbot":
      case "assistant":
        return "assistant";
      case "developer":
      case "system":
        return "system";
      case "tool":
      case "function":
        return "tool";
      default:
        return "user";
    }
  }

  private void tool(@Nullable Object tool) {
    for (String list : new String[] {"functionDeclarations", "function_declarations"}) {
      for (Object declaration : Tree.list(tool, list)) {
        define("function", declaration, Tree.at(declaration, "parameters"));
      }
    }
    if (Tree.map(tool, "function") != null) {
      define("function", Tree.map(tool, "function"), Tree.at(tool, "function", "parameters"));
    } else if (Tree.map(tool, "toolSpec") != null) {
      define(
          "function", Tree.map(tool, "toolSpec"), Tree.at(tool, "toolSpec", "inputSchema", "json"));
    } else if (Tree.string(tool, "name") != null || Tree.string(tool, "type") != null) {
      Object schema = Tree.at(tool, "input_schema");
      String type = Tree.string(tool, "type");
      String kind = type == null || type.equals("custom") ? "function" : type;
      define(kind, tool, schema == null ? Tree.at(tool, "parameters") : schema);
    }
  }

  private void define(String type, @Nullable Object tool, @Nullable Object parameters) {
    Map<String, Object> definition = new LinkedHashMap<>();
    definition.put("type", type);
    String name = Tree.string(tool, "name");
    definition.put("name", name == null ? type : name);
    String description = Tree.string(tool, "description");
    if (description != null) {
      definition.put("description", description);
    }
    if (parameters != null) {
      definition.put("parameters", parameters);
    }
    tools.add(definition);
  }
}
