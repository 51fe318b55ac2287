package com.example.app;

import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** Spring WebFlux with a function for every path, which asks a model through WebClient. */
final class Server {
  private static final WebClient CLIENT =
      WebClient.builder()
          .clientConnector(new ReactorClientHttpConnector(HttpClient.create().disableRetry(true)))
          .build();

  private Server() {}

  /** Returns the server's port. */
  static int start() {
    HttpHandler handler =
        RouterFunctions.toHttpHandler(
            RouterFunctions.route(RequestPredicates.POST("/**"), Server::answer));
    return HttpServer.create()
        .port(0)
        .handle(new ReactorHttpHandlerAdapter(handler))
        .bindNow()
        .port();
  }

  /** Assembles the call; the framework subscribes. */
  private static Mono<ServerResponse> answer(ServerRequest request) {
    String vendor = String.valueOf(request.headers().firstHeader("X-Vendor"));
    return request
        .bodyToMono(String.class)
        .flatMap(
            body ->
                CLIENT
                    .post()
                    .uri(vendor)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(body)
                    .exchangeToMono(answer -> answer.bodyToMono(String.class)))
        .flatMap(text -> ServerResponse.ok().bodyValue(text));
  }
}
