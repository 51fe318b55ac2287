package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.JsonLexer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Looks at the keys of a JSON object. */
final class TopLevelKeys {
  private TopLevelKeys() {}

  /** Tells whether a body is a JSON object with all these keys; reads no further than needed. */
  static boolean hasAll(byte[] given, String[] keys) {
    byte[] body = narrow(given);
    JsonLexer lexer = new JsonLexer();
    lexer.reset(false, false);
    lexer.piece(0);
    boolean[] seen = new boolean[keys.length];
    int missing = keys.length;
    while (missing > 0) {
      int event = lexer.next(body, body.length);
      if (event == JsonLexer.MORE || event == JsonLexer.ERROR) {
        return false;
      }
      if (event == JsonLexer.KEY && lexer.depth() == 1 && !lexer.inArray()) {
        String key =
            new String(
                body,
                lexer.tokenStart(),
                lexer.tokenEnd() - lexer.tokenStart(),
                StandardCharsets.UTF_8);
        for (int i = 0; i < keys.length; i++) {
          if (!seen[i] && keys[i].equals(key)) {
            seen[i] = true;
            missing--;
          }
        }
      }
    }
    return true;
  }

  /** Returns a body as UTF-8; a mark of its byte order is left out. */
  private static byte[] narrow(byte[] body) {
    Charset shown = BodyCharset.shown(body);
    if (shown == null) {
      return body;
    }
    String text = new String(body, shown);
    return text.substring(text.startsWith("\uFEFF") ? 1 : 0).getBytes(StandardCharsets.UTF_8);
  }
}
