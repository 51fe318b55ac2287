package dev.cordon.instrumentation.tomcatwebsocket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RealGate;
import dev.cordon.instrumentation.testing.RealGate.Step;
import dev.cordon.instrumentation.testing.SocketServer;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of handshakes. Of both names of the API: nothing here refers to either. */
public class HandshakeScenarios {
  private static final String VALUE = "anna.berg@nordwind-reisen.de";
  private static final String CLIENT = "org.apache.tomcat.websocket.WsWebSocketContainer";

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();
  private SocketServer server;
  private RealGate gate;

  @BeforeEach
  void start() throws InterruptedException {
    Thread.currentThread().setContextClassLoader(getClass().getClassLoader()); // as Tomcat does
    server = new SocketServer(SocketServer.Script.SILENT, false);
    policy();
  }

  @AfterEach
  void stop() {
    Thread.currentThread().setContextClassLoader(before);
    Cordon.install(null);
    server.close();
  }

  private void policy(String... lines) {
    gate = new RealGate(lines);
    Cordon.install(gate);
  }

  /** Opens a WebSocket as an application does, sends one text, and closes it. */
  private void talk(String path, String text) throws Exception {
    Object client = Class.forName(CLIENT).getConstructor().newInstance();
    Method connect = null;
    for (Method method : client.getClass().getMethods()) {
      if (method.getName().equals("connectToServer")
          && method.getParameterCount() == 2
          && method.getParameterTypes()[0] == Object.class) {
        connect = method;
      }
    }
    Object session;
    try {
      session = connect.invoke(client, new Listener(), URI.create(server.url(path)));
    } catch (InvocationTargetException failed) {
      throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
    }
    Object remote = call(session, "getBasicRemote");
    Method send = remote.getClass().getMethod("sendText", String.class);
    send.setAccessible(true);
    send.invoke(remote, text);
    call(session, "close");
  }

  private static Object call(Object of, String name) throws Exception {
    Method method = of.getClass().getMethod(name);
    method.setAccessible(true);
    return method.invoke(of);
  }

  private void assertRefused(String path) {
    Exception refused = assertThrows(Exception.class, () -> talk(path, VALUE));
    assertEquals("DeploymentException", refused.getClass().getSimpleName());
    assertTrue(refused.getMessage().contains("[403]"), refused::toString);
    assertEquals(0, server.handshakes());
  }

  @Test
  void aWebSocketOfAnAiServiceIsRefused() {
    assertRefused("/v1/realtime");
    assertEquals(1, gate.ended().size());
    assertEquals("on_unreadable", gate.ended().get(0).rule());
  }

  @Test
  void itPassesWherePolicySaysSo() throws Exception {
    policy("on_unreadable: allow");
    talk("/v1/realtime?model=m", VALUE);
    assertEquals("/v1/realtime?model=m", server.handshake().target());
    assertEquals(VALUE, server.next().text());
    assertEquals(1, gate.ended().size());
  }

  @Test
  void anotherProgramsIsNotTouched() throws Exception {
    talk("/updates?user=" + VALUE, VALUE);
    assertEquals("/updates?user=" + VALUE, server.handshake().target());
    assertEquals(VALUE, server.next().text());
    assertEquals(List.of(), gate.ended());
  }

  @Test
  void aFaultRefusesIt() {
    for (Step step : Step.values()) {
      if (step.ordinal() <= Step.JUDGE.ordinal()) {
        policy();
        gate.fail(step, new IllegalStateException());
        assertRefused("/v1/realtime");
      }
    }
  }
}
