package dev.cordon.instrumentation.tomcatwebsocket;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Collections;
import java.util.List;

/**
 * The hook of Tomcat's WebSocket client (JSR 356), 8.5 to 11: where it writes a handshake, before
 * it opens a connection. Its messages are not seen, so policy decides here.
 */
public final class TomcatWebSocketInstrumentation implements Instrumentation {
  /** Makes the description; it holds nothing. */
  public TomcatWebSocketInstrumentation() {}

  @Override
  public String name() {
    return "tomcat-websocket";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList("org.apache.tomcat.websocket.");
  }

  @Override
  public List<Hook> hooks() {
    return Collections.singletonList(
        Hook.on("org.apache.tomcat.websocket.WsWebSocketContainer")
            .staticMethod("createRequest", "(Ljava/net/URI;Ljava/util/Map;)Ljava/nio/ByteBuffer;")
            .arguments("dev.cordon.instrumentation.tomcatwebsocket.HandshakeAdvice", "onRequest")
            .refusing("onFault"));
  }
}
