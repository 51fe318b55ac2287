package dev.cordon.instrumentation.javawebsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.RealGate;
import dev.cordon.instrumentation.testing.SocketServer;
import java.util.Map;
import org.java_websocket.drafts.Draft;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions whose messages can't be seen whole: policy decides at the handshake. */
public class UnseenScenarios {
  private static final String SAID = "I am anna.berg@nordwind-reisen.de";

  private final Heard heard = new Heard();
  private SocketServer server;

  @BeforeEach
  void start() throws InterruptedException {
    server = new SocketServer(SocketServer.Script.SILENT, false);
    policy();
  }

  @AfterEach
  void stop() {
    Cordon.install(null);
    server.close();
  }

  private static RealGate policy(String... lines) {
    RealGate gate = new RealGate(lines);
    Cordon.install(gate);
    return gate;
  }

  /** The newest draft that such a version has. */
  private static Draft draft() throws ReflectiveOperationException {
    String name = "org.java_websocket.drafts.Draft_17";
    return (Draft) Class.forName(name).getConstructor().newInstance();
  }

  private Client connect(String path) throws Exception {
    Client client = new Client(server.url(path), draft(), Map.of(), heard);
    client.connectBlocking();
    return client;
  }

  @Test
  void aWebSocketOfAnAiServiceIsRefused() throws Exception {
    connect("/v1/realtime");
    String event = heard.next();
    assertTrue(event.matches("failure .*403.*"), event);
    assertEquals(0, server.handshakes());
  }

  @Test
  void itPassesWherePolicySaysSo() throws Exception {
    RealGate gate = policy("on_unreadable: allow");
    Client client = connect("/v1/realtime");
    assertEquals("open", heard.next());
    client.send(SAID);
    assertEquals(SAID, server.next().text());
    client.abort();
    gate.awaitEnd(30);
    assertEquals(1, gate.ended().size());
  }

  @Test
  void anotherProgramsIsNotTouched() throws Exception {
    Client client = connect("/updates");
    assertEquals("open", heard.next());
    client.send(SAID);
    assertEquals(SAID, server.next().text());
    client.abort();
  }
}
