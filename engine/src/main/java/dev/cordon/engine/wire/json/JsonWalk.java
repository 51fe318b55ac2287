package dev.cordon.engine.wire.json;

import dev.cordon.engine.text.Edits;
import dev.cordon.engine.text.Splice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Walks through the fields near the top of JSON documents, by paths such as {@code tools[].type},
 * and splices in what a visitor wants changed. Used once.
 */
public final class JsonWalk {
  /** What lies deeper is content, in most formats. */
  public static final int DEEPEST = 6;

  /** In bytes as they stand, which may be six for each letter. */
  private static final int LONGEST_KEY = 192;

  /** Stands in paths for a key that no API has, so that none is taken for several, or for none. */
  private static final String OTHER = "\0";

  /** Sees values. */
  public interface Visitor {
    /** Tells whether strings at a path are of interest. */
    boolean wants(String path);

    /** Returns how many objects and arrays deep values are looked at. */
    default int deepest() {
      return DEEPEST;
    }

    /**
     * Sees a string.
     *
     * @param path where it stands
     * @param text the string without escapes
     * @param key the opening quotation mark of the key before it, or of that of its array
     * @param from its opening quotation mark
     * @param to the byte behind its closing quotation mark
     * @param edits takes what is to stand there instead, as JSON
     */
    void string(String path, String text, int key, int from, int to, Edits edits);

    /**
     * Sees a number, {@code true}, {@code false} or {@code null}.
     *
     * @param path where it stands
     * @param from its first byte
     * @param to the byte behind it
     * @param edits takes what is to stand there instead, as JSON
     */
    default void scalar(String path, int from, int to, Edits edits) {}

    /**
     * Sees the beginning of an object.
     *
     * @param path where it stands; empty for a document
     * @param at its opening brace
     */
    default void opened(String path, int at) {}

    /**
     * Sees the end of an object.
     *
     * @param path where it stands; empty for a document
     * @param at its closing brace
     * @param edits takes what is to stand before it, as JSON
     */
    default void closed(String path, int at, Edits edits) {}
  }

  private final byte[] json;
  private final Visitor visitor;
  private final JsonLexer lexer = new JsonLexer();
  private final Edits edits = new Edits();
  private final StringBuilder path = new StringBuilder();
  private int[] containers = new int[8];
  private final int deepest;
  private int depth;
  private int key;

  private JsonWalk(byte[] json, Visitor visitor) {
    this.json = json;
    this.visitor = visitor;
    this.deepest = visitor.deepest();
  }

  /**
   * Edits JSON.
   *
   * @param json UTF-8; what follows a malformed byte is not seen
   * @param many whether documents may follow the first
   * @param visitor sees the values
   * @return the edited JSON; the very array when nothing changes
   */
  public static byte[] edit(byte[] json, boolean many, Visitor visitor) {
    JsonWalk walk = new JsonWalk(json, visitor);
    walk.run(many);
    return walk.edits.isEmpty() ? json : Splice.apply(json, walk.edits);
  }

  /** Returns a string as JSON, with quotation marks. */
  public static byte[] quoted(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteSink sink = new ByteSink();
    sink.put('"');
    JsonStrings.escape(utf8, 0, utf8.length, sink);
    sink.put('"');
    return sink.toByteArray();
  }

  private void run(boolean many) {
    boolean marked =
        json.length >= 3
            && json[0] == (byte) 0xEF
            && json[1] == (byte) 0xBB
            && json[2] == (byte) 0xBF;
    lexer.reset(many, false);
    lexer.piece(marked ? 3 : 0);
    while (true) {
      int event = lexer.next(json, json.length);
      switch (event) {
        case JsonLexer.OPEN_OBJECT:
          if (depth < deepest) {
            visitor.opened(path.toString(), lexer.position() - 1);
          }
          open();
          break;
        case JsonLexer.OPEN_ARRAY:
          if (depth < deepest) {
            path.append("[]");
          }
          open();
          break;
        case JsonLexer.CLOSE:
          close();
          break;
        case JsonLexer.KEY:
          key();
          break;
        case JsonLexer.STRING:
          string();
          break;
        case JsonLexer.SCALAR:
          scalar();
          break;
        default:
          return;
      }
    }
  }

  private void open() {
    if (depth == containers.length) {
      containers = Arrays.copyOf(containers, depth * 2);
    }
    containers[depth++] = path.length();
  }

  private void close() {
    depth--;
    path.setLength(containers[depth]);
    if (depth < deepest && json[lexer.position() - 1] == '}') {
      visitor.closed(path.toString(), lexer.position() - 1, edits);
    }
    path.setLength(depth == 0 ? 0 : containers[depth - 1]);
  }

  private void key() {
    if (depth > deepest) {
      return;
    }
    key = lexer.tokenStart() - 1;
    path.setLength(containers[depth - 1]);
    if (path.length() > 0) {
      path.append('.');
    }
    boolean isLong = lexer.tokenEnd() - lexer.tokenStart() > LONGEST_KEY;
    String name = isLong ? "" : text();
    boolean isOther = name.isEmpty() || name.indexOf('.') >= 0 || name.indexOf('[') >= 0;
    path.append(isOther ? OTHER : name);
  }

  private void string() {
    String at = depth > 0 && depth <= deepest ? path.toString() : null;
    if (at != null && visitor.wants(at)) {
      visitor.string(at, text(), key, lexer.tokenStart() - 1, lexer.tokenEnd() + 1, edits);
    }
  }

  private void scalar() {
    String at = depth > 0 && depth <= deepest ? path.toString() : null;
    if (at != null && visitor.wants(at)) {
      visitor.scalar(at, lexer.tokenStart(), lexer.tokenEnd(), edits);
    }
  }

  private String text() {
    return JsonStrings.text(json, lexer.tokenStart(), lexer.tokenEnd());
  }
}
