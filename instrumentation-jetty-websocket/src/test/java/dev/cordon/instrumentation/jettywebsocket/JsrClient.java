package dev.cordon.instrumentation.jettywebsocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.websocket.ClientEndpointConfig;
import javax.websocket.CloseReason;
import javax.websocket.ContainerProvider;
import javax.websocket.DeploymentException;
import javax.websocket.Encoder;
import javax.websocket.Endpoint;
import javax.websocket.EndpointConfig;
import javax.websocket.Extension;
import javax.websocket.MessageHandler;
import javax.websocket.Session;
import javax.websocket.WebSocketContainer;
import org.jspecify.annotations.Nullable;

/** An application's endpoint, which notes what it hears. */
class JsrClient extends Endpoint implements SocketContract.Peer {
  private static final int LARGE = 1 << 20;
  private static final int SECONDS = 30;

  private final Heard heard;
  private final boolean takesParts;
  private volatile @Nullable String greeting;
  private volatile Session session;

  /** Writes an object as text. */
  public static class Texts implements Encoder.Text<StringBuilder> {
    @Override
    public String encode(StringBuilder object) {
      return object.toString();
    }

    @Override
    public void init(EndpointConfig config) {}

    @Override
    public void destroy() {}
  }

  /** The extension that compresses, which the server may take up. */
  private static class Deflate implements Extension {
    @Override
    public String getName() {
      return "permessage-deflate";
    }

    @Override
    public List<Parameter> getParameters() {
      return List.of();
    }
  }

  /** Has endpoints send further headers. */
  private static class Headers extends ClientEndpointConfig.Configurator {
    private final Map<String, String> further;

    Headers(Map<String, String> further) {
      this.further = further;
    }

    @Override
    public void beforeRequest(Map<String, List<String>> headers) {
      further.forEach((name, value) -> headers.put(name, List.of(value)));
    }
  }

  JsrClient(Heard heard, boolean takesParts) {
    this.heard = heard;
    this.takesParts = takesParts;
  }

  JsrClient connect(String url, Map<String, String> headers) throws Exception {
    WebSocketContainer container = ContainerProvider.getWebSocketContainer();
    container.setDefaultMaxTextMessageBufferSize(LARGE);
    container.setDefaultMaxBinaryMessageBufferSize(LARGE);
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create()
            .configurator(new Headers(headers))
            .encoders(List.of(Texts.class))
            .extensions(List.of(new Deflate()))
            .build();
    try {
      container.connectToServer(this, config, URI.create(url));
      return this;
    } catch (DeploymentException failed) { // its cause says what happened
      throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
    }
  }

  /** Has it send a text as soon as it is open. */
  JsrClient greeting(String text) {
    greeting = text;
    return this;
  }

  Session session() {
    return session;
  }

  @Override
  public void onOpen(Session opened, EndpointConfig config) {
    session = opened;
    if (takesParts) {
      opened.addMessageHandler(new TextParts(heard));
      opened.addMessageHandler(new BinaryParts(heard));
    } else {
      opened.addMessageHandler(new Text(heard));
      opened.addMessageHandler(new Binary(heard));
    }
    heard.opened();
    String first = greeting;
    if (first != null) {
      opened.getAsyncRemote().sendText(first);
    }
  }

  @Override
  public void onClose(Session closed, CloseReason reason) {
    heard.closed(reason.getCloseCode().getCode(), reason.getReasonPhrase());
  }

  @Override
  public void onError(Session broken, Throwable failure) {
    heard.failed(failure, 0);
  }

  @Override
  public void text(String... fragments) throws Exception {
    if (fragments.length == 1) {
      session.getBasicRemote().sendText(fragments[0]);
      return;
    }
    for (int i = 0; i < fragments.length; i++) {
      session.getBasicRemote().sendText(fragments[i], i == fragments.length - 1);
    }
  }

  @Override
  public void binary(byte[] message) throws Exception {
    ByteBuffer copy = ByteBuffer.wrap(message.clone()); // Jetty 9 masks it where it is
    session.getBasicRemote().sendBinary(copy);
  }

  void binaryParts(byte[] first, byte[] last) throws Exception {
    session.getBasicRemote().sendBinary(ByteBuffer.wrap(first), false);
    session.getBasicRemote().sendBinary(ByteBuffer.wrap(last), true);
  }

  void async(String text) throws Exception {
    session.getAsyncRemote().sendText(text).get(SECONDS, TimeUnit.SECONDS);
  }

  void asyncBinary(byte[] message) throws Exception {
    session.getAsyncRemote().sendBinary(ByteBuffer.wrap(message)).get(SECONDS, TimeUnit.SECONDS);
  }

  void told(String text) {
    session
        .getAsyncRemote()
        .sendText(
            text,
            result -> {
              if (result.isOK()) {
                heard.text("sent");
              } else {
                heard.failed(result.getException(), 0);
              }
            });
  }

  void object(String text) throws Exception {
    session.getBasicRemote().sendObject(new StringBuilder(text));
  }

  void written(String text) throws Exception {
    try (Writer writer = session.getBasicRemote().getSendWriter()) {
      for (int i = 0; i < text.length(); i++) {
        writer.write(text.charAt(i));
        if (i % 50 == 0) {
          writer.flush();
        }
      }
    }
  }

  void streamed(String text) throws Exception {
    try (OutputStream stream = session.getBasicRemote().getSendStream()) {
      for (byte each : text.getBytes(UTF_8)) {
        stream.write(each);
      }
    }
  }

  void ping() throws Exception {
    session.getBasicRemote().sendPing(ByteBuffer.wrap(new byte[] {1, 2, 3}));
  }

  @Override
  public void close(int code, String reason) throws Exception {
    session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
  }

  @Override
  public void abort() throws Exception {
    session.close();
  }

  private static class Text implements MessageHandler.Whole<String> {
    private final Heard heard;

    Text(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void onMessage(String text) {
      heard.text(text);
    }
  }

  private static class Binary implements MessageHandler.Whole<byte[]> {
    private final Heard heard;

    Binary(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void onMessage(byte[] message) {
      heard.binary(message);
    }
  }

  private static class TextParts implements MessageHandler.Partial<String> {
    private final Heard heard;

    TextParts(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void onMessage(String part, boolean last) {
      heard.text((last ? "last " : "part ") + part);
    }
  }

  private static class BinaryParts implements MessageHandler.Partial<byte[]> {
    private final Heard heard;

    BinaryParts(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void onMessage(byte[] part, boolean last) {
      heard.binary(part);
    }
  }
}
