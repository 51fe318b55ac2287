package dev.cordon.instrumentation;

import java.io.IOException;

/**
 * A message of a WebSocket that must not be sent. What the application gets of it, through its
 * library's own way to tell that sending failed, holds nothing of the message.
 */
public final class RefusedMessage extends IOException {
  private static final long serialVersionUID = 1L;

  /** Returns one for a message that the agent failed to judge. */
  public static RefusedMessage afterFault() {
    return new RefusedMessage("the agent failed and the policy says on_error: block");
  }

  RefusedMessage(String why) {
    super("Cordon refused this message: " + why);
  }
}
