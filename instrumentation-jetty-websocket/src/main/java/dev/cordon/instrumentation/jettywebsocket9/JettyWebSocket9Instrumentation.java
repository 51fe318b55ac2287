package dev.cordon.instrumentation.jettywebsocket9;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * The hooks of Jetty's WebSocket clients 9.4, below both of its APIs: where a handshake is made,
 * which {@code jetty-client9} judges; where all frames leave, before extensions compress them; and
 * where a session takes frames that came through them. Servers pass the latter too, and are let go.
 */
public final class JettyWebSocket9Instrumentation implements Instrumentation {
  private static final String LIBRARY = "org.eclipse.jetty.websocket.";
  private static final String REQUEST = LIBRARY + "client.WebSocketUpgradeRequest";
  private static final String SESSION = LIBRARY + "common.WebSocketSession";
  private static final String STACK = LIBRARY + "common.extensions.ExtensionStack";
  private static final String OWN = "dev.cordon.instrumentation.jettywebsocket9.";
  private static final String OPENING = OWN + "OpeningAdvice";
  private static final String MESSAGES = OWN + "MessageAdvice";

  /** Makes the description; it holds nothing. */
  public JettyWebSocket9Instrumentation() {}

  @Override
  public String name() {
    return "jetty-websocket9";
  }

  @Override
  public int lastRelease() {
    return 10; // Jetty 10 has a class of the session's name, written for Java 11
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(REQUEST).constructor().constructed(OPENING, "onRequest"),
        Hook.on(REQUEST).method("upgrade").entry(OPENING, "onUpgrade"),
        Hook.on(REQUEST).method("upgrade").exit(OPENING, "onUpgraded"),
        Hook.on(STACK).method("setNextIncoming").entry(OPENING, "onExtensions"),
        Hook.on(STACK).method("outgoingFrame").entry(MESSAGES, "onOutgoing").refusing("onFault"),
        Hook.on(SESSION).method("incomingFrame").entry(MESSAGES, "onIncoming"),
        // Each version has one of these.
        Hook.on(SESSION).method("callApplicationOnClose").entry(MESSAGES, "onClose").optional(),
        Hook.on(SESSION)
            .method("notifyClose", "(ILjava/lang/String;)V")
            .entry(MESSAGES, "onOlderClose")
            .optional());
  }
}
