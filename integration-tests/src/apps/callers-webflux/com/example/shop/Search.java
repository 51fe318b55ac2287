package com.example.shop;

import com.example.app.Clients;
import java.util.concurrent.CompletableFuture;
import org.springframework.http.MediaType;

/** Calls a vendor. */
public final class Search {
  private Search() {}

  /** Makes one call. */
  public static CompletableFuture<String> ask(String url, String body) {
    return Clients.CLIENT
        .post()
        .uri(url)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .retrieve()
        .bodyToMono(String.class)
        .toFuture();
  }

  /** Makes a call, and one more when its answer is there. */
  public static CompletableFuture<String> chain(String url, String first, String second) {
    return Clients.CLIENT
        .post()
        .uri(url)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(first)
        .exchangeToMono(answer -> answer.bodyToMono(String.class))
        .flatMap(
            answer ->
                Clients.CLIENT
                    .post()
                    .uri(url)
                    .contentType(MediaType.APPLICATION_JSON)
                    .bodyValue(second)
                    .retrieve()
                    .bodyToMono(String.class))
        .toFuture();
  }

  /** Makes a call that is begun on another thread. */
  public static CompletableFuture<String> hop(String url, String body) {
    return Clients.begin(
        Clients.CLIENT
            .post()
            .uri(url)
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue(body)
            .retrieve()
            .bodyToMono(String.class));
  }
}
