package dev.cordon.instrumentation.reactor;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * Hooks what an application assembles: Reactor Netty's client, 1.0 to 1.3, Spring's WebClient, 5.3
 * to 7, and the asynchronous methods of Azure's SDKs. Where Reactor Netty is about to write a
 * request, its channel gets what the context says. The requests themselves are Netty's to govern.
 */
public final class ReactorInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.reactor.AssemblyAdvice";
  private static final String SERVER_ADVICE = "dev.cordon.instrumentation.reactor.ServerAdvice";
  private static final String REACTOR = "reactor.netty.http.client.HttpClientConnect";
  private static final String WEB_CLIENT =
      "org.springframework.web.reactive.function.client.DefaultWebClient";
  private static final String CONNECTOR =
      "org.springframework.http.client.reactive.ReactorClientHttpConnector";
  private static final String AZURE = "com.azure.core.http.netty.NettyAsyncHttpClient";
  private static final String MONO = "Lreactor/core/publisher/Mono;";
  private static final String CONNECT =
      "(Lorg/springframework/http/HttpMethod;Ljava/net/URI;Ljava/util/function/Function;)" + MONO;
  private static final String SEND =
      "(Lcom/azure/core/http/HttpRequest;Lcom/azure/core/util/Context;)" + MONO;

  /** Makes the description; it holds nothing. */
  public ReactorInstrumentation() {}

  @Override
  public String name() {
    return "reactor";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(REACTOR).method("connect", "()" + MONO).onReturn(ADVICE, "onConnect"),
        Hook.on(REACTOR + "$HttpClientHandler")
            .method("requestWithBody")
            .entry(ADVICE, "onRequest"),
        Hook.on(WEB_CLIENT + "$DefaultRequestBodyUriSpec")
            .method("exchange", "()" + MONO)
            .onReturn(ADVICE, "onExchange"),
        Hook.on(CONNECTOR).method("connect", CONNECT).entry(ADVICE, "onConnector"),
        Hook.on(CONNECTOR).method("connect", CONNECT).exit(ADVICE, "onConnected"),
        Hook.on(AZURE).method("send", SEND).entry(ADVICE, "onSend"),
        Hook.on(AZURE).method("send", SEND).exit(ADVICE, "onSent"),
        Hook.on("com.azure.core.util.FluxUtil")
            .staticMethod("withContext", "(Ljava/util/function/Function;Ljava/util/Map;)" + MONO)
            .onReturn(ADVICE, "onOperation"),
        Hook.on("com.azure.core.util.FluxUtil")
            .staticMethod(
                "fluxContext", "(Ljava/util/function/Function;)Lreactor/core/publisher/Flux;")
            .onReturn(ADVICE, "onStream"),
        Hook.on("org.springframework.web.server.adapter.HttpWebHandlerAdapter")
            .method("handle")
            .exit(SERVER_ADVICE, "onHandle"));
  }
}
