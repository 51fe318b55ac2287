package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.FaultAnswer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
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
  /** This client's name in reports of faults. */
  static final String WHERE = "java-http-client";

  private final HttpClient client;
  private final HttpRequest request;
  private final BodyHandler<T> handler;
  private final @Nullable PushPromiseHandler<T> push;
  private final Call call;
  private final Executor executor;
  private final long start = System.nanoTime();

  private GovernedCall(
      HttpClient client,
      HttpRequest request,
      BodyHandler<T> handler,
      @Nullable PushPromiseHandler<T> push,
      Call call) {
    this.client = client;
    this.request = request;
    this.handler = handler;
    this.push = push;
    this.call = call;
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
        || handler instanceof GovernedHandler
        || handler instanceof SeenHandler
        || Cordon.gate() == null) {
      return null;
    }
    RequestHead head = RequestHeads.routed(RequestHeads.of(request));
    Call call = head == null ? null : Call.of(WHERE, head);
    return call == null
        ? null
        : new GovernedCall<>(
            client,
            request,
            (BodyHandler<Object>) handler,
            (PushPromiseHandler<Object>) push,
            call);
  }

  /** Makes the call on the calling thread. */
  HttpResponse<T> send() throws IOException, InterruptedException {
    RequestBody body = new RequestBody(request.bodyPublisher(), call);
    await(body);
    Decision decision = body.decide();
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return refused(refusal, handler, request);
    }
    GovernedHandler<T> governed = new GovernedHandler<>(handler, decision);
    HttpRequest sent = sent(body, decision);
    if (sent == null) {
      return refused(FaultAnswer.create(), handler, request);
    }
    Exchange.Scope scope = decision.makeCurrent();
    try {
      return governed.response(client.send(sent, governed), request);
    } catch (Throwable failure) {
      governed.failed(failure);
      body.abandon();
      throw failure;
    } finally {
      scope.close();
    }
  }

  /** Makes the request to send; null after a fault of ours: the body may be gone by now. */
  private @Nullable HttpRequest sent(RequestBody body, Decision decision) {
    try {
      return new GovernedRequest(request, call.head(), decision, body, System.nanoTime() - start);
    } catch (RuntimeException | Error fault) {
      Cordon.fault(WHERE + " request", fault);
      decision.fail(fault);
      body.abandon();
      return null;
    }
  }

  private void await(RequestBody body) throws IOException, InterruptedException {
    CompletableFuture<RequestBody> read = body.read(CallExecutor.OWN_THREAD);
    try {
      if (request.timeout().isPresent()) {
        read.get(nanos(request.timeout().get()), TimeUnit.NANOSECONDS);
      } else {
        read.get();
      }
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

  /** Gives an answer on the calling thread. */
  static <T> HttpResponse<T> refused(
      SyntheticAnswer refusal, BodyHandler<T> handler, HttpRequest request)
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
      return openSocket();
    }
    RequestBody body = new RequestBody(request.bodyPublisher(), call);
    CompletableFuture<RequestBody> read = body.read(executor);
    if (read.isDone()) {
      return read.isCompletedExceptionally()
          ? CompletableFuture.failedFuture(Failures.ofSendAsync(body.failure()))
          : sendRead(body);
    }
    PendingResponse<T> pending = new PendingResponse<>(body);
    if (request.timeout().isPresent()) {
      read.orTimeout(nanos(request.timeout().get()), TimeUnit.NANOSECONDS);
    }
    read.whenComplete(
        new BiConsumer<RequestBody, Throwable>() {
          @Override
          public void accept(RequestBody same, @Nullable Throwable failure) {
            executor.execute(() -> resume(body, pending, failure));
          }
        });
    return pending.future();
  }

  private void resume(RequestBody body, PendingResponse<T> pending, @Nullable Throwable failure) {
    try {
      if (failure == null) {
        pending.follow(sendRead(body));
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

  private CompletableFuture<HttpResponse<T>> sendRead(RequestBody body) {
    Decision decision = body.decide();
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return CompletableFuture.supplyAsync(() -> refusal, executor)
          .thenCompose(answer -> Refusal.answer(answer, handler, request));
    }
    GovernedHandler<T> governed = new GovernedHandler<>(handler, decision);
    HttpRequest sent = sent(body, decision);
    if (sent == null) {
      return Refusal.answer(FaultAnswer.create(), handler, request);
    }
    CompletableFuture<HttpResponse<T>> response;
    Exchange.Scope scope = decision.makeCurrent();
    try {
      response = client.sendAsync(sent, governed, push);
    } catch (Throwable failure) {
      governed.failed(failure);
      body.abandon();
      throw failure;
    } finally {
      scope.close();
    }
    response.whenComplete((answer, failure) -> body.abandon());
    return governed.finish(response, request);
  }

  /**
   * Makes the handshake of a WebSocket. Of one that wasn't built where we look, nobody sees the
   * messages.
   */
  private CompletableFuture<HttpResponse<T>> openSocket() {
    SocketOpening opening = SocketOpening.underway();
    if (opening != null) {
      return opening.send(client, request, handler);
    }
    Decision decision = call.unread(Exchange.Unread.WEBSOCKET, -1);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return CompletableFuture.failedFuture(
          new WebSocketHandshakeException(Refusal.bodiless(refusal, request)));
    }
    GovernedHandler<T> governed = new GovernedHandler<>(handler, decision);
    CompletableFuture<HttpResponse<T>> sent =
        decision.send(() -> client.sendAsync(request, governed));
    sent.whenComplete(
        (response, failure) -> {
          if (failure == null) {
            governed.received(response);
          } else {
            governed.failed(failure);
          }
        });
    return sent;
  }
}
