package dev.cordon.instrumentation.awssdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.internal.http.RequestExecutionContext;
import software.amazon.awssdk.http.SdkHttpFullRequest;

/** Ends a call behind its last attempt. Stateless. */
public final class EndAdvice {
  private EndAdvice() {}

  /**
   * Advice on the exit of {@code ExecutionFailureExceptionReportingStage.execute}.
   *
   * @param stage the stage
   * @param request the request before it was signed
   * @param context what the SDK knows of the call
   * @param result the result
   * @param thrown what the application gets instead
   * @return null: what happened, happened
   */
  public static @Nullable Object onEnd(
      Object stage,
      SdkHttpFullRequest request,
      RequestExecutionContext context,
      @Nullable Object result,
      @Nullable Throwable thrown) {
    GovernedCall.end(context, thrown);
    return null;
  }

  /**
   * Advice on the exit of {@code AsyncExecutionFailureExceptionReportingStage.execute}.
   *
   * @param stage the stage
   * @param request the request before it was signed
   * @param context what the SDK knows of the call
   * @param result the result's future
   * @param thrown what the application gets instead
   * @return null: what happened, happened
   */
  public static @Nullable Object onAsyncEnd(
      Object stage,
      SdkHttpFullRequest request,
      RequestExecutionContext context,
      @Nullable CompletableFuture<?> result,
      @Nullable Throwable thrown) {
    if (GovernedCall.of(context) == null) {
      return null;
    }
    if (result == null || thrown != null) {
      GovernedCall.end(context, thrown);
    } else {
      result.whenComplete((made, failure) -> GovernedCall.end(context, cause(failure)));
    }
    return null;
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }
}
