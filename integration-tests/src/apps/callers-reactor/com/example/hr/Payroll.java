package com.example.hr;

import com.example.app.Clients;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;

/** Calls a vendor. */
public final class Payroll {
  private Payroll() {}

  /** Makes one call. */
  public static CompletableFuture<String> ask(String url, String body) {
    return Clients.CLIENT
        .post()
        .uri(url)
        .send(ByteBufFlux.fromString(Mono.just(body)))
        .responseSingle((head, content) -> content.asString(StandardCharsets.UTF_8))
        .toFuture();
  }

  /** Makes a call, and one more when its answer is there. */
  public static CompletableFuture<String> chain(String url, String first, String second) {
    return Clients.CLIENT
        .post()
        .uri(url)
        .send(Mono.fromSupplier(() -> Unpooled.copiedBuffer(first, StandardCharsets.UTF_8)))
        .responseSingle((head, content) -> content.asString(StandardCharsets.UTF_8))
        .flatMap(
            answer ->
                Clients.CLIENT
                    .post()
                    .uri(url)
                    .send(ByteBufFlux.fromString(Mono.just(second)))
                    .responseSingle((head, content) -> content.asString(StandardCharsets.UTF_8)))
        .toFuture();
  }

  /** Makes a call that is begun on another thread. */
  public static CompletableFuture<String> hop(String url, String body) {
    return Clients.begin(
        Clients.CLIENT
            .post()
            .uri(url)
            .send(ByteBufFlux.fromString(Mono.just(body)))
            .responseSingle((head, content) -> content.asString(StandardCharsets.UTF_8)));
  }
}
