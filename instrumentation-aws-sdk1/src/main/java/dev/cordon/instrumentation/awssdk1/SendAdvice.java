package dev.cordon.instrumentation.awssdk1;

import com.amazonaws.Request;
import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.TakeOver;
import java.io.IOException;
import org.apache.http.HttpResponse;
import org.apache.http.client.HttpClient;
import org.apache.http.client.methods.HttpRequestBase;
import org.apache.http.client.methods.HttpUriRequest;
import org.apache.http.protocol.HttpContext;
import org.jspecify.annotations.Nullable;

/** Stands around the HTTP client, in each attempt. Stateless. */
public final class SendAdvice {
  private SendAdvice() {}

  /**
   * Advice on the exit of {@code ApacheHttpRequestFactory.create}: remembers whose attempt it is.
   *
   * @param factory the factory
   * @param request the SDK's request, signed
   * @param settings the client's settings
   * @param made what the HTTP client will be given
   * @param thrown what was thrown instead
   * @return null: what happened, happened
   */
  public static @Nullable Object onAttempt(
      Object factory,
      Request<?> request,
      Object settings,
      @Nullable HttpRequestBase made,
      @Nullable Throwable thrown) {
    GovernedCall call = GovernedCall.of(request);
    if (call != null && made != null) {
      call.attempts(made);
    }
    return null;
  }

  /**
   * Advice on the entry of {@code SdkHttpClient.execute}.
   *
   * @param client the client
   * @param request the attempt
   * @param context what the SDK tells its client
   * @return the answer, or null to go on
   */
  public static @Nullable Object onSend(
      HttpClient client, HttpUriRequest request, HttpContext context) {
    GovernedCall call = GovernedCall.attempted(request);
    if (call == null) {
      return null;
    }
    SyntheticAnswer refusal = call.refusal(request.getURI());
    if (refusal != null) {
      return Answers.made(refusal);
    }
    return (TakeOver) () -> send(client, request, context, call);
  }

  private static HttpResponse send(
      HttpClient client, HttpUriRequest request, HttpContext context, GovernedCall call)
      throws IOException {
    Exchange.Scope scope = call.makeCurrent();
    try {
      HttpResponse response = client.execute(request, context);
      call.answer(response);
      return response;
    } finally {
      scope.close();
    }
  }
}
