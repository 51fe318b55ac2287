package dev.cordon.engine.wire;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.wire.json.ByteSink;
import dev.cordon.engine.wire.json.JsonStrings;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A vendor's error body: JSON with {@code $status}, {@code $code} and {@code $message} to be filled
 * in. Immutable.
 */
final class ErrorForm {
  private final String body;
  private final Map<String, String> headers;

  ErrorForm(String body, Map<String, String> vendorHeaders) {
    this.body = body;
    Map<String, String> all = new LinkedHashMap<>();
    all.put("content-type", "application/json");
    // Read by the OpenAI and Anthropic SDKs before they retry.
    all.put("x-should-retry", "false");
    all.putAll(vendorHeaders);
    this.headers = Collections.unmodifiableMap(all);
  }

  SyntheticAnswer answer(int status, String code, String message) {
    String filled =
        body.replace("$status", Integer.toString(status))
            .replace("$code", escaped(code))
            .replace("$message", escaped(message));
    byte[] bytes = filled.getBytes(StandardCharsets.UTF_8);
    return new SyntheticAnswer(status, reason(status), headers, bytes);
  }

  private static String escaped(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ByteSink sink = new ByteSink();
    JsonStrings.escape(utf8, 0, utf8.length, sink);
    return new String(sink.toByteArray(), StandardCharsets.UTF_8);
  }

  private static String reason(int status) {
    switch (status) {
      case 400:
        return "Bad Request";
      case 403:
        return "Forbidden";
      case 413:
        return "Content Too Large";
      default:
        return status >= 500 ? "Server Error" : "Error";
    }
  }
}
