package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The hooks of Tomcat's WebSocket client (JSR 356), 8.5 to 11: where it writes a handshake, before
 * it opens a connection; below its API where all messages leave, before they are compressed; and
 * where whole ones are handed to the application. Servers pass the latter too, and are let go.
 */
public final class TomcatWebSocketInstrumentation implements Instrumentation {
  private static final String LIBRARY = "org.apache.tomcat.websocket.";
  private static final String CONTAINER = LIBRARY + "WsWebSocketContainer";
  private static final String SESSION = LIBRARY + "WsSession";
  private static final String REMOTE = LIBRARY + "WsRemoteEndpointImplBase";
  private static final String FRAME = LIBRARY + "WsFrameBase";
  private static final String OWN = "dev.cordon.instrumentation.tomcatwebsocket.";
  private static final String HANDSHAKE = OWN + "HandshakeAdvice";
  private static final String MESSAGES = OWN + "MessageAdvice";

  /** Makes the description; it holds nothing. */
  public TomcatWebSocketInstrumentation() {}

  @Override
  public String name() {
    return "tomcat-websocket";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList(LIBRARY);
  }

  @Override
  public List<Hook> hooks() {
    String start = "(BLjava/nio/ByteBuffer;ZL%s/websocket/SendHandler;%s)V";
    List<Hook> hooks = new ArrayList<>();
    hooks.add(
        Hook.on(CONTAINER)
            .staticMethod("createRequest", "(Ljava/net/URI;Ljava/util/Map;)Ljava/nio/ByteBuffer;")
            .arguments(HANDSHAKE, "onRequest")
            .refusing("onFault"));
    hooks.add(Hook.on(SESSION).constructor().constructed(HANDSHAKE, "onAccepted"));
    hooks.add(
        Hook.on(CONTAINER)
            .method("connectToServerRecursive")
            .entry(HANDSHAKE, "onConnectAgain")
            .optional());
    hooks.add(
        Hook.on(CONTAINER)
            .method("connectToServerRecursive")
            .exit(HANDSHAKE, "onConnectedAgain")
            .optional());
    hooks.add(
        Hook.on(REMOTE)
            .method("sendMessageBlockInternal", "(BLjava/nio/ByteBuffer;ZJ)V")
            .entry(MESSAGES, "onBlock")
            .refusing("onBlockFault")
            .optional());
    hooks.add(
        Hook.on(REMOTE)
            .method("sendMessageBlock", "(BLjava/nio/ByteBuffer;ZJ)V")
            .entry(MESSAGES, "onOlderBlock")
            .refusing("onOlderBlockFault"));
    hooks.add(Hook.on(FRAME).method("sendMessageText", "(Z)V").entry(MESSAGES, "onText"));
    hooks.add(
        Hook.on(FRAME)
            .method("sendMessageBinary", "(Ljava/nio/ByteBuffer;Z)V")
            .entry(MESSAGES, "onBinary"));
    hooks.add(Hook.on(SESSION).method("fireEndpointOnClose").entry(MESSAGES, "onClose"));
    for (String api : new String[] {"javax", "jakarta"}) {
      String connect =
          String.format(
              "(L%1$s/websocket/Endpoint;L%1$s/websocket/ClientEndpointConfig;"
                  + "Ljava/net/URI;)L%1$s/websocket/Session;",
              api);
      hooks.add(
          Hook.on(CONTAINER)
              .method("connectToServer", connect)
              .entry(HANDSHAKE, "onConnect")
              .optional());
      hooks.add(
          Hook.on(CONTAINER)
              .method("connectToServer", connect)
              .exit(HANDSHAKE, "onConnected")
              .optional());
      hooks.add(
          Hook.on(REMOTE)
              .method("startMessage", String.format(start, api, ""))
              .entry(MESSAGES, "onOlderStart")
              .refusing("onOlderStartFault")
              .optional());
      hooks.add(
          Hook.on(REMOTE)
              .method("startMessage", String.format(start, api, "J"))
              .entry(MESSAGES, "onStart")
              .refusing("onStartFault")
              .optional());
    }
    return hooks;
  }
}
