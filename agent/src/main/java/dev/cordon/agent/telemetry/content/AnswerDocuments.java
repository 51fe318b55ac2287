package dev.cordon.agent.telemetry.content;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes an answer's body apart into its JSON documents: one, a list, lines, server-sent events or
 * the frames of an AWS event stream. What is cut off at the end is left out.
 */
final class AnswerDocuments {
  /** Length, length of the headers, checksum; and a checksum behind the payload. */
  private static final int PRELUDE = 12;

  private static final int CHECKSUM = 4;

  private final List<Object> documents = new ArrayList<>();

  private AnswerDocuments() {}

  static List<Object> of(byte[] body) {
    AnswerDocuments answer = new AnswerDocuments();
    if (body.length > 0 && body[0] == 0) {
      answer.frames(body);
    } else {
      String text = new String(body, StandardCharsets.UTF_8);
      int first = firstCharacter(text);
      if (first == '{' || first == '[') {
        answer.json(text);
      } else {
        answer.events(text);
      }
    }
    return answer.documents;
  }

  private static int firstCharacter(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c != '\uFEFF') {
        return c;
      }
    }
    return 0;
  }

  private void json(String text) {
    JsonReader reader = new JsonReader(text);
    for (Object document = reader.next(); document != null; document = reader.next()) {
      if (document instanceof List) {
        documents.addAll((List<?>) document);
      } else {
        documents.add(document);
      }
    }
  }

  private void events(String text) {
    StringBuilder data = new StringBuilder();
    for (int at = 0; at < text.length(); ) {
      int end = lineEnd(text, at);
      if (end == at) {
        add(data);
      } else if (text.startsWith("data:", at)) {
        int from = at + 5;
        from += from < end && text.charAt(from) == ' ' ? 1 : 0;
        data.append(text, from, end).append('\n');
      }
      boolean pair = end + 1 < text.length() && text.startsWith("\r\n", end);
      at = end + (pair ? 2 : 1);
    }
    add(data);
  }

  private static int lineEnd(String text, int from) {
    int end = from;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private void add(StringBuilder data) {
    if (data.length() > 0) {
      document(data.toString());
      data.setLength(0);
    }
  }

  private void document(String json) {
    Object document = JsonReader.read(json);
    String inner = Tree.string(document, "bytes");
    if (inner != null) { // Bedrock's InvokeModelWithResponseStream
      document = decoded(inner);
    }
    if (document != null) {
      documents.add(document);
    }
  }

  private static @Nullable Object decoded(String base64) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      return JsonReader.read(new String(bytes, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException malformed) {
      return null;
    }
  }

  private void frames(byte[] body) {
    int at = 0;
    while (at + PRELUDE <= body.length) {
      int length = number(body, at);
      int from = at + PRELUDE + number(body, at + 4);
      int to = at + length - CHECKSUM;
      if (length < PRELUDE + CHECKSUM || to > body.length || from < at || from > to) {
        return;
      }
      document(new String(body, from, to - from, StandardCharsets.UTF_8));
      at += length;
    }
  }

  private static int number(byte[] bytes, int at) {
    return (bytes[at] & 255) << 24
        | (bytes[at + 1] & 255) << 16
        | (bytes[at + 2] & 255) << 8
        | (bytes[at + 3] & 255);
  }
}
