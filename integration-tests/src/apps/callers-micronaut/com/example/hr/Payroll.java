package com.example.hr;

import com.example.app.Clients;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** Calls a vendor. */
public final class Payroll {
  private Payroll() {}

  /** Makes one call. */
  public static CompletableFuture<String> ask(String url, String body) {
    String answer = Clients.CLIENT.toBlocking().retrieve(Clients.request(url, body), String.class);
    return CompletableFuture.completedFuture(answer);
  }

  /** Makes a call, and one more when its answer is there. */
  public static CompletableFuture<String> chain(String url, String first, String second) {
    return Mono.from(Clients.CLIENT.retrieve(Clients.request(url, first), String.class))
        .flatMap(
            answer ->
                Mono.from(Clients.CLIENT.retrieve(Clients.request(url, second), String.class)))
        .toFuture();
  }

  /** Makes a call that is begun on another thread. */
  public static CompletableFuture<String> hop(String url, String body) {
    return Clients.begin(Clients.CLIENT.retrieve(Clients.request(url, body), String.class));
  }
}
