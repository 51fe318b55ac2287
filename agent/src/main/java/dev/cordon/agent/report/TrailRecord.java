package dev.cordon.agent.report;

import dev.cordon.agent.audit.Clock;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record of a trail, as far as the report needs it. Used again for every line; not thread-safe.
 */
final class TrailRecord {
  static final int MAX_FINDINGS = 256;

  final Map<String, String> texts = new HashMap<>();
  final Map<String, Long> numbers = new HashMap<>();
  final String[] findingTypes = new String[MAX_FINDINGS];
  final String[] findingClasses = new String[MAX_FINDINGS];
  final String[] findingActions = new String[MAX_FINDINGS];
  final long[] findingCounts = new long[MAX_FINDINGS];
  int findings;

  void clear() {
    texts.clear();
    numbers.clear();
    findings = 0;
  }

  /** Returns a text field, or {@code (none)}. */
  String text(String name) {
    String value = texts.get(name);
    return value == null || value.isEmpty() ? "(none)" : value;
  }

  @Nullable String textOrNull(String name) {
    return texts.get(name);
  }

  /** Returns a number, or 0. */
  long number(String name) {
    Long value = numbers.get(name);
    return value == null ? 0 : value;
  }

  boolean isExchange() {
    return texts.containsKey("exchange");
  }

  boolean isRefused() {
    return "deny".equals(texts.get("decision"));
  }

  boolean isFailed() {
    return texts.get("error") != null && !isRefused();
  }

  /** Tells whether finding {@code i} left the process as it was. */
  boolean isExposed(int i) {
    String decision = texts.get("decision");
    if ("deny".equals(decision)) {
      return false;
    }
    return "audit".equals(decision) || "warn".equals(decision) || "allow".equals(findingActions[i]);
  }

  /** Returns the record's time in milliseconds since the epoch, or -1. */
  long time() {
    String time = texts.get("time");
    return time == null ? -1 : Clock.parse(time);
  }
}
