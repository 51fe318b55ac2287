package dev.cordon.instrumentation.jettywebsocket;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * The hooks of Jetty's WebSocket clients 10 to 12, in the core that Jetty's own API and that of JSR
 * 356 share: where a handshake is made, which {@code jetty-client} judges; where all frames leave,
 * before they are fragmented and compressed; and between the extensions and who is handed frames.
 * Servers pass the latter too, and are let go.
 */
public final class JettyWebSocketInstrumentation implements Instrumentation {
  private static final String CORE = "org.eclipse.jetty.websocket.core.";
  private static final String REQUEST = CORE + "client.CoreClientUpgradeRequest";
  private static final String CALLBACK = "Lorg/eclipse/jetty/util/Callback;";

  // Jetty 12 has them in another package.
  private static final String SESSION = CORE + "WebSocketCoreSession";
  private static final String OLDER_SESSION = CORE + "internal.WebSocketCoreSession";
  private static final String STACK = CORE + "ExtensionStack";
  private static final String OLDER_STACK = CORE + "internal.ExtensionStack";

  private static final String OWN = "dev.cordon.instrumentation.jettywebsocket.";
  private static final String OPENING = OWN + "OpeningAdvice";
  private static final String SENDING = OWN + "SendingAdvice";
  private static final String ENTRIES = OWN + "EntryAdvice";
  private static final String RECEIVING = OWN + "ReceivingAdvice";

  /** Makes the description; it holds nothing. */
  public JettyWebSocketInstrumentation() {}

  @Override
  public String name() {
    return "jetty-websocket";
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(REQUEST).constructor().constructed(OPENING, "onRequest"),
        Hook.on(REQUEST).method("upgrade").entry(OPENING, "onUpgrade"),
        Hook.on(REQUEST).method("upgrade").exit(OPENING, "onUpgraded"),
        Hook.on(STACK, OLDER_STACK).method("initialize").arguments(OPENING, "onInitialize"),
        Hook.on(STACK).method("demand", "()V").entry(RECEIVING, "onDemand"),
        Hook.on(OLDER_STACK)
            .method("demand", "(J)V")
            .entry(RECEIVING, "onDemands")
            .optional(), // not in the first of 10 and 11, whose handshakes are refused
        Hook.on(SESSION, OLDER_SESSION)
            .method("sendFrame", "(L" + CORE.replace('.', '/') + "Frame;" + CALLBACK + "Z)V")
            .entry(SENDING, "onSend")
            .refusing("onFault")
            .optional(),
        Hook.on(SESSION) // from 12.1 on
            .method("sendFrame", "(L" + CORE.replace('.', '/') + "OutgoingEntry;)V")
            .entry(ENTRIES, "onEntry")
            .refusing("onEntryFault")
            .optional(),
        Hook.on(SESSION, OLDER_SESSION).method("closeConnection").entry(RECEIVING, "onClosing"));
  }
}
