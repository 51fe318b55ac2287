package dev.cordon.agent.telemetry;

import dev.cordon.agent.telemetry.content.Messages;
import dev.cordon.engine.audit.CapturedContent;
import java.util.Collections;
import java.util.Map;

/**
 * The messages of a call whose operator asked for them, redacted when they are first looked at. For
 * one thread at a time.
 */
public final class Conversation {
  private final CapturedContent content;
  private final String operation;
  private final Capture capture;
  private final int limit;

  Conversation(CapturedContent content, String operation, Capture capture, int limit) {
    this.content = content;
    this.operation = operation;
    this.capture = capture;
    this.limit = limit;
  }

  /** Tells whether the messages are wanted on the span. */
  public boolean onSpan() {
    return capture.onSpan();
  }

  /** Tells whether the messages are wanted in an event of its own. */
  public boolean inEvent() {
    return capture.inEvent();
  }

  /** Returns about how many bytes wait here. */
  int size() {
    return content.size();
  }

  /**
   * Returns the messages.
   *
   * @return JSON by the attribute's name; empty when there is nothing to show, or it can't be read
   */
  public Map<String, String> messages() {
    try {
      return Messages.of(content, operation, limit);
    } catch (Throwable unreadable) {
      return Collections.emptyMap(); // without a word: a message could quote content
    }
  }
}
