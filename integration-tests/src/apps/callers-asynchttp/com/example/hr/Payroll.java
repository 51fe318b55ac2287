package com.example.hr;

import com.example.app.Clients;
import java.util.concurrent.CompletableFuture;
import org.asynchttpclient.Response;

/** Calls a vendor. */
public final class Payroll {
  private Payroll() {}

  /** Makes one call. */
  public static CompletableFuture<String> ask(String url, String body) {
    return Clients.CLIENT
        .preparePost(url)
        .setHeader("Content-Type", "application/json")
        .setBody(body)
        .execute()
        .toCompletableFuture()
        .thenApply(Response::getResponseBody);
  }

  /** Makes a call, and one more when its answer is there. */
  public static CompletableFuture<String> chain(String url, String first, String second) {
    return Clients.CLIENT
        .preparePost(url)
        .setHeader("Content-Type", "application/json")
        .setBody(first)
        .execute()
        .toCompletableFuture()
        .thenCompose(
            answer ->
                Clients.CLIENT
                    .preparePost(url)
                    .setHeader("Content-Type", "application/json")
                    .setBody(second)
                    .execute()
                    .toCompletableFuture())
        .thenApply(Response::getResponseBody);
  }

  /** Makes a call that is begun on another thread. */
  public static CompletableFuture<String> hop(String url, String body) {
    return CompletableFuture.supplyAsync(() -> "ready")
        .thenCompose(
            ready ->
                Clients.CLIENT
                    .preparePost(url)
                    .setHeader("Content-Type", "application/json")
                    .setBody(body)
                    .execute()
                    .toCompletableFuture())
        .thenApply(Response::getResponseBody);
  }
}
