package dev.cordon.instrumentation.awssdk;

import dev.cordon.instrumentation.AnswerPlan;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.internal.http.TransformingAsyncResponseHandler;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Stands between the HTTP client and what makes a result of its answer. Passes everything on until
 * the call turns out to be an AI call.
 *
 * @param <T> the result
 */
final class AnswerHandler<T> implements TransformingAsyncResponseHandler<T> {
  private final TransformingAsyncResponseHandler<T> handler;
  private volatile @Nullable GovernedCall call;
  private volatile @Nullable AnswerPlan plan;

  AnswerHandler(TransformingAsyncResponseHandler<T> handler) {
    this.handler = handler;
  }

  void govern(GovernedCall governed) {
    call = governed;
  }

  @Override
  public CompletableFuture<T> prepare() {
    plan = null;
    return handler.prepare();
  }

  @Override
  public void onHeaders(SdkHttpResponse response) {
    GovernedCall governed = call;
    AnswerPlan current = governed == null ? null : governed.plan(response, true);
    plan = current;
    handler.onHeaders(
        current != null && current.dropsLength() ? withoutLength(response) : response);
  }

  private static SdkHttpResponse withoutLength(SdkHttpResponse response) {
    SdkHttpResponse.Builder head = response.toBuilder();
    GovernedCall.dropLength(head);
    return head.build();
  }

  @Override
  public void onStream(Publisher<ByteBuffer> body) {
    AnswerPlan current = plan;
    handler.onStream(
        current == null || current.isUntouched() ? body : new AnswerPublisher(body, current));
  }

  @Override
  public void onError(Throwable failure) {
    handler.onError(failure);
  }
}
