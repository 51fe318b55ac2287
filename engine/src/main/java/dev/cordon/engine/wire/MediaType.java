package dev.cordon.engine.wire;

import dev.cordon.engine.audit.MediaKind;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A content type's essence and parameters (RFC 9110). Lenient; immutable. */
final class MediaType {
  private final String header;
  private final String essence;

  private MediaType(String header) {
    this.header = header;
    int semicolon = header.indexOf(';');
    this.essence =
        (semicolon < 0 ? header : header.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
  }

  static MediaType of(@Nullable String header) {
    return new MediaType(header == null ? "" : header);
  }

  boolean isUnknown() {
    return essence.isEmpty();
  }

  boolean isJson() {
    return essence.endsWith("/json") || essence.endsWith("+json");
  }

  boolean isJsonLines() {
    return essence.endsWith("ndjson")
        || essence.endsWith("jsonl")
        || essence.endsWith("jsonlines")
        || essence.equals("application/stream+json")
        || essence.equals("application/json-lines");
  }

  boolean isEventStream() {
    return essence.equals("text/event-stream");
  }

  boolean isAwsEventStream() {
    return essence.equals("application/vnd.amazon.eventstream");
  }

  boolean isMultipart() {
    return essence.startsWith("multipart/");
  }

  boolean isForm() {
    return essence.equals("application/x-www-form-urlencoded");
  }

  boolean isText() {
    return essence.startsWith("text/")
        || essence.endsWith("/xml")
        || essence.endsWith("+xml")
        || essence.endsWith("/yaml")
        || essence.endsWith("/javascript");
  }

  /** Returns what the bytes are if they are a picture or the like, else null. */
  @Nullable MediaKind media() {
    MediaKind kind = MediaKind.of(essence);
    return kind == MediaKind.FILE ? null : kind;
  }

  /** Tells whether nobody says what the bytes are. */
  boolean isOpaque() {
    return essence.equals("application/octet-stream");
  }

  /** Returns a parameter without quotation marks, or null. */
  @Nullable String parameter(String name) {
    int p = header.indexOf(';');
    while (p >= 0) {
      int end = end(p + 1);
      int equals = header.indexOf('=', p);
      if (equals > 0
          && equals < end
          && header.substring(p + 1, equals).trim().equalsIgnoreCase(name)) {
        String value = header.substring(equals + 1, end).trim();
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1).replace("\\", "") : value;
      }
      p = end < header.length() ? end : -1;
    }
    return null;
  }

  /** Returns where the parameter that begins at {@code from} ends. */
  private int end(int from) {
    boolean quoted = false;
    for (int i = from; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == '\\' && quoted) {
        i++;
      } else if (c == ';' && !quoted) {
        return i;
      }
    }
    return header.length();
  }
}
