package dev.cordon.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.RealGate;
import dev.cordon.instrumentation.testing.SocketContract.Peer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.Http2SettingsSpec;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** Reactor Netty's WebSockets on streams of HTTP/2 (RFC 8441), with a server of its own. */
public class ReactorHttp2SocketScenarios {
  private static final String VALUE = "anna.berg@nordwind-reisen.de";
  private static final String PATH = "/v1/realtime";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final BlockingQueue<String> targets = new LinkedBlockingQueue<>();
  private final Heard heard = new Heard();
  private DisposableServer server;

  @BeforeEach
  void start() {
    policy();
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .protocol(HttpProtocol.H2C)
            .http2Settings(ReactorHttp2SocketScenarios::connecting)
            .route(routes -> routes.ws(PATH, this::echo))
            .bindNow(LIMIT);
  }

  /** The oldest version has no such setting. */
  private static void connecting(Http2SettingsSpec.Builder settings) {
    try {
      Http2SettingsSpec.Builder.class
          .getMethod("connectProtocolEnabled", boolean.class)
          .invoke(settings, true);
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(missing);
    }
  }

  private Publisher<Void> echo(WebsocketInbound in, WebsocketOutbound out) {
    targets.add(in.headers().entries().toString());
    return out.sendString(
        in.aggregateFrames()
            .receive()
            .asString()
            .doOnNext(sent::add)
            .map(ReactorHttp2SocketScenarios::done));
  }

  private static String done(String text) {
    int at = text.indexOf("\"text\":\"");
    return "{\"type\":\"response.output_text.done\",\"item_id\":\"i\",\"output_index\":0,"
        + "\"content_index\":0,\"text\":\""
        + text.substring(at + 8, text.indexOf('"', at + 8))
        + "\"}";
  }

  private static String say(String text) {
    return "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\","
        + "\"content\":[{\"type\":\"input_text\",\"text\":\""
        + text
        + "\"}]}}";
  }

  @AfterEach
  void stop() {
    Cordon.install(null);
    server.disposeNow(LIMIT);
  }

  private static RealGate policy(String... lines) {
    RealGate gate = new RealGate(lines);
    Cordon.install(gate);
    return gate;
  }

  private Peer open(Map<String, String> headers) throws Exception {
    HttpClient client = HttpClient.create().protocol(HttpProtocol.H2C);
    String url = "http://127.0.0.1:" + server.port() + PATH;
    return ReactorSocketScenarios.open(client, url, headers, heard);
  }

  private String redacted() throws InterruptedException {
    String text = sent.poll(LIMIT.getSeconds(), TimeUnit.SECONDS);
    assertFalse(text.contains(VALUE), text);
    assertTrue(text.contains("EMAIL_"), text);
    return text;
  }

  @Test
  void messagesAreRedactedAndRestored() throws Exception {
    Peer peer = open(Map.of("OpenAI-Safety-User", VALUE));
    assertEquals("open", heard.next());
    assertFalse(targets.poll(LIMIT.getSeconds(), TimeUnit.SECONDS).contains(VALUE));
    String much = " and so on".repeat(500);
    for (int i = 0; i < 3; i++) {
      peer.text(say(VALUE + much));
      redacted();
      assertTrue(heard.next().contains(VALUE + much));
    }
    String text = say(VALUE);
    peer.text(text.substring(0, 90), "", text.substring(90));
    redacted();
    assertTrue(heard.next().contains(VALUE));
    peer.abort();
  }

  @Test
  void aRefusedMessageIsNotSentAndTheApplicationIsTold() throws Exception {
    policy("redact: {email_address: block}");
    Peer peer = open(Map.of());
    assertEquals("open", heard.next());
    Exception refused = assertThrows(Exception.class, () -> peer.text(say(VALUE)));
    assertTrue(refused.toString().contains("Cordon refused this message"), refused::toString);
    assertTrue(heard.next().contains("Cordon refused this message"));
    assertNull(sent.poll());
  }

  @Test
  void aDeniedVendorsWebSocketIsNotOpened() throws Exception {
    policy("vendors: {allow: [openai]}");
    open(Map.of());
    String event = heard.next();
    assertTrue(event.matches("failure .*403.*"), event);
    assertNull(targets.poll());
  }

  @Test
  void observingChangesNothing() throws Exception {
    policy("mode: observe");
    Peer peer = open(Map.of());
    assertEquals("open", heard.next());
    peer.text(say(VALUE));
    assertEquals(say(VALUE), sent.poll(LIMIT.getSeconds(), TimeUnit.SECONDS));
    assertTrue(heard.next().contains(VALUE));
    peer.abort();
  }
}
