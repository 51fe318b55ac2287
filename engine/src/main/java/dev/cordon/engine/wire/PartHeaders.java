package dev.cordon.engine.wire;

import dev.cordon.engine.text.TextKind;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The headers of one part of a multipart body. Used for one part. */
final class PartHeaders {
  /** A line's end; one that a blank follows goes on (RFC 5322, 2.2.3). */
  private static final String LINE_END = "\r\n(?![ \t])";

  private final String text;
  private final MediaType disposition;

  PartHeaders(byte[] body, int from, int to) {
    text = new String(body, from, to - from, StandardCharsets.ISO_8859_1); // byte by byte
    disposition = MediaType.of(first("content-disposition"));
  }

  /** Returns a header's value, or null. */
  @Nullable String first(String name) {
    for (String line : text.split(LINE_END)) {
      int colon = line.indexOf(':');
      if (colon > 0 && line.substring(0, colon).trim().toLowerCase(Locale.ROOT).equals(name)) {
        return utf8(line.substring(colon + 1).replace("\r\n", "").trim());
      }
    }
    return null;
  }

  /** Returns the field's name, empty when there is none. */
  String name() {
    String name = disposition.parameter("name");
    return name == null ? "" : name;
  }

  boolean isFile() {
    return disposition.parameter("filename") != null || disposition.parameter("filename*") != null;
  }

  /**
   * Returns the headers to send, or null when they stay.
   *
   * @param length the content's new length in bytes, or -1 when it stays
   */
  byte @Nullable [] rewritten(RequestWalk walk, int length) {
    StringBuilder changed = new StringBuilder(text.length());
    String[] lines = text.split(LINE_END, -1);
    for (int i = 0; i < lines.length; i++) {
      changed.append(i == 0 ? "" : "\r\n").append(line(lines[i], walk, length));
    }
    String result = changed.toString();
    return result.equals(text) ? null : result.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String line(String line, RequestWalk walk, int length) {
    int colon = line.indexOf(':');
    String name = colon < 0 ? "" : line.substring(0, colon).trim().toLowerCase(Locale.ROOT);
    switch (name) {
      case "content-length":
        return length < 0 ? line : line.substring(0, colon) + ": " + length;
      case "content-transfer-encoding":
        return line;
      case "content-type":
        return MediaType.of(line).isMultipart() || line.indexOf(';') < 0
            ? line
            : value(line, colon + 1, walk);
      default:
        return colon < 0 || !mayMatter(line) ? line : value(line, colon + 1, walk);
    }
  }

  /** A form's fields have names of some letters; the commonest headers are never looked into. */
  private static boolean mayMatter(String line) {
    return line.length() > SHORTEST;
  }

  private static final int SHORTEST = 20;

  /** Each quoted text by itself, since a name is no part of a sentence, and what is around them. */
  private static String value(String line, int from, RequestWalk walk) {
    StringBuilder result = new StringBuilder(line.substring(0, from));
    int at = from;
    while (at < line.length()) {
      int open = line.indexOf('"', at);
      int close = open < 0 ? -1 : closing(line, open + 1);
      if (close < 0) {
        break;
      }
      String before = line.substring(at, open);
      result.append(holdsValue(before) ? redacted(before, walk) : before).append('"');
      result.append(redacted(line.substring(open + 1, close), walk)).append('"');
      at = close + 1;
    }
    return result.append(redacted(line.substring(at), walk)).toString();
  }

  /** Tells whether what stands before a quoted text has a value of its own, not only a name. */
  private static boolean holdsValue(String text) {
    int equals = text.indexOf('=');
    return equals >= 0 && equals < text.length() - 1;
  }

  /** Finds the quotation mark that ends a quoted text, -1 when none does. */
  private static int closing(String line, int from) {
    int close = from;
    while (close < line.length() && line.charAt(close) != '"') {
      close += line.charAt(close) == '\\' ? 2 : 1;
    }
    return close < line.length() ? close : -1;
  }

  private static String redacted(String value, RequestWalk walk) {
    if (value.length() < 6) {
      return value;
    }
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    byte[] rewritten = walk.text(bytes, Rule.unknown(TextKind.METADATA), "");
    return rewritten == bytes ? value : new String(rewritten, StandardCharsets.ISO_8859_1);
  }

  private static String utf8(String latin) {
    return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
  }
}
