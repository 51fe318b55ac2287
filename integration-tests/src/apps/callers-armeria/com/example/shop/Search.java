package com.example.shop;

import com.example.app.Clients;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import java.util.concurrent.CompletableFuture;

/** Calls a vendor. */
public final class Search {
  private Search() {}

  /** Makes one call. */
  public static CompletableFuture<String> ask(String url, String body) {
    return Clients.CLIENT
        .execute(Clients.head(url), HttpData.ofUtf8(body))
        .aggregate()
        .thenApply(AggregatedHttpResponse::contentUtf8);
  }

  /** Makes a call, and one more when its answer is there. */
  public static CompletableFuture<String> chain(String url, String first, String second) {
    return Clients.CLIENT
        .execute(Clients.head(url), HttpData.ofUtf8(first))
        .aggregate()
        .thenCompose(
            answer ->
                Clients.CLIENT.execute(Clients.head(url), HttpData.ofUtf8(second)).aggregate())
        .thenApply(AggregatedHttpResponse::contentUtf8);
  }

  /** Makes a call that is begun on another thread. */
  public static CompletableFuture<String> hop(String url, String body) {
    return CompletableFuture.supplyAsync(() -> "ready")
        .thenCompose(
            ready -> Clients.CLIENT.execute(Clients.head(url), HttpData.ofUtf8(body)).aggregate())
        .thenApply(AggregatedHttpResponse::contentUtf8);
  }
}
