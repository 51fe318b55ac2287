package dev.cordon.instrumentation.javahttp;

import java.io.IOException;
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
   * @return the response in the method's place, or null to go on
   * @throws IOException what the client threw, or the body's publisher made it throw
   * @throws InterruptedException when the thread was interrupted while it waited
   */
  public static @Nullable Object onSend(
      HttpClient client, HttpRequest request, BodyHandler<?> handler)
      throws IOException, InterruptedException {
    GovernedCall<?> call = GovernedCall.of(client, request, handler, null);
    return call == null ? null : call.send();
  }

  /**
   * Runs before {@code sendAsync} of two parameters.
   *
   * @return the future in the method's place, or null to go on
   */
  public static @Nullable Object onSendAsync(
      HttpClient client, HttpRequest request, BodyHandler<?> handler) {
    GovernedCall<?> call = GovernedCall.of(client, request, handler, null);
    return call == null ? null : call.sendAsync();
  }

  /**
   * Runs before {@code sendAsync} of three parameters. Pushed answers are not ours to restore: no
   * AI API pushes any.
   *
   * @return the future in the method's place, or null to go on
   */
  public static @Nullable Object onSendAsyncWithPush(
      HttpClient client,
      HttpRequest request,
      BodyHandler<?> handler,
      @Nullable PushPromiseHandler<?> push) {
    GovernedCall<?> call = GovernedCall.of(client, request, handler, push);
    return call == null ? null : call.sendAsync();
  }
}
