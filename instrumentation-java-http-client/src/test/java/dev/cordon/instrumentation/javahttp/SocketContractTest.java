package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import dev.cordon.instrumentation.testing.SocketServer;
import dev.cordon.instrumentation.testing.WovenPlatform;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every client's WebSockets keep, kept by the JDK's own, woven in this JVM. */
@Timeout(120)
class SocketContractTest extends SocketContract {
  private static final int SECONDS = 30;

  private static HttpClient client;

  @BeforeAll
  static void weave() throws Exception {
    WovenPlatform.weave(new JavaHttpClientInstrumentation());
    client = HttpClient.newHttpClient();
  }

  /** The JDK's own, also where nothing is governed, misses one end of a connection in a hundred. */
  @Override
  protected boolean can(Ability ability) {
    return ability == Ability.FRAGMENTS;
  }

  @Override
  protected Peer connect(String url, Map<String, String> headers, Heard heard) throws Exception {
    return new Own(open(url, headers, new Listener(heard)));
  }

  private static WebSocket open(
      String url, Map<String, String> headers, WebSocket.Listener listener) throws Exception {
    WebSocket.Builder builder = client.newWebSocketBuilder();
    headers.forEach(builder::header);
    try {
      return builder.buildAsync(URI.create(url), listener).get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      WebSocketHandshakeException refused =
          assertInstanceOf(WebSocketHandshakeException.class, failed.getCause());
      throw new Exception("status " + refused.getResponse().statusCode(), refused);
    }
  }

  @Test
  void theApplicationGetsWhatItAskedForAndNoMore() throws Exception {
    Heard told = new Heard();
    WebSocket socket = open(server.url(REALTIME), Map.of(), new Slow(told));
    socket.sendText(say(VALUE), true).get(SECONDS, TimeUnit.SECONDS);
    String token = server.next().text().replaceAll("(?s).*(EMAIL_\\w+).*", "$1");
    socket.request(1);
    assertTrue(told.next().contains(VALUE));
    org.java_websocket.WebSocket peer = server.client();
    // The second delta ends what the first held back: one message becomes two.
    peer.send(delta("x " + token.substring(0, 8)));
    peer.send(
        "{\"type\":\"response.output_text.done\",\"item_id\":\"i\",\"output_index\":0,"
            + "\"content_index\":0,\"text\":\"x\"}");
    peer.send("{\"type\":\"last\"}");
    for (String expected : new String[] {"\"x \"", token.substring(0, 8), "done", "last"}) {
      socket.request(1);
      String event = told.next();
      assertTrue(event.contains(expected), event);
      assertEquals(0, told.rest().size());
    }
    socket.abort();
  }

  @Test
  void messagesComeOneByOneToTheThreadSafeListener() throws Exception {
    Heard told = new Heard();
    WebSocket socket = open(server.url(REALTIME), Map.of(), new Listener(told));
    for (int i = 0; i < 200; i++) {
      socket.sendText(say(i + VALUE), true).get(SECONDS, TimeUnit.SECONDS);
    }
    assertEquals("open", told.next());
    for (int i = 0; i < 200; i++) {
      String event = told.next();
      assertTrue(event.contains("\"" + i + VALUE + "\""), event);
    }
    socket.abort();
  }

  @Test
  void aSendThatFailsFailsAsEver() throws Exception {
    WebSocket socket = open(server.url(REALTIME), Map.of(), new Listener(heard));
    assertThrows(NullPointerException.class, () -> socket.sendText(null, true));
    assertSame(socket, socket.sendText("a", false).join());
    CompletionException mixed =
        assertThrows(
            CompletionException.class, socket.sendBinary(ByteBuffer.allocate(1), true)::join);
    assertInstanceOf(IllegalStateException.class, mixed.getCause());
    CompletionException malformed =
        assertThrows(CompletionException.class, socket.sendText("\uD83C", true)::join);
    assertEquals("Malformed text message", malformed.getCause().getMessage());
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(SECONDS, TimeUnit.SECONDS);
    CompletionException closed =
        assertThrows(CompletionException.class, socket.sendText("a", true)::join);
    assertEquals("Output closed", closed.getCause().getMessage());
    assertTrue(socket.toString().startsWith("jdk.internal.net.http.websocket.WebSocketImpl"));
  }

  @Test
  void aBinaryMessageInPartsIsOne() throws Exception {
    WebSocket socket = open(server.url(REALTIME), Map.of(), new Listener(heard));
    byte[] text = say(VALUE).getBytes(UTF_8);
    socket.sendBinary(ByteBuffer.wrap(text, 0, 90), false).join();
    socket.sendBinary(ByteBuffer.wrap(text, 90, text.length - 90), true).join();
    SocketServer.Message sent = server.next();
    assertEquals("binary", sent.kind());
    assertTrue(sent.text().contains("EMAIL_"), sent::text);
    socket.abort();
  }

  private static String delta(String text) {
    return "{\"type\":\"response.output_text.delta\",\"item_id\":\"i\",\"output_index\":0,"
        + "\"content_index\":0,\"delta\":\""
        + text
        + "\"}";
  }

  private static final class Own implements Peer {
    private final WebSocket socket;

    Own(WebSocket socket) {
      this.socket = socket;
    }

    private static void await(CompletableFuture<?> sent) throws Exception {
      try {
        sent.get(SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException failed) {
        throw (Exception) failed.getCause();
      }
    }

    @Override
    public void text(String... fragments) throws Exception {
      for (int i = 0; i < fragments.length; i++) {
        await(socket.sendText(fragments[i], i == fragments.length - 1));
      }
    }

    @Override
    public void binary(byte[] message) throws Exception {
      await(socket.sendBinary(ByteBuffer.wrap(message), true));
    }

    @Override
    public void close(int code, String reason) throws Exception {
      await(socket.sendClose(code, reason));
    }

    @Override
    public void abort() {
      socket.abort();
    }
  }

  /** Takes one after the other, parts put together, as the JDK's documentation shows. */
  private static class Listener implements WebSocket.Listener {
    private final Heard heard;
    private final StringBuilder text = new StringBuilder();
    private byte[] binary = {};

    Listener(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void onOpen(WebSocket socket) {
      heard.opened();
      socket.request(1);
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        heard.text(text.toString());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      byte[] all =
          ByteBuffer.allocate(binary.length + data.remaining()).put(binary).put(data).array();
      binary = last ? new byte[0] : all;
      if (last) {
        heard.binary(all);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      heard.closed(code, reason);
      return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable error) {
      heard.failed(error, 0);
    }
  }

  /** Asks for nothing by itself. */
  private static final class Slow implements WebSocket.Listener {
    private final Heard heard;

    Slow(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void onOpen(WebSocket socket) {}

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      heard.text(data.toString());
      return null;
    }
  }
}
