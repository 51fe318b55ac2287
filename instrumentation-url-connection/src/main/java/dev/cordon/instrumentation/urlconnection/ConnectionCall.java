package dev.cordon.instrumentation.urlconnection;

import dev.cordon.engine.HeaderSource;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.Target;
import dev.cordon.instrumentation.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the call that one connection makes. Does not refer to the connection, which it
 * is attached to. Not thread-safe, as connections aren't.
 */
final class ConnectionCall {
  private static final int MOVED = 307;

  /** The body of a streamed request while it is collected, and what was judged. */
  @Nullable DeferredBody deferred;

  /** Whether the JDK is looking where a redirect leads. */
  boolean redirecting;

  /** Where policy sent the call; null when nowhere. */
  @Nullable Target target;

  private @Nullable Decision decision;
  private @Nullable String requestLine;
  private @Nullable Object judged;
  private int redirect = MOVED;
  private boolean answered;

  /** Returns the decision that is in force; null before there is one. */
  @Nullable Decision decision() {
    return decision;
  }

  /** Returns the decision if it was made for this very request: the JDK sends it once more. */
  @Nullable Decision repeated(RequestHead head, String line, @Nullable Object body) {
    Decision made = decision;
    return made != null && line.equals(requestLine) && body == judged && made.covers(head)
        ? made
        : null;
  }

  /** Takes a decision in the place of an earlier one, whose answer was a redirect. */
  void decided(Decision made, String line, @Nullable Object body) {
    end();
    decision = made;
    requestLine = line;
    judged = body;
    answered = false;
  }

  /** Remembers the status of a redirect that the JDK follows by itself. */
  void redirected(int status) {
    redirect = status;
  }

  /** Ends the call whose answer nobody will see. */
  private void end() {
    Decision earlier = decision;
    if (earlier != null && !answered && earlier.refusal() == null) {
      earlier.answer(redirect, HeaderSource.NONE, false);
    }
    decision = null;
  }

  /** Tells once that there is an answer, or a failure, to be led to the application. */
  @Nullable Decision toAnswer() {
    Decision made = decision;
    if (made == null || answered || made.refusal() != null) {
      return null;
    }
    answered = true;
    return made;
  }
}
