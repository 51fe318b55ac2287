package com.example.app;

import io.netty.util.concurrent.FastThreadLocal;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.WebClient;
import java.util.concurrent.TimeUnit;

/** Asks with Vert.x. */
final class Client implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final WebClient client = WebClient.create(vertx);

  String ask(String vendor, String prompt) throws Exception {
    try {
      return asked(vendor, prompt);
    } finally {
      FastThreadLocal.removeAll(); // Netty leaves its values in threads of others, too.
    }
  }

  private String asked(String vendor, String prompt) throws Exception {
    return client
        .postAbs(vendor + Chat.PATH)
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(Chat.body(prompt)))
        .toCompletionStage()
        .toCompletableFuture()
        .get(30, TimeUnit.SECONDS)
        .bodyAsString();
  }

  @Override
  public void close() throws Exception {
    client.close();
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    FastThreadLocal.removeAll();
  }
}
