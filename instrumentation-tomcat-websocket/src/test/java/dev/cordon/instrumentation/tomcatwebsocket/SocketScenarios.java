package dev.cordon.instrumentation.tomcatwebsocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import dev.cordon.instrumentation.testing.SocketServer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every client's WebSockets keep, kept by Tomcat's. Run by EveryVersionTest. */
public class SocketScenarios extends SocketContract {
  private static final int SECONDS = 30;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeEach
  void useOwnLoader() {
    Thread.currentThread().setContextClassLoader(getClass().getClassLoader()); // as Tomcat does
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
    return new Client(told, false).connect(url, headers);
  }

  private Client open(boolean takesParts) throws Exception {
    Client client = new Client(heard, takesParts).connect(server.url(REALTIME), Map.of());
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
    Client client = open(false);
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
    client.batched(say(VALUE), say("and " + VALUE));
    redacted(say(VALUE));
    redacted(say("and " + VALUE));
    assertRestored();
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

  @Test
  void aLongTextWithAHandlerNeedsNoDeepStack() throws Exception {
    Client client = open(false);
    String text = say(VALUE + " x".repeat(4_000_000));
    client.told(text);
    redacted(text);
    assertHeard("text sent");
    client.abort();
  }

  /** Waits for one of the next two events: the other is the echo, on a thread of its own. */
  private void assertHeard(String event) throws Exception {
    List<String> both = List.of(heard.next(), heard.next());
    assertTrue(both.contains(event), both::toString);
  }

  @Test
  void aHandlerIsToldOfARefusal() throws Exception {
    policy("redact: {email_address: block}");
    Client client = open(false);
    client.told(say("hello"));
    assertEquals(say("hello"), server.next().text());
    assertHeard("text sent");
    client.told(say(VALUE));
    String failure = heard.next();
    assertTrue(failure.contains("Cordon refused this message"), failure);
    String closed = heard.next();
    assertTrue(closed.startsWith("close 1006 Cordon refused this message"), closed);
    assertEquals("close 1001 ", server.next().toString());
    assertFalse(client.session().isOpen());
  }

  @Test
  void aFutureFailsWithARefusal() throws Exception {
    policy("redact: {email_address: block}");
    Client client = open(false);
    ExecutionException failed =
        assertThrows(ExecutionException.class, () -> client.async(say(VALUE)));
    assertTrue(String.valueOf(failed.getCause()).contains("email_address"), failed::toString);
    assertThrows(IllegalStateException.class, () -> client.text(say("hello")));
  }

  @Test
  void aRefusedPartClosesTheWebSocket() throws Exception {
    policy("redact: {email_address: block}");
    Client client = open(false);
    assertThrows(java.io.IOException.class, () -> client.written(say(VALUE)));
    assertTrue(heard.next().startsWith("close 1006 Cordon refused this message"));
    assertEquals("close 1001 ", server.next().toString());
  }

  @Test
  void whoTakesPartsGetsTheWholeMessageAsTheLast() throws Exception {
    Client client = open(true);
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
  void pingsLeaveAsTheyAre() throws Exception {
    Client client = open(false);
    client.text(say("half"), ""); // a ping may stand between the parts of a message
    client.ping();
    assertEquals(say("half"), server.next().text());
    client.abort();
  }

  @Test
  void anApplicationsBufferIsReadAsEver() throws Exception {
    Client client = open(false);
    for (String text : new String[] {say("hello"), say(VALUE)}) {
      java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(text.getBytes(UTF_8));
      client.session().getBasicRemote().sendBinary(buffer);
      assertEquals(0, buffer.position());
      assertArrayEquals(text.getBytes(UTF_8), buffer.array());
      server.next();
    }
    client.abort();
  }

  @Test
  void aWebSocketThatIsOpenedWithinAnothersHandshakeIsGovernedAndSoIsTheOther() throws Exception {
    String url = server.url(REALTIME);
    Client inner = new Client(heard, false);
    Client outer =
        new Client(heard, false)
            .whenAnswered(
                () -> {
                  try {
                    inner.connect(url, Map.of());
                  } catch (Exception failed) {
                    throw new IllegalStateException(failed);
                  }
                })
            .connect(url, Map.of());
    assertEquals("open", heard.next());
    assertEquals("open", heard.next());
    for (Client client : List.of(outer, inner)) {
      client.text(say(VALUE));
      redacted(say(VALUE));
      assertRestored();
    }
    outer.abort();
    inner.abort();
  }

  @Test
  void aHandshakeThatFailsIsOneFailedCall() throws Exception {
    String url = server.url(REALTIME);
    server.close();
    assertThrows(Exception.class, () -> connect(url, Map.of(), heard));
    gate.awaitEnd(SECONDS);
    assertEquals(1, gate.ended().size());
    server = new SocketServer(SocketServer.Script.SILENT, false);
  }
}
