package com.example.app;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** An application that speaks to vendors with Spring's WebClient. */
public final class Main {
  /** Doesn't try again by itself: every request on the wire is a call of its own. */
  private static final WebClient CLIENT =
      WebClient.builder()
          .clientConnector(new ReactorClientHttpConnector(HttpClient.create().disableRetry(true)))
          .build();

  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> post(a[0], a[1]))
        .add("chunked", a -> chunked(a[0], a[1]))
        .add("socket", a -> socket(a[0], a[1]))
        .serveAndExit();
  }

  /** Sends one text through a WebSocket; returns the texts that come until it is closed. */
  private static String socket(String url, String text) {
    StringBuilder texts = new StringBuilder();
    new ReactorNettyWebSocketClient()
        .execute(
            URI.create(url),
            session ->
                session
                    .send(Mono.just(session.textMessage(text)))
                    .thenMany(session.receive())
                    .map(WebSocketMessage::getPayloadAsText)
                    .doOnNext(each -> texts.append(each).append('\n'))
                    .then())
        .block(LIMIT);
    return texts + "closed";
  }

  private static String post(String url, String body) {
    return CLIENT
        .post()
        .uri(url)
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body.getBytes(StandardCharsets.UTF_8))
        .exchangeToMono(answer -> answer.bodyToMono(byte[].class).map(bytes -> text(answer, bytes)))
        .block(LIMIT);
  }

  /** Writes byte by byte, and reads piece by piece. */
  private static String chunked(String url, String body) {
    byte[] all = body.getBytes(StandardCharsets.UTF_8);
    DefaultDataBufferFactory factory = DefaultDataBufferFactory.sharedInstance;
    Flux<DataBuffer> pieces =
        Flux.range(0, all.length).map(index -> factory.wrap(new byte[] {all[index]}));
    return CLIENT
        .post()
        .uri(url)
        .contentType(MediaType.APPLICATION_JSON)
        .body(pieces, DataBuffer.class)
        .exchangeToMono(Main::collected)
        .block(LIMIT);
  }

  private static Mono<String> collected(ClientResponse answer) {
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    return answer
        .bodyToFlux(DataBuffer.class)
        .doOnNext(
            piece -> {
              byte[] bytes = new byte[piece.readableByteCount()];
              piece.read(bytes);
              DataBufferUtils.release(piece);
              read.writeBytes(bytes);
            })
        .then(Mono.fromSupplier(() -> text(answer, read.toByteArray())));
  }

  /** Returns status, content type and text, each on its line. */
  private static String text(ClientResponse answer, byte[] body) {
    return answer.statusCode().value()
        + "\n"
        + answer.headers().contentType().map(MediaType::toString).orElse("")
        + "\n"
        + new String(body, StandardCharsets.UTF_8);
  }
}
