package dev.cordon.instrumentation.awssdk;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.TakeOver;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.Response;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.core.internal.http.TransformingAsyncResponseHandler;
import software.amazon.awssdk.core.internal.http.pipeline.stages.MakeAsyncHttpRequestStage;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/**
 * Stands around the HTTP client in asynchronous calls. The SDK makes a stage for each call, with
 * the handler that takes the answers of its attempts, which is ours from the beginning: which call
 * it belongs to turns out later.
 */
public final class SendAsyncAdvice {
  private static volatile @Nullable MethodHandle handler;

  private SendAsyncAdvice() {}

  /**
   * Advice on the arguments of {@code AmazonAsyncHttpClient}'s {@code execute}: the handler becomes
   * ours.
   *
   * @param client the client's part for this call
   * @param handler takes the answers
   * @return the arguments
   */
  public static Object[] onExecute(Object client, TransformingAsyncResponseHandler<?> handler) {
    return new Object[] {new AnswerHandler<>(handler)};
  }

  /**
   * Advice on the entry of {@code MakeAsyncHttpRequestStage.execute}.
   *
   * @param lookup the stage's own
   * @param stage the stage
   * @param request the signed request
   * @param context what the SDK knows of the call
   * @return the answer's future, or null to go on
   * @throws Throwable when the stage has another shape
   */
  public static @Nullable Object onSend(
      MethodHandles.Lookup lookup,
      MakeAsyncHttpRequestStage<Object> stage,
      CompletableFuture<SdkHttpFullRequest> request,
      RequestExecutionContext context)
      throws Throwable {
    GovernedCall call = GovernedCall.of(context);
    if (call == null || !call.enter()) {
      return null;
    }
    try {
      AnswerHandler<?> answers = handlerOf(lookup, stage);
      SyntheticAnswer refusal = call.refusal();
      if (refusal != null) {
        call.leave();
        AttemptTimes.set(context.executionAttributes());
        return refuse(answers, refusal);
      }
      answers.govern(call);
      return (TakeOver) () -> send(stage, request, context, call);
    } catch (Throwable fault) {
      call.leave();
      throw fault;
    }
  }

  private static CompletableFuture<Response<Object>> send(
      MakeAsyncHttpRequestStage<Object> stage,
      CompletableFuture<SdkHttpFullRequest> request,
      RequestExecutionContext context,
      GovernedCall call) {
    Exchange.Scope scope = call.makeCurrent();
    try {
      return stage.execute(request, context);
    } finally {
      call.leave();
      scope.close();
    }
  }

  /** Gives the handler policy's answer, as the HTTP client would give it the vendor's. */
  private static CompletableFuture<?> refuse(AnswerHandler<?> answers, SyntheticAnswer refusal) {
    CompletableFuture<?> result = answers.prepare();
    answers.onHeaders(GovernedCall.response(refusal));
    answers.onStream(new OneBuffer(ByteBuffer.wrap(refusal.body())));
    return result;
  }

  private static AnswerHandler<?> handlerOf(
      MethodHandles.Lookup lookup, MakeAsyncHttpRequestStage<Object> stage) throws Throwable {
    MethodHandle known = handler;
    if (known == null) {
      known =
          lookup.findGetter(
              MakeAsyncHttpRequestStage.class,
              "responseHandler",
              TransformingAsyncResponseHandler.class);
      handler = known;
    }
    return (AnswerHandler<?>) (TransformingAsyncResponseHandler<?>) known.invoke(stage);
  }
}
