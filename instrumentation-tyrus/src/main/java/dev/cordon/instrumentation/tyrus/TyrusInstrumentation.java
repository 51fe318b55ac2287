package dev.cordon.instrumentation.tyrus;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The hooks of Tyrus's WebSocket client (JSR 356), 1.13 to 2.x, above its containers (Grizzly, the
 * JDK's): where it makes a handshake; where all frames leave, before extensions compress them; and
 * where messages are handed to an endpoint. Servers pass the latter too, and are let go.
 */
public final class TyrusInstrumentation implements Instrumentation {
  private static final String LIBRARY = "org.glassfish.tyrus.";
  private static final String ENGINE = LIBRARY + "client.TyrusClientEngine";
  private static final String SOCKET = LIBRARY + "core.TyrusWebSocket";
  private static final String SESSION = LIBRARY + "core.TyrusSession";
  private static final String PROTOCOL = LIBRARY + "core.ProtocolHandler";
  private static final String ENDPOINT = LIBRARY + "core.TyrusEndpointWrapper";
  private static final String OWN = "dev.cordon.instrumentation.tyrus.";
  private static final String HANDSHAKE = OWN + "HandshakeAdvice";
  private static final String SENDING = OWN + "SendingAdvice";
  private static final String RECEIVING = OWN + "ReceivingAdvice";

  /** Makes the description; it holds nothing. */
  public TyrusInstrumentation() {}

  @Override
  public String name() {
    return "tyrus";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList(LIBRARY);
  }

  @Override
  public List<Hook> hooks() {
    String frame =
        "(Lorg/glassfish/tyrus/core/frame/TyrusFrame;Lorg/glassfish/tyrus/spi/CompletionHandler;"
            + "%sZ)Ljava/util/concurrent/Future;";
    String socket = "(Lorg/glassfish/tyrus/core/TyrusWebSocket;";
    return Arrays.asList(
        Hook.on(ENGINE).constructor().constructed(HANDSHAKE, "onEngine"),
        Hook.on(ENGINE).method("createUpgradeRequest").exit(HANDSHAKE, "onRequest"),
        Hook.on(ENGINE).method("processResponse").entry(HANDSHAKE, "onResponse"),
        Hook.on(ENGINE).method("processResponse").exit(HANDSHAKE, "onResponded"),
        Hook.on(ENGINE).method("processError").entry(HANDSHAKE, "onError"),
        Hook.on(SOCKET).constructor().constructed(HANDSHAKE, "onAccepted"),
        Hook.on(PROTOCOL)
            .method("write", String.format(frame, ""))
            .entry(SENDING, "onOlderWrite")
            .refusing("onOlderFault")
            .optional(),
        Hook.on(PROTOCOL)
            .method("write", String.format(frame, "Lorg/glassfish/tyrus/spi/WriterInfo;"))
            .entry(SENDING, "onWrite")
            .refusing("onFault")
            .optional(),
        Hook.on(SESSION).method("restartIdleTimeoutExecutor", "()V").entry(SENDING, "onIdle"),
        Hook.on(PROTOCOL)
            .method("sendRawFrame", "(Ljava/nio/ByteBuffer;)Ljava/util/concurrent/Future;")
            .entry(SENDING, "onRaw"),
        Hook.on(ENDPOINT)
            .method("onMessage", socket + "Ljava/lang/String;)V")
            .entry(RECEIVING, "onText"),
        Hook.on(ENDPOINT)
            .method("onMessage", socket + "Ljava/nio/ByteBuffer;)V")
            .entry(RECEIVING, "onBinary"),
        Hook.on(ENDPOINT)
            .method("onPartialMessage", socket + "Ljava/lang/String;Z)V")
            .entry(RECEIVING, "onTextPart"),
        Hook.on(ENDPOINT)
            .method("onPartialMessage", socket + "Ljava/nio/ByteBuffer;Z)V")
            .entry(RECEIVING, "onBinaryPart"),
        Hook.on(ENDPOINT).method("onClose").entry(RECEIVING, "onClose"));
  }
}
