package dev.cordon.instrumentation.apache5;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import java.io.IOException;
import java.util.concurrent.CancellationException;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a call of the application's comes back to: the answer that it gets, when the client has
 * followed redirects and tried again, is led through the engine.
 */
final class GovernedCallback implements AsyncExecCallback {
  /** Decisions about requests without a body, by what the client keeps through all attempts. */
  static final Attached<Object, Decision> BODILESS = new Attached<Object, Decision>();

  /** The same of all calls under way: a redirect may leave the body behind, not the headers. */
  static final Attached<Object, Decision> UNDERWAY = new Attached<Object, Decision>();

  private final AsyncExecCallback original;
  private final Object context;
  private final Decision decision;
  private volatile @Nullable AnswerData answer;

  GovernedCallback(AsyncExecCallback original, Object context, Decision decision) {
    this.original = original;
    this.context = context;
    this.decision = decision;
    UNDERWAY.put(context, decision);
  }

  /** Answers a call in the vendor's place, beside the application's thread. */
  static void refuse(AsyncExecCallback callback, SyntheticAnswer refusal) {
    SyntheticResponse response = new SyntheticResponse(refusal);
    try {
      response.deliver(callback.handleResponse(response.head(), response.details()));
      callback.completed();
    } catch (Exception failure) {
      callback.failed(failure);
    }
  }

  @Override
  public @Nullable AsyncDataConsumer handleResponse(
      HttpResponse response, @Nullable EntityDetails details) throws HttpException, IOException {
    AnswerPlan plan =
        decision.answer(response.getCode(), new Lines(response, details), details != null);
    if (details == null || plan.isUntouched()) {
      return original.handleResponse(response, details);
    }
    EntityDetails fit = AnswerData.fit(plan, response, details);
    AsyncDataConsumer consumer = original.handleResponse(response, fit);
    AnswerData governed = new AnswerData(consumer, plan.push());
    answer = governed;
    return governed;
  }

  @Override
  public void handleInformationResponse(HttpResponse response) throws HttpException, IOException {
    original.handleInformationResponse(response);
  }

  @Override
  public void completed() {
    end(null);
    original.completed();
  }

  @Override
  public void failed(Exception cause) {
    end(cause);
    original.failed(cause);
  }

  private void end(@Nullable Exception cause) {
    BODILESS.remove(context);
    UNDERWAY.remove(context);
    AnswerData begun = answer;
    if (begun != null) {
      begun.abort(cause);
    } else {
      decision.fail(cause == null ? new CancellationException() : cause);
    }
  }
}
