package dev.cordon.engine.wire;

import dev.cordon.engine.wire.json.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A {@code multipart} body (RFC 2046, RFC 7578): text parts and files of text are rewritten, other
 * files are counted as unscanned. Everything between the parts' contents keeps its bytes.
 */
final class Multipart {
  private static final byte[] HEADER_END = {'\r', '\n', '\r', '\n'};

  private final byte[] body;
  private final Rule rules;
  private final RequestWalk walk;
  private final ByteSink out = new ByteSink();
  private int copied;

  private Multipart(byte[] body, Rule rules, RequestWalk walk) {
    this.body = body;
    this.rules = rules;
    this.walk = walk;
  }

  static byte[] rewrite(byte[] body, MediaType type, Rule rules, RequestWalk walk)
      throws MalformedBodyException {
    String boundary = type.parameter("boundary");
    if (boundary == null || boundary.isEmpty()) {
      throw new MalformedBodyException("multipart body without a boundary", -1);
    }
    return new Multipart(body, rules, walk)
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
    int from = at + delimiter.length;
    while (!startsWith(new byte[] {'-', '-'}, from)) {
      int end = indexOf(next, from);
      if (end < 0) {
        throw new MalformedBodyException("multipart body without its end", body.length);
      }
      part(from, end);
      from = end + next.length;
    }
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
    String headers = new String(body, from, headerEnd - from, StandardCharsets.UTF_8);
    int start = headerEnd + HEADER_END.length;
    if (start >= end) {
      return;
    }
    MediaType disposition = MediaType.of(header(headers, "content-disposition"));
    MediaType type = MediaType.of(header(headers, "content-type"));
    String name = disposition.parameter("name");
    String filename = disposition.parameter("filename");
    byte[] key = (name == null ? "" : name).getBytes(StandardCharsets.UTF_8);
    Rule rule = rules.memberRule(key, 0, key.length);
    if (filename == null) {
      walk.fact(rule, body, start, end);
      if (rule.never) {
        return;
      }
    }
    if (!isText(type, filename, start, end)) {
      walk.unscanned(end - start);
      return;
    }
    byte[] content = Arrays.copyOfRange(body, start, end);
    byte[] rewritten = walk.text(content, rule, name == null ? "" : name);
    if (rewritten != content) {
      out.put(body, copied, start);
      out.put(rewritten);
      copied = end;
    }
  }

  /** A field is text; a file is text when it says so or looks like it. */
  private boolean isText(MediaType type, @Nullable String filename, int start, int end) {
    if (type.isJson() || type.isJsonLines() || type.isText()) {
      return true;
    }
    if (filename == null && type.isUnknown()) {
      return true;
    }
    return (type.isUnknown() || type.isOpaque()) && TextBytes.isText(body, start, end);
  }

  private static @Nullable String header(String headers, String name) {
    for (String line : headers.split("\r\n")) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).trim().toLowerCase(Locale.ROOT).equals(name)) {
        return line.substring(colon + 1).trim();
      }
    }
    return null;
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
