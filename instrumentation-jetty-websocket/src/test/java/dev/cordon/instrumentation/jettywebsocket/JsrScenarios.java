package dev.cordon.instrumentation.jettywebsocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.SocketContract;
import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every client's WebSockets keep, kept by Jetty's. Run by EveryVersionTest. */
public class JsrScenarios extends SocketContract {
  private static final int SECONDS = 30;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeEach
  void useOwnLoader() {
    Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
  }

  @AfterEach
  void useLoaderOfBefore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.SENDS_EARLY;
  }

  @Override
  protected Peer connect(String url, Map<String, String> headers, Heard told) throws Exception {
    return new JsrClient(told, false).connect(url, headers);
  }

  private JsrClient open(boolean takesParts) throws Exception {
    JsrClient client = new JsrClient(heard, takesParts).connect(server.url(REALTIME), Map.of());
    assertEquals("open", heard.next());
    return client;
  }

  /** Returns what the next message was redacted to. */
  private String redacted(String original) throws Exception {
    String sent = server.next().text();
    assertFalse(sent.contains(VALUE), sent);
    int at = sent.indexOf("EMAIL_");
    assertTrue(at >= 0, sent);
    int end = at + "EMAIL_".length();
    while (Character.isLetterOrDigit(sent.charAt(end))) {
      end++;
    }
    assertEquals(original.replace(VALUE, sent.substring(at, end)), sent);
    return sent;
  }

  private void assertRestored() throws Exception {
    String event = heard.next();
    assertTrue(event.startsWith("text ") && event.contains(VALUE), event);
  }

  @Test
  void everyWayToSendIsGoverned() throws Exception {
    JsrClient client = open(false);
    String text = say("ærlig \uD83C\uDF08 " + VALUE + " x".repeat(30_000) + " " + VALUE);
    client.async(text);
    redacted(text);
    assertRestored();
    client.object(text);
    redacted(text);
    assertRestored();
    client.written(say(VALUE));
    redacted(say(VALUE));
    assertRestored();
    client.streamed(text);
    redacted(text);
    assertEquals("binary " + HexFormat.of().formatHex(text.getBytes(UTF_8)), heard.next());
    client.asyncBinary(say(VALUE).getBytes(UTF_8));
    redacted(say(VALUE));
    heard.next();
    byte[] bytes = text.getBytes(UTF_8);
    client.binaryParts(Arrays.copyOf(bytes, 130), Arrays.copyOfRange(bytes, 130, bytes.length));
    redacted(text);
    heard.next();
    client.abort();
    gate.awaitEnd(SECONDS);
  }

  /** Waits for one of the next two events: the other is the echo, on a thread of its own. */
  private void assertHeard(String event) throws Exception {
    List<String> both = List.of(heard.next(), heard.next());
    assertTrue(both.contains(event), both::toString);
  }

  @Test
  void aHandlerIsToldOfARefusal() throws Exception {
    policy("redact: {email_address: block}");
    JsrClient client = open(false);
    client.told(say("hello"));
    assertEquals(say("hello"), server.next().text());
    assertHeard("text sent");
    client.told(say(VALUE));
    String failure = heard.next();
    assertTrue(failure.contains("Cordon refused this message"), failure);
    assertEquals(failure, heard.next()); // @OnError
    assertTrue(heard.next().startsWith("close 1006"));
    assertFalse(client.session().isOpen());
  }

  @Test
  void aFutureFailsWithARefusal() throws Exception {
    policy("redact: {email_address: block}");
    JsrClient client = open(false);
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> client.async(say(VALUE)));
    assertTrue(String.valueOf(failed.getCause()).contains("email_address"), failed::toString);
    assertThrows(Exception.class, () -> client.text(say("hello")));
  }

  @Test
  void aRefusedPartClosesTheWebSocket() throws Exception {
    policy("redact: {email_address: block}");
    JsrClient client = open(false);
    IOException refused = assertThrows(IOException.class, () -> client.written(say(VALUE)));
    assertTrue(refused.getMessage().contains("email_address"), refused::toString);
    assertTrue(heard.next().startsWith("failure"));
    assertTrue(heard.next().startsWith("close 1006"));
  }

  @Test
  void whoTakesPartsGetsTheWholeMessageAsTheLast() throws Exception {
    JsrClient client = open(true);
    String text = say(VALUE + " and so on".repeat(50));
    client.text(text);
    redacted(text);
    String event = heard.next();
    assertTrue(event.startsWith("text last {") && event.contains(VALUE), event);
    client.binary(text.getBytes(UTF_8));
    redacted(text);
    assertEquals("binary " + HexFormat.of().formatHex(text.getBytes(UTF_8)), heard.next());
    client.abort();
  }

  @Test
  void whatIsSentAsItOpensIsRedacted() throws Exception {
    new JsrClient(heard, false).greeting(say(VALUE)).connect(server.url(REALTIME), Map.of());
    redacted(say(VALUE));
    assertEquals("open", heard.next());
    assertRestored();
  }

  @Test
  void pingsLeaveAsTheyAre() throws Exception {
    JsrClient client = open(false);
    client.text(say("half"), ""); // a ping may stand between the parts of a message
    client.ping();
    assertEquals(say("half"), server.next().text());
    client.abort();
  }

  @Test
  void aHandshakeThatIsNotAnsweredRightIsOneFailedCall() throws Exception {
    String answer = "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n";
    try (RawServer busy = new RawServer((request, out) -> out.write(answer.getBytes(UTF_8)))) {
      String url = "ws://127.0.0.1:" + busy.port() + REALTIME;
      assertThrows(Exception.class, () -> connect(url, Map.of(), heard));
    }
    gate.awaitEnd(SECONDS);
    assertEquals(1, gate.ended().size());
  }
}
