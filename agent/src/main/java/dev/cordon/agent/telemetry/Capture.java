package dev.cordon.agent.telemetry;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where messages are to be shown: the values of {@code
 * OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT}.
 */
enum Capture {
  NO_CONTENT,
  SPAN_ONLY,
  EVENT_ONLY,
  SPAN_AND_EVENT;

  /** Returns the mode of a value, or null for one that is none. */
  static @Nullable Capture of(@Nullable String value) {
    if (value == null) {
      return NO_CONTENT;
    }
    switch (value.toLowerCase(Locale.ROOT)) {
      case "no_content":
      case "false":
        return NO_CONTENT;
      case "span_only":
        return SPAN_ONLY;
      case "event_only":
        return EVENT_ONLY;
      case "span_and_event":
      case "true": // older instrumentations knew only yes and no
        return SPAN_AND_EVENT;
      default:
        return null;
    }
  }

  boolean onSpan() {
    return this == SPAN_ONLY || this == SPAN_AND_EVENT;
  }

  boolean inEvent() {
    return this == EVENT_ONLY || this == SPAN_AND_EVENT;
  }
}
