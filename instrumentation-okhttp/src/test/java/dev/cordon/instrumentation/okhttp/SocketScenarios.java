package dev.cordon.instrumentation.okhttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import dev.cordon.testing.Await;
import java.util.Map;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.junit.jupiter.api.Test;

/** What every client's WebSockets keep, kept by OkHttp's. Run by {@link EveryVersionTest}. */
public class SocketScenarios extends SocketContract {
  private final OkHttpClient client = new OkHttpClient();

  {
    client.dispatcher().setMaxRequestsPerHost(64); // 3.5 counts WebSockets
  }

  @Override
  protected boolean can(Ability ability) {
    switch (ability) {
      case FRAGMENTS:
        return false;
      case COMPRESSION:
        return WebSocketListener.class
                .getClassLoader()
                .getResource("okhttp3/internal/ws/MessageDeflater.class")
            != null;
      default:
        return true;
    }
  }

  @Override
  protected Peer connect(String url, Map<String, String> headers, Heard heard) {
    return new Own(open(url, headers, heard));
  }

  private WebSocket open(String url, Map<String, String> headers, Heard heard) {
    Request.Builder request = new Request.Builder().url(url.replace("ws:", "http:"));
    headers.forEach(request::addHeader);
    return client.newWebSocket(request.build(), new Listener(heard));
  }

  @Test
  void theQueueHasTheSizeOfWhatTheApplicationSent() throws Exception {
    WebSocket socket = open(server.url(REALTIME), Map.of(), heard);
    assertTrue(socket.send(say(VALUE)));
    heard.next();
    heard.next();
    for (int i = 0; i < 100; i++) {
      assertTrue(socket.send(say(VALUE)));
    }
    for (int i = 0; i < 100; i++) {
      assertTrue(heard.next().contains(VALUE));
    }
    // OkHttp takes a message off the queue's size after it has written it.
    Await.until("an empty queue", () -> socket.queueSize() == 0);
    assertEquals(0, socket.queueSize());
    assertFalse(socket.send("x".repeat((16 << 20) + 1)), "what OkHttp itself doesn't take");
  }

  @Test
  void afterARefusalTheWebSocketTakesNoMore() throws Exception {
    policy("redact: {email_address: block}");
    WebSocket socket = open(server.url(REALTIME), Map.of(), heard);
    assertEquals("open", heard.next()); // a message sent before may fail before that is told
    socket.send(say(VALUE));
    assertTrue(heard.next().startsWith("failure"));
    assertFalse(socket.send(say("hello")));
  }

  @Test
  void aHandshakeOfAnotherMakingIsRefusedUnread() throws Exception {
    Request request =
        new Request.Builder()
            .url(server.url(REALTIME).replace("ws:", "http:"))
            .header("Upgrade", "websocket")
            .header("Connection", "Upgrade")
            .header("Sec-WebSocket-Version", "13")
            .header("Sec-WebSocket-Key", "b3duIG1ha2luZyBoZXJlLg==")
            .build();
    try (Response response = client.newCall(request).execute()) {
      assertEquals(403, response.code());
    }
    assertEquals(0, server.handshakes());
  }

  private static final class Own implements Peer {
    private final WebSocket socket;

    Own(WebSocket socket) {
      this.socket = socket;
    }

    @Override
    public void text(String... fragments) {
      socket.send(String.join("", fragments));
    }

    @Override
    public void binary(byte[] message) {
      socket.send(ByteString.of(message));
    }

    @Override
    public void close(int code, String reason) {
      socket.close(code, reason);
    }

    @Override
    public void abort() {
      socket.cancel();
    }
  }

  private static final class Listener extends WebSocketListener {
    private final Heard heard;

    Listener(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void onOpen(WebSocket socket, Response response) {
      heard.opened();
    }

    @Override
    public void onMessage(WebSocket socket, String text) {
      heard.text(text);
    }

    @Override
    public void onMessage(WebSocket socket, ByteString message) {
      heard.binary(message.toByteArray());
    }

    @Override
    public void onClosing(WebSocket socket, int code, String reason) {
      heard.closed(code, reason);
      socket.close(code, null);
    }

    @Override
    public void onFailure(WebSocket socket, Throwable failure, Response response) {
      heard.failed(failure, response == null ? 0 : response.code());
    }
  }
}
