package dev.cordon.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RealGate;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/**
 * Reactor Netty over HTTP/2, against a server of Reactor Netty's, whose codecs are none of ours.
 */
public class Http2Scenarios {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String DOMAIN = "@nordwind-reisen.de";

  private final List<String> received = new CopyOnWriteArrayList<>();
  private final RealGate gate = new RealGate();
  private DisposableServer server;

  @BeforeEach
  void start() {
    Cordon.install(gate);
    server =
        HttpServer.create()
            .port(0)
            .protocol(HttpProtocol.H2C, HttpProtocol.HTTP11)
            .httpRequestDecoder(decoder -> decoder.h2cMaxContentLength(1 << 16))
            .handle(
                (request, response) ->
                    response
                        .header("Content-Type", "application/json")
                        .sendString(
                            request
                                .receive()
                                .aggregate()
                                .asString(StandardCharsets.UTF_8)
                                .doOnNext(received::add)
                                .map(Http2Scenarios::content)
                                .map(Http2Scenarios::completion)))
            .bindNow(LIMIT);
  }

  @AfterEach
  void stop() {
    Cordon.install(null);
    server.disposeNow(LIMIT);
  }

  private HttpClient client(HttpProtocol... protocols) {
    return HttpClient.create().protocol(protocols);
  }

  private Mono<String> chat(HttpClient client, String text) {
    String json =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"" + text + "\"}]}";
    return client
        .headers(headers -> headers.set("Content-Type", "application/json"))
        .post()
        .uri("http://localhost:" + server.port() + "/v1/chat/completions")
        .send(Mono.fromSupplier(() -> Unpooled.copiedBuffer(json, StandardCharsets.UTF_8)))
        .responseSingle((head, body) -> body.asString(StandardCharsets.UTF_8));
  }

  private static String completion(String text) {
    return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
        + "{\"role\":\"assistant\",\"content\":\""
        + text
        + "\"}}]}";
  }

  private static String content(String json) {
    int at = json.indexOf("\"content\":\"");
    return json.substring(at + 11, json.indexOf('"', at + 11));
  }

  @Test
  public void manyStreamsOfOneConnectionGetEachItsOwnValue() {
    HttpClient client = client(HttpProtocol.H2C);
    List<Mono<String>> calls = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String own = "guest" + i + DOMAIN;
      calls.add(chat(client, own).map(answer -> String.valueOf(answer.equals(completion(own)))));
    }
    List<String> right = Flux.merge(Flux.fromIterable(calls), 50).collectList().block(LIMIT);
    assertEquals(50, right.size());
    assertFalse(right.contains("false"), "an answer with another value");
    assertFalse(received.toString().contains(DOMAIN), received::toString);
    assertEquals(50, gate.ended().size());
  }

  @Test
  public void aConnectionThatIsUpgradedKeepsItsFirstCall() {
    HttpClient client = client(HttpProtocol.HTTP11, HttpProtocol.H2C);
    for (int i = 0; i < 3; i++) {
      String own = "guest" + i + DOMAIN;
      assertEquals(completion(own), chat(client, own).block(LIMIT));
    }
    assertFalse(received.toString().contains(DOMAIN), received::toString);
    assertEquals(3, gate.ended().size());
  }

  @Test
  public void aRefusedStreamGetsItsAnswer() {
    RealGate strict = new RealGate("redact:", "  email_address: block");
    Cordon.install(strict);
    HttpClient client = client(HttpProtocol.H2C);
    String answer = chat(client, "anna" + DOMAIN).block(LIMIT);
    assertTrue(answer.contains("error"), answer);
    assertEquals(List.of(), received);
    assertEquals(completion("hello"), chat(client, "hello").block(LIMIT));
  }
}
