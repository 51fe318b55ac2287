package dev.cordon.instrumentation.javahttp;

import dev.cordon.engine.RequestHead;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.TakeOver;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import org.jspecify.annotations.Nullable;

/**
 * The advice at the client's entry points. Thread-safe.
 *
 * <p>It takes an AI call over by calling the hooked method again with a request or a handler of its
 * own, by which it recognises that call when it comes by.
 */
public final class SendAdvice {
  private SendAdvice() {}

  /**
   * Runs before {@code send}.
   *
   * @return the call to make in the method's place, or null to go on
   */
  public static @Nullable TakeOver onSend(
      HttpClient client, HttpRequest request, BodyHandler<?> handler) {
    GovernedCall<?> call = GovernedCall.of(client, request, handler, null);
    return call == null ? null : call::send;
  }

  /**
   * Runs before {@code sendAsync} of two parameters.
   *
   * @return the call to make in the method's place, or null to go on
   */
  public static @Nullable TakeOver onSendAsync(
      HttpClient client, HttpRequest request, BodyHandler<?> handler) {
    GovernedCall<?> call = GovernedCall.of(client, request, handler, null);
    return call == null ? null : call::sendAsync;
  }

  /**
   * Runs before {@code sendAsync} of three parameters. Pushed answers are not ours to restore: no
   * AI API pushes any.
   *
   * @return the call to make in the method's place, or null to go on
   */
  public static @Nullable TakeOver onSendAsyncWithPush(
      HttpClient client,
      HttpRequest request,
      BodyHandler<?> handler,
      @Nullable PushPromiseHandler<?> push) {
    GovernedCall<?> call = GovernedCall.of(client, request, handler, push);
    return call == null ? null : call::sendAsync;
  }

  /**
   * Answers in the place of {@link #onSend} when that failed.
   *
   * @return the refusal to give, or null to go on
   */
  public static @Nullable TakeOver onSendFault(
      HttpClient client, HttpRequest request, BodyHandler<?> handler) {
    SyntheticAnswer refusal = refusal(request, handler);
    return refusal == null ? null : () -> GovernedCall.refused(refusal, handler, request);
  }

  /**
   * Answers in the place of {@link #onSendAsync} when that failed.
   *
   * @return the refusal to give, or null to go on
   */
  public static @Nullable TakeOver onSendAsyncFault(
      HttpClient client, HttpRequest request, BodyHandler<?> handler) {
    SyntheticAnswer refusal = refusal(request, handler);
    return refusal == null ? null : () -> Refusal.later(refusal, handler, request);
  }

  /**
   * Answers in the place of {@link #onSendAsyncWithPush} when that failed.
   *
   * @return the refusal to give, or null to go on
   */
  public static @Nullable TakeOver onSendAsyncWithPushFault(
      HttpClient client,
      HttpRequest request,
      BodyHandler<?> handler,
      @Nullable PushPromiseHandler<?> push) {
    return onSendAsyncFault(client, request, handler);
  }

  private static @Nullable SyntheticAnswer refusal(HttpRequest request, BodyHandler<?> handler) {
    if (request instanceof GovernedRequest || handler instanceof GovernedHandler) {
      return null; // our own call, judged before
    }
    RequestHead head = RequestHeads.of(request);
    return head == null ? null : Call.faulty(GovernedCall.WHERE, head);
  }
}
