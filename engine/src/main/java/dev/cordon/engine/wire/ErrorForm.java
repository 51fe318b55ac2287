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

  /** Words of body and headers, each with what stands in its place where a limit is used up. */
  private final Map<String, String> limited;

  ErrorForm(String body, Map<String, String> vendorHeaders, Map<String, String> limited) {
    this.body = body;
    this.limited = limited;
    Map<String, String> all = new LinkedHashMap<>();
    all.put("content-type", "application/json");
    // Read by the OpenAI and Anthropic SDKs before they retry.
    all.put("x-should-retry", "false");
    all.putAll(vendorHeaders);
    this.headers = Collections.unmodifiableMap(all);
  }

  SyntheticAnswer answer(int status, String code, String message, long retrySeconds) {
    Map<String, String> all = headers;
    String form = body;
    if (retrySeconds > 0) {
      all = new LinkedHashMap<>();
      for (Map.Entry<String, String> header : headers.entrySet()) {
        all.put(header.getKey(), limited.getOrDefault(header.getValue(), header.getValue()));
      }
      all.put("retry-after", Long.toString(retrySeconds)); // RFC 9110, 10.2.3
      for (Map.Entry<String, String> word : limited.entrySet()) {
        form = form.replace(word.getKey(), word.getValue());
      }
    }
    String filled =
        form.replace("$status", Integer.toString(status))
            .replace("$code", escaped(code))
            .replace("$message", escaped(message));
    byte[] bytes = filled.getBytes(StandardCharsets.UTF_8);
    return new SyntheticAnswer(status, reason(status), all, bytes);
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
      case 429:
        return "Too Many Requests";
      case 413:
        return "Content Too Large";
      default:
        return status >= 500 ? "Server Error" : "Error";
    }
  }
}
