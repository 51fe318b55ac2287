package com.example.app;

import io.netty.buffer.Unpooled;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.util.concurrent.FastThreadLocal;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

/** Asks with Reactor Netty, on connections and threads that end with the application. */
final class Client implements AutoCloseable {
  private final NioEventLoopGroup threads = new NioEventLoopGroup(1);
  private final ConnectionProvider connections = ConnectionProvider.create("web");

  String ask(String vendor, String prompt) throws Exception {
    try {
      return asked(vendor, prompt);
    } finally {
      FastThreadLocal.removeAll(); // Netty leaves its values in threads of others, too.
    }
  }

  private String asked(String vendor, String prompt) {
    return HttpClient.create(connections)
        .runOn(threads)
        .headers(headers -> headers.set("Content-Type", "application/json"))
        .post()
        .uri(vendor + Chat.PATH)
        .send(
            Mono.fromSupplier(
                () -> Unpooled.copiedBuffer(Chat.body(prompt), StandardCharsets.UTF_8)))
        .responseSingle((head, content) -> content.asString(StandardCharsets.UTF_8))
        .block();
  }

  @Override
  public void close() throws Exception {
    connections.disposeLater().block();
    FastThreadLocal.removeAll();
    threads.shutdownGracefully(0, 5, TimeUnit.SECONDS).sync();
    Schedulers.shutdownNow();
  }
}
