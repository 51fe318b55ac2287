package com.example.app;

import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** The client that all share, and who subscribes for others. */
public final class Clients {
  /** Few connections: calls wait for each other's. */
  public static final HttpClient CLIENT =
      HttpClient.create(
              ConnectionProvider.builder("few")
                  .maxConnections(4)
                  .pendingAcquireMaxCount(-1)
                  .build())
          .disableRetry(true)
          .headers(headers -> headers.set("Content-Type", "application/json"));

  private Clients() {}

  /** Subscribes, on another thread, to what somebody else has assembled. */
  public static CompletableFuture<String> begin(Mono<String> assembled) {
    return assembled.subscribeOn(Schedulers.parallel()).publishOn(Schedulers.parallel()).toFuture();
  }
}
