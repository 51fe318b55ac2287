package dev.cordon.instrumentation.okhttp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens to a WebSocket. Run by {@link EveryVersionTest} where OkHttp has them. */
class WebSocketScenarios {
  private Scene scene;
  private final CompletableFuture<String> outcome = new CompletableFuture<>();

  @BeforeEach
  void start() throws IOException {
    scene = new Scene();
    scene.server.script(
        (request, out) -> {
          String from = "Sec-WebSocket-Key: ";
          int at = request.indexOf(from) + from.length();
          String key = request.substring(at, request.indexOf("\r\n", at));
          byte[] accept =
              MessageDigest.getInstance("SHA-1")
                  .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
          out.write(
              ("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                      + "Sec-WebSocket-Accept: "
                      + Base64.getEncoder().encodeToString(accept)
                      + "\r\n\r\n")
                  .getBytes(ISO_8859_1));
          out.write(new byte[] {(byte) 0x81, 2, 'h', 'i'});
        });
  }

  @AfterEach
  void stop() throws IOException {
    scene.close();
  }

  private String connect() throws Exception {
    scene.client.newWebSocket(
        scene.request(Scene.CHAT).build(),
        new WebSocketListener() {
          @Override
          public void onMessage(WebSocket socket, String text) {
            outcome.complete("message " + text);
          }

          @Override
          public void onFailure(WebSocket socket, Throwable failure, Response response) {
            outcome.complete("failure " + (response == null ? failure : response.code()));
          }
        });
    return outcome.get(20, TimeUnit.SECONDS);
  }

  @Test
  void aWebSocketToAnAiEndpointIsRefusedUnread() throws Exception {
    assertEquals("failure 403", connect());
    assertEquals(List.of(), scene.server.requests());
    assertEquals("unread WEBSOCKET -1 refuse", scene.gate.events().get(1));
  }

  @Test
  void aWebSocketThatPolicyAllowsIsLeftAlone() throws Exception {
    scene.gate.refuseUnread = false;
    assertEquals("message hi", connect());
    assertEquals(List.of("answer 101", "finish 0"), scene.gate.events().subList(2, 4));
  }
}
