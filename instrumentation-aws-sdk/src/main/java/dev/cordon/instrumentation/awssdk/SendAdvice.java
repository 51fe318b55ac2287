package dev.cordon.instrumentation.awssdk;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.TakeOver;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.core.internal.http.pipeline.stages.MakeHttpRequestStage;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.utils.Pair;

/** Stands around the HTTP client in synchronous calls, in each attempt. Stateless. */
public final class SendAdvice {
  private SendAdvice() {}

  /**
   * Advice on the entry of {@code MakeHttpRequestStage.execute}.
   *
   * @param stage the stage
   * @param request the signed request
   * @param context what the SDK knows of the call
   * @return the request with its answer, or null to go on
   */
  public static @Nullable Object onSend(
      MakeHttpRequestStage stage, SdkHttpFullRequest request, RequestExecutionContext context) {
    GovernedCall call = GovernedCall.of(context);
    if (call == null || !call.enter()) {
      return null;
    }
    SyntheticAnswer refusal = call.refusal();
    if (refusal != null) {
      call.leave();
      AttemptTimes.set(context.executionAttributes());
      return Pair.of(request, GovernedCall.response(refusal));
    }
    return (TakeOver) () -> send(stage, request, context, call);
  }

  private static Pair<SdkHttpFullRequest, SdkHttpFullResponse> send(
      MakeHttpRequestStage stage,
      SdkHttpFullRequest request,
      RequestExecutionContext context,
      GovernedCall call)
      throws Exception {
    Exchange.Scope scope = call.makeCurrent();
    try {
      Pair<SdkHttpFullRequest, SdkHttpFullResponse> sent = stage.execute(request, context);
      return Pair.of(sent.left(), call.answer(sent.right()));
    } finally {
      call.leave();
      scope.close();
    }
  }
}
