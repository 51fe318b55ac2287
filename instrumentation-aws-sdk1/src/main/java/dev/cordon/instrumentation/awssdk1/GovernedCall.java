package dev.cordon.instrumentation.awssdk1;

import com.amazonaws.Request;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import java.net.URI;
import org.apache.http.HttpEntity;
import org.apache.http.HttpResponse;
import org.apache.http.client.methods.HttpUriRequest;
import org.jspecify.annotations.Nullable;

/**
 * One call of the application, of one or more attempts. The SDK has one request object for all of
 * them, and makes one for its HTTP client in each. Attempts run one after the other, on one thread.
 */
final class GovernedCall {
  private static final Attached<Request<?>, GovernedCall> CALLS = new Attached<>();
  private static final Attached<HttpUriRequest, GovernedCall> ATTEMPTS = new Attached<>();

  private final Decision decision;
  private final @Nullable SyntheticAnswer refusal;
  private boolean answered;

  private GovernedCall(Decision decision, @Nullable SyntheticAnswer refusal) {
    this.decision = decision;
    this.refusal = refusal;
  }

  /**
   * Begins a call.
   *
   * @param refusal the answer to give in the place of each attempt's, or null
   */
  static void begin(Request<?> request, Decision decision, @Nullable SyntheticAnswer refusal) {
    CALLS.put(request, new GovernedCall(decision, refusal));
  }

  /** Returns the AI call that a request belongs to, or null. */
  static @Nullable GovernedCall of(Request<?> request) {
    return CALLS.get(request);
  }

  /** Ends a call; a request without one is none of ours. */
  static void end(Request<?> request, @Nullable Throwable failure) {
    GovernedCall call = CALLS.remove(request);
    if (call == null) {
      return;
    }
    if (failure == null || call.answered) {
      call.decision.complete();
    } else {
      call.decision.fail(failure);
    }
  }

  /** Notes an attempt of this call. */
  void attempts(HttpUriRequest attempt) {
    answered = false;
    ATTEMPTS.put(attempt, this);
  }

  /**
   * Returns the AI call that an attempt belongs to, or null. An attempt is known once: then it is
   * under way, and comes by again.
   */
  static @Nullable GovernedCall attempted(HttpUriRequest attempt) {
    return ATTEMPTS.remove(attempt);
  }

  /**
   * Returns policy's answer to an attempt, or null.
   *
   * @param to where it goes, which a redirect may have changed
   */
  @Nullable SyntheticAnswer refusal(URI to) {
    return refusal != null ? refusal : decision.redirected(head(to));
  }

  private static RequestHead head(URI to) {
    return OutgoingRequest.head("POST", to);
  }

  Exchange.Scope makeCurrent() {
    return decision.makeCurrent();
  }

  /** Leads the answer of an attempt through the engine. */
  void answer(HttpResponse response) {
    int status = response.getStatusLine().getStatusCode();
    HttpEntity entity = response.getEntity();
    answered = status >= 400; // what follows a good head may still fail
    AnswerPlan plan = decision.attempted(status, new Answers(response), entity != null);
    if (entity == null || plan.isUntouched()) {
      return;
    }
    response.setEntity(new AnswerEntity(entity, plan));
    if (plan.dropsLength()) {
      Answers.dropLength(response);
    }
  }
}
