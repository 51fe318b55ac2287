package dev.cordon.instrumentation.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Vert.x 5 on Netty's frame codec, to whose streams it writes frames. */
public class VertxMultiplexScenarios extends VertxScenarios {
  private static final int SECONDS = 30;
  private static final HttpClient MULTIPLEX = client(multiplex());

  private HttpClient client = MULTIPLEX;

  private static HttpClientOptions multiplex() {
    HttpClientOptions options = options();
    try {
      HttpClientOptions.class
          .getMethod("setHttp2MultiplexImplementation", boolean.class)
          .invoke(options, true);
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(missing);
    }
    return options;
  }

  @Override
  HttpClient client() {
    return client;
  }

  /** The first call is sent over HTTP/1.1, and answered over HTTP/2. */
  @Test
  public void aConnectionThatIsUpgradedKeepsItsFirstCall() throws Exception {
    List<String> received = new CopyOnWriteArrayList<>();
    Vertx vertx = Vertx.vertx();
    HttpServer server = vertx.createHttpServer().requestHandler(request -> echo(request, received));
    server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .get(SECONDS, TimeUnit.SECONDS);
    client = client(multiplex().setHttp2ClearTextUpgrade(true));
    try {
      for (int i = 0; i < 3; i++) {
        Ask ask = chat("guest" + i + "@nordwind-reisen.de");
        int port = URI.create(ask.url()).getPort();
        String url = ask.url().replace(":" + port, ":" + server.actualPort());
        Ask upgraded = Ask.post(url, new String(ask.body(), UTF_8));
        try (Reply reply = over(upgraded)) {
          assertEquals(completion(content(ask.body())), new String(reply.bytes(), UTF_8));
        }
      }
    } finally {
      vertx.close();
    }
    assertEquals(3, received.size());
    assertFalse(received.toString().contains("@nordwind"), received::toString);
  }

  private static void echo(HttpServerRequest request, List<String> received) {
    request
        .body()
        .onSuccess(
            body -> {
              received.add(request.version() + " " + body);
              request
                  .response()
                  .putHeader("Content-Type", "application/json")
                  .end(completion(content(body.getBytes())));
            });
  }

  private static String content(byte[] request) {
    String json = new String(request, UTF_8);
    int at = json.indexOf("\"content\":\"") + 11;
    return json.substring(at, json.indexOf('"', at));
  }

  private static String completion(String text) {
    return "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
        + text
        + "\"}}]}";
  }
}
