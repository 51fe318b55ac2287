package dev.cordon.instrumentation.awssdk;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Decision;
import java.io.ByteArrayInputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * One call of the application, of one or more attempts. The SDK makes a context object for each
 * call and shows it to every stage; it is what this is found by. One attempt runs at a time.
 */
final class GovernedCall {
  private static final Attached<RequestExecutionContext, GovernedCall> CALLS = new Attached<>();

  private final Decision decision;
  private final @Nullable SyntheticAnswer refusal;
  private volatile boolean sending;
  private volatile boolean answered;

  private GovernedCall(Decision decision, @Nullable SyntheticAnswer refusal) {
    this.decision = decision;
    this.refusal = refusal;
  }

  /**
   * Begins a call.
   *
   * @param refusal the answer to give in the place of each attempt's, or null
   */
  static void begin(
      RequestExecutionContext context, Decision decision, @Nullable SyntheticAnswer refusal) {
    CALLS.put(context, new GovernedCall(decision, refusal));
  }

  /** Returns the AI call that a context belongs to, or null. */
  static @Nullable GovernedCall of(RequestExecutionContext context) {
    return CALLS.get(context);
  }

  /** Ends a call; a context without one is none of ours. */
  static void end(RequestExecutionContext context, @Nullable Throwable failure) {
    GovernedCall call = CALLS.remove(context);
    if (call == null) {
      return;
    }
    if (failure == null || call.answered) {
      call.decision.complete();
    } else {
      call.decision.fail(failure);
    }
  }

  /**
   * Begins an attempt, unless it is ours that comes by again.
   *
   * @return false when the attempt is already under way
   */
  boolean enter() {
    if (sending) {
      return false;
    }
    sending = true;
    answered = false;
    return true;
  }

  /** Tells that the library has been called for this attempt. */
  void leave() {
    sending = false;
  }

  Exchange.Scope makeCurrent() {
    return decision.makeCurrent();
  }

  /** Policy's answer, or null. */
  @Nullable SyntheticAnswer refusal() {
    return refusal;
  }

  /** Returns an answer of policy's as an HTTP client would return it. */
  static SdkHttpFullResponse response(SyntheticAnswer answer) {
    SdkHttpFullResponse.Builder response =
        SdkHttpFullResponse.builder().statusCode(answer.status()).statusText(answer.reason());
    for (Map.Entry<String, String> header : answer.headers().entrySet()) {
      response.putHeader(header.getKey(), header.getValue());
    }
    return response
        .content(AbortableInputStream.create(new ByteArrayInputStream(answer.body())))
        .build();
  }

  /** Begins the answer of an attempt. */
  AnswerPlan plan(SdkHttpResponse response, boolean mayHaveBody) {
    answered = response.statusCode() >= 400; // what follows a good head may still fail
    return decision.attempted(response.statusCode(), OutgoingRequest.lines(response), mayHaveBody);
  }

  /** Leads the answer of an attempt through the engine. */
  SdkHttpFullResponse answer(SdkHttpFullResponse response) {
    AbortableInputStream content = response.content().orElse(null);
    AnswerPlan plan = plan(response, content != null);
    if (content == null || plan.isUntouched()) {
      return response;
    }
    SdkHttpFullResponse.Builder restored =
        response.toBuilder().content(AbortableInputStream.create(plan.pull(content), content));
    if (plan.dropsLength()) {
      dropLength(restored);
    }
    return restored.build();
  }

  /** Takes out of an answer's head what is true of the bytes as they came alone. */
  static void dropLength(SdkHttpResponse.Builder head) {
    head.removeHeader("Content-Length");
    head.removeHeader("Content-Encoding");
    head.removeHeader("x-amz-crc32"); // the SDK checks it
  }
}
