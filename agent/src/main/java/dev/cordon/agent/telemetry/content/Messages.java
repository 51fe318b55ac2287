package dev.cordon.agent.telemetry.content;

import dev.cordon.engine.audit.CapturedContent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The messages of an Exchange as attributes of the GenAI conventions, covered and cut. Stateless.
 */
public final class Messages {
  /** Longer than any value that a detector knows: what an answer's cut may have cut through. */
  private static final int CUT_BACK = 8192;

  private Messages() {}

  /**
   * Turns what was captured into attributes.
   *
   * @param operation the Exchange's
   * @param limit the most characters of an attribute
   * @return JSON by the attribute's name; empty when there is nothing to show
   */
  public static Map<String, String> of(CapturedContent content, String operation, int limit) {
    Map<String, String> attributes = new LinkedHashMap<>();
    if (!isConversation(operation)) {
      return attributes;
    }
    byte[] body = content.request();
    if (body != null) {
      String json = new String(body, StandardCharsets.UTF_8);
      RequestMessages request = new RequestMessages(JsonReader.read(json));
      put(attributes, "gen_ai.system_instructions", request.system, content, limit);
      put(attributes, "gen_ai.input.messages", request.messages, content, limit);
      put(attributes, "gen_ai.tool.definitions", request.tools, content, limit);
    }
    AnswerMessages answer = new AnswerMessages(AnswerDocuments.of(content.answer()));
    List<Object> messages = answer.messages(content.isCut() ? CUT_BACK : 0);
    put(attributes, "gen_ai.output.messages", messages, content, limit);
    return attributes;
  }

  /**
   * Reads an attribute.
   *
   * @param json one of those that {@link #of} returned
   * @return maps, lists, strings, longs, doubles, booleans and null
   */
  public static @Nullable Object plain(String json) {
    return plain(JsonReader.read(json));
  }

  private static @Nullable Object plain(@Nullable Object read) {
    if (read instanceof Map) {
      Map<String, @Nullable Object> plain = new LinkedHashMap<>();
      for (Map.Entry<?, ?> entry : ((Map<?, ?>) read).entrySet()) {
        plain.put(String.valueOf(entry.getKey()), plain(entry.getValue()));
      }
      return plain;
    }
    if (read instanceof List) {
      List<@Nullable Object> plain = new ArrayList<>();
      for (Object element : (List<?>) read) {
        plain.add(plain(element));
      }
      return plain;
    }
    return read instanceof JsonReader.Literal ? ((JsonReader.Literal) read).plain() : read;
  }

  /** The conventions have messages for calls that generate; other calls have none to show. */
  private static boolean isConversation(String operation) {
    return operation.equals("chat")
        || operation.equals("text_completion")
        || operation.equals("generate_content")
        || operation.equals("invoke_agent");
  }

  private static void put(
      Map<String, String> into,
      String name,
      List<Object> list,
      CapturedContent content,
      int limit) {
    if (list.isEmpty()) {
      return;
    }
    byte[] covered = content.cover(JsonWriter.write(list).getBytes(StandardCharsets.UTF_8));
    Object read = covered == null ? null : read(covered);
    if (read instanceof List) {
      into.put(name, JsonWriter.write((List<?>) read, limit));
    }
  }

  private static @Nullable Object read(byte[] json) {
    return JsonReader.read(new String(json, StandardCharsets.UTF_8));
  }
}
