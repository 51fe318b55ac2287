package com.example.app;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.HttpClient;
import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The client that all share, and who subscribes for others. */
public final class Clients {
  /** Keeps connections. */
  public static final HttpClient CLIENT = HttpClient.create(null);

  private Clients() {}

  /** Makes a request. */
  public static MutableHttpRequest<String> request(String url, String body) {
    return HttpRequest.POST(url, body).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  /** Subscribes, on another thread, to what somebody else has assembled. */
  public static CompletableFuture<String> begin(Publisher<String> assembled) {
    return Mono.from(assembled)
        .subscribeOn(Schedulers.parallel())
        .publishOn(Schedulers.parallel())
        .toFuture();
  }
}
