package dev.cordon.agent.audit;

import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonLexer;
import dev.cordon.engine.wire.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads one string or number of a JSON object, such as {@code metadata.user_id}. */
final class JsonField {
  /** What is longer identifies nobody. */
  private static final int LONGEST = 256;

  private JsonField() {}

  /**
   * Returns the value; reads no further than to it.
   *
   * @param body JSON in UTF-8, or anything else
   * @param path the keys from the outermost object on
   * @return null when there is none, or it is no string and no number
   */
  static @Nullable String read(byte[] body, String[] path) {
    JsonLexer lexer = new JsonLexer();
    lexer.reset(false, false);
    lexer.piece(0);
    int matched = 0;
    boolean hit = false;
    while (true) {
      int event = lexer.next(body, body.length);
      boolean here = !lexer.inArray() && lexer.depth() == matched + 1;
      switch (event) {
        case JsonLexer.KEY:
          hit = here && isKey(body, lexer, path[matched]);
          break;
        case JsonLexer.OPEN_OBJECT:
          if (hit && matched + 1 < path.length) {
            matched++;
          }
          hit = false;
          break;
        case JsonLexer.CLOSE:
          if (lexer.depth() == matched && matched > 0) {
            matched--;
          }
          hit = false;
          break;
        case JsonLexer.STRING:
        case JsonLexer.SCALAR:
          if (hit && here && matched + 1 == path.length) {
            return value(body, lexer, event == JsonLexer.STRING);
          }
          hit = false;
          break;
        case JsonLexer.OPEN_ARRAY:
          hit = false;
          break;
        default:
          return null; // the end, or no JSON
      }
    }
  }

  private static boolean isKey(byte[] body, JsonLexer lexer, String key) {
    int start = lexer.tokenStart();
    int length = lexer.tokenEnd() - start;
    if (lexer.escaped() || length != key.length()) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (body[start + i] != key.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable String value(byte[] body, JsonLexer lexer, boolean string) {
    int start = lexer.tokenStart();
    int end = lexer.tokenEnd();
    if (start == end || end - start > LONGEST) {
      return null;
    }
    boolean number = body[start] == '-' || (body[start] >= '0' && body[start] <= '9');
    if (!string && !number) {
      return null;
    }
    if (!lexer.escaped()) {
      return new String(body, start, end - start, StandardCharsets.UTF_8);
    }
    ByteSink plain = new ByteSink();
    for (int p = start; p < end; ) {
      int length = body[p] == '\\' ? JsonStrings.escapeLength(body, p, end) : 0;
      if (length > 0) {
        JsonStrings.unescape(body, p, length, plain);
        p += length;
      } else {
        plain.put(body[p++]);
      }
    }
    return new String(plain.toByteArray(), StandardCharsets.UTF_8);
  }
}
