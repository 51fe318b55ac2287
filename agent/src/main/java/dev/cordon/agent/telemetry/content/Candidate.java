package dev.cordon.agent.telemetry.content;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One answer of a model, put together from what streams. Not thread-safe. */
final class Candidate {
  private final Map<String, Piece> pieces = new LinkedHashMap<>();
  private int unnamed;
  private @Nullable Piece last;
  private @Nullable String finish;

  /** Continues a text or a reasoning; {@code key} tells pieces apart that stream side by side. */
  void text(String key, boolean reasoning, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      Piece piece = piece((reasoning ? "r" : "t") + key);
      piece.reasoning = reasoning;
      piece.text.append(text);
    }
  }

  /** Continues a text that may be repeated from its beginning. */
  void sofar(String key, boolean reasoning, @Nullable String text) {
    text(key, reasoning, text == null ? null : added((reasoning ? "r" : "t") + key, text));
  }

  /** Begins or continues a tool call whose arguments may be repeated from their beginning. */
  void callSofar(
      String key, @Nullable String id, @Nullable String name, @Nullable String arguments) {
    String given = id == null || id.isEmpty() ? null : id;
    String called = name == null || name.isEmpty() ? null : name;
    call(key, given, called, arguments == null ? null : added("c" + key, arguments));
  }

  private String added(String key, String text) {
    Piece piece = pieces.get(key);
    String before = piece == null ? "" : piece.text.toString();
    return text.startsWith(before) ? text.substring(before.length()) : text;
  }

  /** Begins or continues a tool call. */
  void call(String key, @Nullable String id, @Nullable String name, @Nullable String arguments) {
    Piece piece = piece("c" + key);
    piece.isCall = true;
    piece.id = id == null ? piece.id : id;
    piece.name = name == null ? piece.name : name;
    if (arguments != null) {
      piece.text.append(arguments);
    }
  }

  /** Adds a part that is whole; a text goes on where the part before was one. */
  void whole(Map<?, ?> part) {
    Object type = part.get("type");
    Object content = part.get("content");
    boolean reasoning = "reasoning".equals(type);
    if ((reasoning || "text".equals(type)) && content instanceof String) {
      Piece before = last;
      if (before == null || before.part != null || before.isCall || before.reasoning != reasoning) {
        before = piece("w" + unnamed++);
        before.reasoning = reasoning;
      }
      before.text.append((String) content);
      return;
    }
    piece("w" + unnamed++).part = part;
  }

  void wholes(List<Object> parts) {
    for (Object part : parts) {
      if (part instanceof Map) {
        whole((Map<?, ?>) part);
      }
    }
  }

  void finish(@Nullable String reason) {
    finish = reason == null ? finish : reason;
  }

  /** Forgets all parts: what follows is the whole answer. */
  void clear() {
    pieces.clear();
    last = null;
  }

  /**
   * Returns the message.
   *
   * @param dropped so many characters at the end of the last text are left out: the answer was cut
   *     there, perhaps within something that would have been covered
   */
  @Nullable Map<String, Object> message(int dropped) {
    List<Object> parts = new ArrayList<>();
    int left = pieces.size();
    for (Piece piece : pieces.values()) {
      left--;
      Object part = piece.finished(left == 0 ? dropped : 0);
      if (part != null) {
        parts.add(part);
      }
    }
    if (parts.isEmpty() && finish == null) {
      return null;
    }
    Map<String, Object> message = RequestMessages.message("assistant", parts);
    if (finish != null) {
      message.put("finish_reason", Finish.of(finish));
    }
    return message;
  }

  private Piece piece(String key) {
    Piece piece = pieces.get(key);
    if (piece == null) {
      piece = new Piece();
      pieces.put(key, piece);
    }
    last = piece;
    return piece;
  }

  private static final class Piece {
    final StringBuilder text = new StringBuilder();
    @Nullable Map<?, ?> part;
    @Nullable String id;
    @Nullable String name;
    boolean isCall;
    boolean reasoning;

    @Nullable Object finished(int dropped) {
      if (part != null) {
        return part;
      }
      text.setLength(Math.max(0, text.length() - dropped));
      if (isCall) {
        return Parts.call(id, name, text.length() == 0 ? null : text.toString());
      }
      String whole = text.toString();
      return whole.isEmpty() ? null : reasoning ? Parts.reasoning(whole) : Parts.text(whole);
    }
  }
}
