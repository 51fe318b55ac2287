package dev.cordon.engine.wire;

import dev.cordon.engine.text.TextKind;
import dev.cordon.engine.wire.json.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A {@code multipart} body (RFC 2046, RFC 7578): parts of text, whatever they claim to be, the
 * names and headers of parts and what stands outside of them are rewritten; other files are counted
 * as unscanned. Everything else keeps its bytes, and a part's own length is corrected.
 */
final class Multipart {
  private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};
  private static final byte[] NOTHING = {};

  /** A part of a part of a part; what is nested deeper is read as text. */
  private static final int DEEPEST = 8;

  /** A line's end and what no finding is shorter than. */
  private static final int SHORTEST_OUTSIDE = 8;

  private final byte[] body;
  private final Rule rules;
  private final RequestWalk walk;
  private final ByteSink out = new ByteSink();
  private final int depth;
  private int copied;

  private Multipart(byte[] body, Rule rules, RequestWalk walk, int depth) {
    this.depth = depth;
    this.body = body;
    this.rules = rules;
    this.walk = walk;
  }

  static byte[] rewrite(byte[] body, MediaType type, Rule rules, RequestWalk walk)
      throws MalformedBodyException {
    return rewrite(body, type, rules, walk, 0);
  }

  private static byte[] rewrite(
      byte[] body, MediaType type, Rule rules, RequestWalk walk, int depth)
      throws MalformedBodyException {
    String boundary = type.parameter("boundary");
    if (boundary == null || boundary.isEmpty()) {
      throw new MalformedBodyException("multipart body without a boundary", -1);
    }
    return new Multipart(body, rules, walk, depth)
        .parts(("--" + boundary).getBytes(StandardCharsets.UTF_8));
  }

  private byte[] parts(byte[] delimiter) throws MalformedBodyException {
    byte[] next = new byte[delimiter.length + 2];
    next[0] = '\r';
    next[1] = '\n';
    System.arraycopy(delimiter, 0, next, 2, delimiter.length);
    int at = startsWith(delimiter, 0) ? 0 : indexOf(next, 0) + 2;
    if (at == 1) {
      throw new MalformedBodyException("multipart body without its boundary", -1);
    }
    outside(0, at);
    int from = at + delimiter.length;
    while (!startsWith(new byte[] {'-', '-'}, from)) {
      int end = indexOf(next, from);
      if (end < 0) {
        throw new MalformedBodyException("multipart body without its end", body.length);
      }
      part(from, end);
      from = end + next.length;
    }
    outside(from + 2, body.length);
    if (out.isEmpty()) {
      return body;
    }
    out.put(body, copied, body.length);
    return out.toByteArray();
  }

  private void part(int from, int end) throws MalformedBodyException {
    int headerEnd = indexOf(HEADER_END, from);
    if (headerEnd < 0 || headerEnd > end) {
      throw new MalformedBodyException("multipart part without headers", from);
    }
    PartHeaders headers = new PartHeaders(body, from, headerEnd);
    int start = headerEnd + HEADER_END.length;
    byte[] content = start >= end ? NOTHING : Arrays.copyOfRange(body, start, end);
    byte[] rewritten = content.length == 0 ? content : content(headers, content, start);
    byte[] head = headers.rewritten(walk, rewritten == content ? -1 : rewritten.length);
    if (head != null) {
      out.put(body, copied, from);
      out.put(head);
      copied = headerEnd;
    }
    if (rewritten != content) {
      out.put(body, copied, start);
      out.put(rewritten);
      copied = end;
    }
  }

  private byte[] content(PartHeaders headers, byte[] content, int start)
      throws MalformedBodyException {
    MediaType type = MediaType.of(headers.first("content-type"));
    if (type.isMultipart() && depth < DEEPEST && type.parameter("boundary") != null) {
      return rewrite(content, type, rules, walk, depth + 1);
    }
    String name = headers.name();
    byte[] key = name.getBytes(StandardCharsets.UTF_8);
    Rule rule = rules.memberRule(key, 0, key.length);
    String charset = type.parameter("charset");
    if (headers.isFile()) {
      return FileText.rewrite(walk.file(content), charset, rule, name, walk);
    }
    walk.fact(rule, body, start, start + content.length);
    byte[] edited = walk.field(name, content);
    if (edited != content) {
      return edited;
    }
    if (rule.never) {
      walk.aside(content);
      return content;
    }
    return FileText.rewriteField(content, charset, rule, name, walk);
  }

  /** What stands before the first part and behind the last one is sent, too (RFC 2046, 5.1.1). */
  private void outside(int from, int to) {
    if (to - from < SHORTEST_OUTSIDE) {
      return;
    }
    byte[] text = Arrays.copyOfRange(body, from, to);
    byte[] rewritten = walk.text(text, Rule.unknown(TextKind.UNKNOWN), "");
    if (rewritten != text) {
      out.put(body, copied, from);
      out.put(rewritten);
      copied = to;
    }
  }

  private boolean startsWith(byte[] word, int at) {
    if (at + word.length > body.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      if (body[at + i] != word[i]) {
        return false;
      }
    }
    return true;
  }

  private int indexOf(byte[] word, int from) {
    for (int p = from; p + word.length <= body.length; p++) {
      if (body[p] == word[0] && startsWith(word, p)) {
        return p;
      }
    }
    return -1;
  }
}
