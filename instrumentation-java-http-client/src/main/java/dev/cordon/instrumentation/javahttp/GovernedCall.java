package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.Gate;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Cordon;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One AI call on its way: reads the body, has it judged, sends it or answers it. Its answers and
 * failures are those of the client without us, in type and shape.
 *
 * @param <T> what the application's body handler makes
 */
final class GovernedCall<T> {
  private final HttpClient client;
  private final HttpRequest request;
  private final BodyHandler<T> handler;
  private final @Nullable PushPromiseHandler<T> push;
  private final Gate gate;
  private final RequestHead head;
  private final Executor executor;

  private GovernedCall(
      HttpClient client,
      HttpRequest request,
      BodyHandler<T> handler,
      @Nullable PushPromiseHandler<T> push,
      Gate gate,
      RequestHead head) {
    this.client = client;
    this.request = request;
    this.handler = handler;
    this.push = push;
    this.gate = gate;
    this.head = head;
    this.executor = CallExecutor.of(client);
  }

  /** Takes a call over, or returns null when it is none of ours. */
  @SuppressWarnings("unchecked") // one call's two handlers have one type
  static @Nullable GovernedCall<?> of(
      HttpClient client,
      @Nullable HttpRequest request,
      @Nullable BodyHandler<?> handler,
      @Nullable PushPromiseHandler<?> push) {
    if (request == null
        || handler == null
        || request instanceof GovernedRequest
        || handler instanceof GovernedHandler) {
      return null;
    }
    Gate gate = Cordon.gate();
    RequestHead head = gate == null ? null : RequestHeads.of(request);
    if (gate == null || head == null || !isAiCall(gate, head)) {
      return null;
    }
    return new GovernedCall<>(
        client,
        request,
        (BodyHandler<Object>) handler,
        (PushPromiseHandler<Object>) push,
        gate,
        head);
  }

  /** A gate that can't tell is asked to judge: it then refuses what policy says it must. */
  private static boolean isAiCall(Gate gate, RequestHead head) {
    try {
      return gate.isAiCall(head);
    } catch (RuntimeException | Error fault) {
      Cordon.fault("java-http-client recognise", fault);
      return Cordon.refuseOnFault();
    }
  }

  /** Makes the call on the calling thread. */
  HttpResponse<T> send() throws IOException, InterruptedException {
    long start = System.nanoTime();
    RequestBody body = new RequestBody(request.bodyPublisher(), gate.maxBodyBytes());
    boolean whole = await(body);
    Judgement judgement = Judgement.of(gate, head, request, body, whole, System.nanoTime() - start);
    SyntheticAnswer refusal = judgement.refusal();
    if (refusal != null) {
      return refused(refusal);
    }
    GovernedHandler<T> governed = new GovernedHandler<>(handler, judgement.exchange());
    Exchange.Scope scope = judgement.makeCurrent();
    try {
      return governed.response(client.send(judgement.request(), governed), request);
    } catch (Throwable failure) {
      governed.failed(failure);
      body.abandon();
      throw failure;
    } finally {
      scope.close();
    }
  }

  private boolean await(RequestBody body) throws IOException, InterruptedException {
    CompletableFuture<Boolean> whole = body.read(CallExecutor.OWN_THREAD);
    try {
      return request.timeout().isPresent()
          ? whole.get(nanos(request.timeout().get()), TimeUnit.NANOSECONDS)
          : whole.get();
    } catch (InterruptedException interrupted) {
      body.cancel();
      throw interrupted;
    } catch (TimeoutException expired) {
      body.cancel();
      throw new HttpTimeoutException("request timed out");
    } catch (ExecutionException failed) {
      throw Failures.ofSend(failed);
    }
  }

  private static long nanos(Duration duration) {
    return duration.getSeconds() < Integer.MAX_VALUE ? duration.toNanos() : Long.MAX_VALUE;
  }

  private HttpResponse<T> refused(SyntheticAnswer refusal)
      throws IOException, InterruptedException {
    try {
      return Refusal.answer(refusal, handler, request).get();
    } catch (ExecutionException failed) {
      throw Failures.ofSend(failed);
    }
  }

  /** Makes the call without blocking the calling thread. */
  CompletableFuture<HttpResponse<T>> sendAsync() {
    if (RequestHeads.isWebSocket(request)) {
      return new WebSocketHandshake<>(client, request, handler).send(gate, head);
    }
    long start = System.nanoTime();
    RequestBody body = new RequestBody(request.bodyPublisher(), gate.maxBodyBytes());
    CompletableFuture<Boolean> whole = body.read(executor);
    if (whole.isDone()) {
      return whole.isCompletedExceptionally()
          ? CompletableFuture.failedFuture(Failures.ofSendAsync(body.failure()))
          : sendRead(body, whole.join(), start);
    }
    PendingResponse<T> pending = new PendingResponse<>(body);
    if (request.timeout().isPresent()) {
      whole.orTimeout(nanos(request.timeout().get()), TimeUnit.NANOSECONDS);
    }
    whole.whenComplete(
        new BiConsumer<Boolean, Throwable>() {
          @Override
          public void accept(Boolean all, @Nullable Throwable failure) {
            executor.execute(() -> resume(body, pending, all, failure, start));
          }
        });
    return pending.future();
  }

  private void resume(
      RequestBody body,
      PendingResponse<T> pending,
      Boolean whole,
      @Nullable Throwable failure,
      long start) {
    try {
      if (failure == null) {
        pending.follow(sendRead(body, whole, start));
      } else if (body.failure() == null) {
        body.cancel();
        pending.fail(new CompletionException(new HttpTimeoutException("request timed out")));
      } else {
        pending.fail(Failures.ofSendAsync(failure));
      }
    } catch (Throwable thrown) {
      pending.fail(Failures.ofSendAsync(thrown));
    }
  }

  private CompletableFuture<HttpResponse<T>> sendRead(RequestBody body, boolean whole, long start) {
    Judgement judgement = Judgement.of(gate, head, request, body, whole, System.nanoTime() - start);
    SyntheticAnswer refusal = judgement.refusal();
    if (refusal != null) {
      return CompletableFuture.supplyAsync(() -> refusal, executor)
          .thenCompose(answer -> Refusal.answer(answer, handler, request));
    }
    GovernedHandler<T> governed = new GovernedHandler<>(handler, judgement.exchange());
    Exchange.Scope scope = judgement.makeCurrent();
    CompletableFuture<HttpResponse<T>> sent;
    try {
      sent = client.sendAsync(judgement.request(), governed, push);
    } catch (Throwable failure) {
      governed.failed(failure);
      body.abandon();
      throw failure;
    } finally {
      scope.close();
    }
    if (!whole) {
      sent.whenComplete((response, failure) -> body.abandon());
    }
    return governed.finish(sent, request);
  }
}
