package dev.cordon.instrumentation.jetty10;

import dev.cordon.engine.HeaderSource;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import org.eclipse.jetty.client.HttpConversation;
import org.eclipse.jetty.client.api.Response;
import org.eclipse.jetty.client.api.Result;
import org.jspecify.annotations.Nullable;

/**
 * A call that was judged, known by its conversation: the requests by which the client follows
 * redirects and answers challenges belong to the same one. It ends with its last answer, or with
 * the conversation. Refers to nothing of the library's.
 */
final class Judged implements Response.CompleteListener {
  private static final Attached<HttpConversation, Judged> CALLS = new Attached<>();

  private final Decision decision;
  private volatile @Nullable AnswerPush push;

  private Judged(Decision decision) {
    this.decision = decision;
  }

  /** Returns what is known of a conversation, or null. */
  static @Nullable Judged of(HttpConversation conversation) {
    return CALLS.get(conversation);
  }

  /** Begins to know a conversation's call; one that it had has ended. */
  static Judged begin(HttpConversation conversation, Decision decision) {
    Judged judged = new Judged(decision);
    Judged earlier = CALLS.put(conversation, judged);
    if (earlier != null) {
      earlier.decision.complete();
    }
    return judged;
  }

  Decision decision() {
    return decision;
  }

  /**
   * Begins an answer.
   *
   * @param isLast whether the application gets it; else the client acts upon it, and may hand it on
   * @param status its HTTP status
   * @param headers its headers
   * @param mayHaveBody false where none comes
   * @return what to do with it
   */
  AnswerPlan answer(boolean isLast, int status, HeaderSource headers, boolean mayHaveBody) {
    return isLast
        ? decision.answer(status, headers, mayHaveBody)
        : decision.attempted(status, headers, mayHaveBody);
  }

  /**
   * Keeps what the answer goes through whose headers are there; null for one that goes as it is.
   */
  void push(@Nullable AnswerPush next) {
    push = next;
  }

  /** Returns it, or null. */
  @Nullable AnswerPush push() {
    return push;
  }

  @Override
  public void onComplete(Result result) {
    AnswerPush open = push;
    push = null;
    if (result.isFailed()) {
      if (open != null) {
        open.abort(result.getFailure());
      }
      decision.fail(result.getFailure());
    } else {
      decision.complete();
    }
  }
}
