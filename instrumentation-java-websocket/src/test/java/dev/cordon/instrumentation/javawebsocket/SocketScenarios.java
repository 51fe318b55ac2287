package dev.cordon.instrumentation.javawebsocket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import dev.cordon.instrumentation.testing.SocketServer;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.java_websocket.drafts.Draft;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.extensions.IExtension;
import org.java_websocket.framing.TextFrame;
import org.junit.jupiter.api.Test;

/** What every client's WebSockets keep, kept by Java-WebSocket's. Run by EveryVersionTest. */
public class SocketScenarios extends SocketContract {
  private static final String DEFLATE =
      "org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension";
  private static final int SECONDS = 30;

  @Override
  protected boolean can(Ability ability) {
    switch (ability) {
      case SENDS_EARLY:
        return false;
      case COMPRESSION:
        return deflate() != null;
      default:
        return true;
    }
  }

  /** Returns the extension's class, which not every version has. */
  private static Class<?> deflate() {
    try {
      return Class.forName(DEFLATE);
    } catch (ClassNotFoundException older) {
      return null;
    }
  }

  private static Draft draft() throws ReflectiveOperationException {
    Class<?> type = deflate();
    if (type == null) {
      return new Draft_6455();
    }
    Object deflate = type.getConstructor().newInstance();
    for (Method method : type.getMethods()) {
      if (method.getName().equals("setThreshold")) {
        method.invoke(deflate, 0); // a version without one compresses every message
      }
    }
    return new Draft_6455((IExtension) deflate);
  }

  private Client client(String path, Map<String, String> headers, Heard told) throws Exception {
    return new Client(path, draft(), headers, told);
  }

  @Override
  protected Peer connect(String url, Map<String, String> headers, Heard told) throws Exception {
    Client client = client(url, headers, told);
    client.connectBlocking();
    return client;
  }

  private Client open() throws Exception {
    Client client = (Client) connect(server.url(REALTIME), Map.of(), heard);
    assertEquals("open", heard.next());
    return client;
  }

  private String redacted() throws Exception {
    String sent = server.next().text();
    assertFalse(sent.contains(VALUE), sent);
    assertTrue(sent.contains("EMAIL_"), sent);
    return sent;
  }

  @Test
  void aMessageThatIsSentAtTheMomentOfOpeningIsRedacted() throws Exception {
    for (int i = 0; i < 20; i++) {
      Client client = client(server.url(REALTIME), Map.of(), new Heard());
      CompletableFuture<Void> sent =
          CompletableFuture.runAsync(
              () -> {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
                while (!takes(client, say(VALUE)) && System.nanoTime() < end) {
                  continue;
                }
              });
      client.connectBlocking();
      sent.get(SECONDS, TimeUnit.SECONDS);
      redacted();
      client.abort();
      server.next(); // its close
    }
  }

  /** Sends a text if the client is open. */
  private static boolean takes(Client client, String text) {
    try {
      client.send(text);
      return true;
    } catch (WebsocketNotConnectedException notYet) {
      return false;
    }
  }

  @Test
  void framesThatTheApplicationMakesAreGovernedToo() throws Exception {
    Client client = open();
    TextFrame frame = new TextFrame();
    frame.setPayload(ByteBuffer.wrap(say(VALUE).getBytes(UTF_8)));
    frame.setTransferemasked(true);
    client.getConnection().sendFrame(frame);
    redacted();
    assertTrue(heard.next().contains(VALUE));
    client.abort();
  }

  @Test
  void bytesInFragmentsAreOneMessage() throws Exception {
    Client client = open();
    byte[] text = say(VALUE).getBytes(UTF_8);
    byte[] head = Arrays.copyOf(text, 90);
    byte[] rest = Arrays.copyOfRange(text, 90, text.length);
    client.fragment("BINARY", head, false);
    client.fragment("BINARY", rest, true);
    SocketServer.Message sent = server.next();
    assertEquals("binary", sent.kind());
    assertTrue(sent.text().contains("EMAIL_"), sent::text);
    client.abort();
  }

  @Test
  void anApplicationsBufferIsReadAsEver() throws Exception {
    Client client = open();
    for (String text : new String[] {say("hello"), say(VALUE)}) {
      ByteBuffer buffer = ByteBuffer.wrap(text.getBytes(UTF_8));
      client.getConnection().send(buffer);
      assertEquals(0, buffer.remaining());
      server.next();
    }
    client.abort();
  }

  @Test
  void whatTheApplicationThrowsItIsToldOf() throws Exception {
    Client client =
        new Client(server.url(REALTIME), draft(), Map.of(), heard) {
          @Override
          public void onMessage(String text) {
            super.onMessage(text);
            throw new IllegalStateException("of the application");
          }
        };
    client.connectBlocking();
    assertEquals("open", heard.next());
    client.send(say(VALUE));
    assertTrue(heard.next().startsWith("text "));
    String failure = heard.next();
    assertTrue(failure.endsWith("IllegalStateException: of the application"), failure);
    assertTrue(client.isOpen());
    client.abort();
  }

  @Test
  void afterARefusalTheWebSocketTakesNoMore() throws Exception {
    policy("redact: {email_address: block}");
    Client client = open();
    client.send(say(VALUE));
    assertTrue(heard.next().startsWith("failure"));
    assertTrue(heard.next().startsWith("close 1006 Cordon refused this message"));
    assertThrows(WebsocketNotConnectedException.class, () -> client.send(say("hello")));
  }

  @Test
  void aWebSocketThatConnectsAgainIsGovernedAgain() throws Exception {
    Client client = open();
    try {
      client.getClass().getMethod("reconnectBlocking");
    } catch (NoSuchMethodException older) {
      assumeTrue(false, "connects once");
    }
    for (int i = 0; i < 3; i++) {
      client.closeBlocking();
      client.awaitWritten();
      client.reconnectBlocking();
      String event = heard.next();
      assertTrue(event.startsWith("close"), event);
      assertEquals("open", heard.next());
      client.send(say(VALUE));
      SocketServer.Message message = server.next();
      while (message.kind().equals("close")) { // of the one before
        message = server.next();
      }
      assertTrue(message.text().contains("EMAIL_"), message::text);
      assertTrue(heard.next().contains(VALUE));
    }
    client.abort();
    gate.awaitEnd(SECONDS);
  }
}
