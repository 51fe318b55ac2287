package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
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
 * write. WebSockets are met where they are built, in their four methods that send, ask for messages
 * and break off, and through their listener.
 */
public final class JavaHttpClientInstrumentation implements Instrumentation {
  private static final String FACADE = "jdk.internal.net.http.HttpClientFacade";
  private static final String OWN_REQUEST = "jdk.internal.net.http.HttpRequestImpl";

  /** How a request is made of another one; Java 11 to 25 have three ways. */
  private static final String FROM_ANOTHER =
      "Ljava/net/URI;Ljava/lang/String;Ljdk/internal/net/http/HttpRequestImpl;";

  private static final String ADVICE = "dev.cordon.instrumentation.javahttp.SendAdvice";
  private static final String REQUEST = "Ljava/net/http/HttpRequest;";
  private static final String HANDLER = "Ljava/net/http/HttpResponse$BodyHandler;";
  private static final String PUSH_HANDLER = "Ljava/net/http/HttpResponse$PushPromiseHandler;";
  private static final String FUTURE = "Ljava/util/concurrent/CompletableFuture;";

  private static final String SOCKETS = "jdk.internal.net.http.websocket.";
  private static final String SOCKET_ADVICE = "dev.cordon.instrumentation.javahttp.SocketAdvice";

  /** Makes the description; it holds nothing. */
  public JavaHttpClientInstrumentation() {}

  @Override
  public String name() {
    return "java-http-client";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList("jdk.internal.net.http.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(FACADE)
            .method("send", "(" + REQUEST + HANDLER + ")Ljava/net/http/HttpResponse;")
            .entry(ADVICE, "onSend")
            .refusing("onSendFault"),
        Hook.on(FACADE)
            .method("sendAsync", "(" + REQUEST + HANDLER + ")" + FUTURE)
            .entry(ADVICE, "onSendAsync")
            .refusing("onSendAsyncFault"),
        Hook.on(FACADE)
            .method("sendAsync", "(" + REQUEST + HANDLER + PUSH_HANDLER + ")" + FUTURE)
            .entry(ADVICE, "onSendAsyncWithPush")
            .refusing("onSendAsyncWithPushFault"),
        Hook.on(OWN_REQUEST)
            .method("getUserHeaders", "()Ljava/net/http/HttpHeaders;")
            .onReturn("dev.cordon.instrumentation.javahttp.HeadersAdvice", "userHeaders")
            .refusing("onFault"),
        made("(" + REQUEST + "Ljava/net/ProxySelector;)V", "onMade"),
        made("(" + FROM_ANOTHER + ")V", "onRedirected").optional(),
        made("(" + FROM_ANOTHER + "Z)V", "onRedirected").optional(),
        made("(" + FROM_ANOTHER + "ZLjava/util/Optional;)V", "onRedirected").optional(),
        Hook.on(SOCKETS + "BuilderImpl").method("buildAsync").entry(SOCKET_ADVICE, "onBuild"),
        Hook.on(SOCKETS + "WebSocketImpl").method("sendText").entry(SOCKET_ADVICE, "onSendText"),
        Hook.on(SOCKETS + "WebSocketImpl")
            .method("sendBinary")
            .entry(SOCKET_ADVICE, "onSendBinary"),
        Hook.on(SOCKETS + "WebSocketImpl").method("request").entry(SOCKET_ADVICE, "onRequest"),
        Hook.on(SOCKETS + "WebSocketImpl").method("abort").entry(SOCKET_ADVICE, "onAbort"));
  }

  private static Hook made(String descriptor, String advice) {
    return Hook.on(OWN_REQUEST)
        .constructor(descriptor)
        .constructed("dev.cordon.instrumentation.javahttp.OwnRequests", advice);
  }
}
