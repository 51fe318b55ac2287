package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.OutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocketHandshakeException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * WebSockets to AI paths. The builder is made as the client makes it, but for the woven client,
 * with which the client's package must be open to the tests (see the module's pom).
 */
@Timeout(20)
class WebSocketTest {
  private static final String INTERNAL = "jdk.internal.net.http.websocket.";

  private final WordGate gate = new WordGate();
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer(WebSocketTest::accept);
    Cordon.install(gate);
  }

  @AfterEach
  void stop() throws Exception {
    Cordon.install(null);
    server.close();
  }

  /** Accepts the handshake (RFC 6455 4.2.2) and closes. */
  private static void accept(String request, OutputStream out) throws Exception {
    Matcher key = Pattern.compile("(?i)sec-websocket-key: (\\S+)").matcher(request);
    assertTrue(key.find(), request);
    byte[] accepted =
        MessageDigest.getInstance("SHA-1")
            .digest((key.group(1) + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(UTF_8));
    out.write(
        ("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: "
                + Base64.getEncoder().encodeToString(accepted)
                + "\r\n\r\n")
            .getBytes(UTF_8));
    out.flush();
  }

  private CompletableFuture<?> handshake(String path) throws Exception {
    Class<?> builderType = Class.forName(INTERNAL + "BuilderImpl");
    Object builder =
        builderType
            .getConstructor(HttpClient.class, ProxySelector.class)
            .newInstance(WovenClient.create(), null);
    Field uri = builderType.getDeclaredField("uri");
    uri.setAccessible(true);
    uri.set(builder, URI.create("ws://127.0.0.1:" + server.port() + path));
    Class<?> type = Class.forName(INTERNAL + "OpeningHandshake");
    Constructor<?> constructor = type.getDeclaredConstructor(builderType);
    constructor.setAccessible(true);
    Method send = type.getDeclaredMethod("send");
    send.setAccessible(true);
    return (CompletableFuture<?>) send.invoke(constructor.newInstance(builder));
  }

  @Test
  void isRefusedBeforeAnythingLeaves() throws Exception {
    CompletableFuture<?> handshake = handshake("/v1/chat/completions");

    CompletionException thrown = assertThrows(CompletionException.class, handshake::join);

    WebSocketHandshakeException refused =
        assertInstanceOf(WebSocketHandshakeException.class, thrown.getCause());
    assertEquals(403, refused.getResponse().statusCode());
    assertEquals(List.of(), server.requests());
    assertTrue(gate.events().contains("unread WEBSOCKET -1 refuse"));
  }

  @Test
  void goesThroughWherePolicyAllows() throws Exception {
    gate.refuseUnread = false;

    assertNotNull(handshake("/v1/chat/completions").get(10, TimeUnit.SECONDS));

    assertTrue(gate.events().contains("answer 101"), gate.events()::toString);
    assertEquals(
        1, gate.events().stream().filter(event -> event.matches("(finish|abort|fail).*")).count());
  }

  @Test
  void aHandshakeThatTheServerRejectsEndsTheExchange() throws Exception {
    gate.refuseUnread = false;
    server.script(
        (request, out) ->
            out.write(
                "HTTP/1.1 404 None\r\nContent-Length: 2\r\nConnection: close\r\n\r\nno"
                    .getBytes(UTF_8)));

    CompletionException thrown =
        assertThrows(CompletionException.class, handshake("/v1/chat/completions")::join);

    assertInstanceOf(WebSocketHandshakeException.class, thrown.getCause());
    assertTrue(gate.events().contains("answer 404"), gate.events()::toString);
    assertTrue(gate.events().contains("finish 2"), gate.events()::toString);
  }

  @Test
  void elsewherePassesBy() throws Exception {
    assertNotNull(handshake("/chat").get(10, TimeUnit.SECONDS));
    assertEquals(List.of(), gate.events());
  }

  @Test
  void anApplicationsRequestWithAHandshakeHeaderIsNoHandshake() {
    assertFalse(
        RequestHeads.isWebSocket(
            java.net.http.HttpRequest.newBuilder(URI.create(server.url("/")))
                .header("Sec-WebSocket-Key", "x")
                .build()));
  }
}
