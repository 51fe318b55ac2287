package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.List;

/**
 * The hooks of {@code java.net.http.HttpClient}, from Java 11.
 *
 * <p>They sit in the façade that {@code HttpClient.newBuilder().build()} hands out, not in the
 * implementation behind it: the implementation stops when its façade is unreachable and nothing is
 * under way, and an advice that waits for an asynchronous body must hold what keeps it alive. Each
 * of the façade's three methods goes to the implementation directly, so none enters another's hook.
 *
 * <p>One more is in the client's own request, where HTTP/1.1 and HTTP/2 take the headers that they
 * write.
 */
public final class JavaHttpClientInstrumentation implements Instrumentation {
  private static final String FACADE = "jdk.internal.net.http.HttpClientFacade";
  private static final String OWN_REQUEST = "jdk.internal.net.http.HttpRequestImpl";
  private static final String ADVICE = "dev.cordon.instrumentation.javahttp.SendAdvice";
  private static final String REQUEST = "Ljava/net/http/HttpRequest;";
  private static final String HANDLER = "Ljava/net/http/HttpResponse$BodyHandler;";
  private static final String PUSH_HANDLER = "Ljava/net/http/HttpResponse$PushPromiseHandler;";
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";

  /** Makes the description; it holds nothing. */
  public JavaHttpClientInstrumentation() {}

  @Override
  public String name() {
    return "java-http-client";
  }

  @Override
  public List<Hook> hooks() {
    return List.of(
        Hook.onEntry(
            FACADE,
            "send",
            "(" + REQUEST + HANDLER + ")Ljava/net/http/HttpResponse;",
            ADVICE,
            "onSend"),
        Hook.onEntry(
            FACADE, "sendAsync", "(" + REQUEST + HANDLER + ")" + FUTURE, ADVICE, "onSendAsync"),
        Hook.onEntry(
            FACADE,
            "sendAsync",
            "(" + REQUEST + HANDLER + PUSH_HANDLER + ")" + FUTURE,
            ADVICE,
            "onSendAsyncWithPush"),
        Hook.onReturn(
            OWN_REQUEST,
            "getUserHeaders",
            "()Ljava/net/http/HttpHeaders;",
            "dev.cordon.instrumentation.javahttp.HeadersAdvice",
            "userHeaders"));
  }
}
