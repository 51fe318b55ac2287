package com.example.shop;

import com.example.app.Clients;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;

/** Calls a vendor. */
public final class Search {
  private Search() {}

  /** Makes one call. */
  public static CompletableFuture<String> ask(String url, String body) {
    return Clients.CLIENT
        .postAbs(url)
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(body))
        .map(answer -> answer.bodyAsString())
        .toCompletionStage()
        .toCompletableFuture();
  }

  /** Makes a call, and one more when its answer is there. */
  public static CompletableFuture<String> chain(String url, String first, String second) {
    return Clients.CLIENT
        .postAbs(url)
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(first))
        .compose(
            answer ->
                Clients.CLIENT
                    .postAbs(url)
                    .putHeader("Content-Type", "application/json")
                    .sendBuffer(Buffer.buffer(second)))
        .map(answer -> answer.bodyAsString())
        .toCompletionStage()
        .toCompletableFuture();
  }

  /** Makes a call that is begun on another thread. */
  public static CompletableFuture<String> hop(String url, String body) {
    RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url);
    return Clients.PLAIN
        .request(options)
        .compose(
            request ->
                request.putHeader("Content-Type", "application/json").send(Buffer.buffer(body)))
        .compose(answer -> answer.body())
        .map(Buffer::toString)
        .toCompletionStage()
        .toCompletableFuture();
  }
}
