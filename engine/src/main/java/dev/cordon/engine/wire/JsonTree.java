package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonLexer;
import dev.cordon.engine.wire.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a small document of our own into maps, lists, strings and booleans. Numbers stay strings,
 * null is left out.
 */
final class JsonTree {
  private final Deque<Object> open = new ArrayDeque<>();
  private final Deque<String> keys = new ArrayDeque<>();
  private @Nullable Object root;
  private String key = "";

  private JsonTree() {}

  static @Nullable Object read(byte[] json) {
    return new JsonTree().document(json);
  }

  private @Nullable Object document(byte[] json) {
    JsonLexer lexer = new JsonLexer();
    lexer.piece(0);
    while (true) {
      switch (lexer.next(json, json.length)) {
        case JsonLexer.OPEN_OBJECT:
          begin(new LinkedHashMap<String, Object>());
          break;
        case JsonLexer.OPEN_ARRAY:
          begin(new ArrayList<Object>());
          break;
        case JsonLexer.CLOSE:
          open.pop();
          key = keys.pop();
          break;
        case JsonLexer.KEY:
          key = string(json, lexer);
          break;
        case JsonLexer.STRING:
          add(string(json, lexer));
          break;
        case JsonLexer.SCALAR:
          String word = string(json, lexer);
          if (!word.equals("null")) {
            add(word.equals("true") ? Boolean.TRUE : word.equals("false") ? Boolean.FALSE : word);
          }
          break;
        case JsonLexer.MORE:
          return root;
        default:
          throw new IllegalArgumentException("malformed JSON at byte " + lexer.position());
      }
    }
  }

  private void begin(Object container) {
    add(container);
    open.push(container);
    keys.push(key);
  }

  @SuppressWarnings("unchecked")
  private void add(Object value) {
    Object parent = open.peek();
    if (parent == null) {
      root = value;
    } else if (parent instanceof List) {
      ((List<Object>) parent).add(value);
    } else {
      ((Map<String, Object>) parent).put(key, value);
    }
  }

  private static String string(byte[] json, JsonLexer lexer) {
    int from = lexer.tokenStart();
    int to = lexer.tokenEnd();
    if (!lexer.escaped()) {
      return new String(json, from, to - from, StandardCharsets.UTF_8);
    }
    ByteSink text = new ByteSink();
    for (int p = from; p < to; ) {
      if (json[p] == '\\') {
        int length = JsonStrings.escapeLength(json, p, to);
        JsonStrings.unescape(json, p, length, text);
        p += length;
      } else {
        text.put(json[p++]);
      }
    }
    return new String(text.array(), 0, text.size(), StandardCharsets.UTF_8);
  }
}
