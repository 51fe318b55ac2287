package com.example.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/** An application that speaks to vendors with Reactor Netty, 1.0 to 1.3. */
public final class Main {
  /** Doesn't try again by itself: every request on the wire is a call of its own. */
  private static final HttpClient CLIENT = HttpClient.create().disableRetry(true);

  /** Agrees upon HTTP/2 in the handshake of TLS. */
  private static final HttpClient SECURE =
      CLIENT.protocol(HttpProtocol.H2, HttpProtocol.HTTP11).secure();

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> read(CLIENT, a[0], Mono.fromSupplier(() -> bytes(a[1])), length(a[1])))
        .add(
            "compressed",
            a ->
                read(
                    CLIENT.compress(true),
                    a[0],
                    Mono.fromSupplier(() -> bytes(a[1])),
                    length(a[1])))
        .add("chunked", a -> read(CLIENT, a[0], pieces(a[1]), -1))
        .add("secure", a -> read(SECURE, a[0], Mono.fromSupplier(() -> bytes(a[1])), length(a[1])))
        .add("socket", a -> socket(a[0], a[1]))
        .serveAndExit();
  }

  /** Sends one text through a WebSocket; returns the texts that come until it is closed. */
  private static String socket(String url, String text) {
    StringBuilder texts = new StringBuilder();
    CLIENT
        .websocket()
        .uri(url)
        .handle(
            (in, out) ->
                out.sendString(Mono.just(text))
                    .then()
                    .then(
                        in.aggregateFrames()
                            .receive()
                            .asString(StandardCharsets.UTF_8)
                            .doOnNext(each -> texts.append(each).append('\n'))
                            .then()))
        .then()
        .block(LIMIT);
    return texts + "closed";
  }

  private static int length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static ByteBuf bytes(String text) {
    return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
  }

  private static Publisher<ByteBuf> pieces(String text) {
    byte[] all = text.getBytes(StandardCharsets.UTF_8);
    return Flux.range(0, all.length).map(index -> Unpooled.wrappedBuffer(all, index, 1));
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(HttpClient client, String url, Publisher<ByteBuf> body, int length) {
    return client
        .headers(
            headers -> {
              headers.set(HttpHeaderNames.CONTENT_TYPE, "application/json");
              if (length > 0) {
                headers.set(HttpHeaderNames.CONTENT_LENGTH, length);
              }
            })
        .post()
        .uri(url)
        .send(body)
        .responseSingle(
            (head, content) ->
                content
                    .asString(StandardCharsets.UTF_8)
                    .defaultIfEmpty("")
                    .map(
                        text ->
                            head.status().code()
                                + "\n"
                                + head.responseHeaders().get(HttpHeaderNames.CONTENT_TYPE)
                                + "\n"
                                + text))
        .block(LIMIT);
  }
}
