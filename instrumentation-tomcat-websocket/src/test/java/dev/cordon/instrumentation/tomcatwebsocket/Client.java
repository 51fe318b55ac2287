package dev.cordon.instrumentation.tomcatwebsocket;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import jakarta.websocket.ClientEndpointConfig;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Encoder;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;
import java.io.OutputStream;
import java.io.Writer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.tomcat.websocket.WsWebSocketContainer;

/** An application's endpoint, which notes what it hears. */
class Client extends Endpoint implements SocketContract.Peer {
  private static final int LARGE = 1 << 20;
  private static final int SECONDS = 30;

  private final Heard heard;
  private final boolean takesParts;
  private volatile Session session;
  private Runnable answered;

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

  /** Offers to compress messages (RFC 7692). */
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
  private class Headers extends ClientEndpointConfig.Configurator {
    private final Map<String, String> further;

    Headers(Map<String, String> further) {
      this.further = further;
    }

    @Override
    public void beforeRequest(Map<String, List<String>> headers) {
      further.forEach((name, value) -> headers.put(name, List.of(value)));
    }

    @Override
    public void afterResponse(HandshakeResponse response) {
      Runnable first = answered;
      answered = null;
      if (first != null) {
        first.run();
      }
    }
  }

  Client(Heard heard, boolean takesParts) {
    this.heard = heard;
    this.takesParts = takesParts;
  }

  /** Has something done when the server has answered, before there is a session. */
  Client whenAnswered(Runnable task) {
    answered = task;
    return this;
  }

  Client connect(String url, Map<String, String> headers) throws Exception {
    WsWebSocketContainer container = new WsWebSocketContainer();
    container.setDefaultMaxTextMessageBufferSize(takesParts ? 64 : LARGE);
    container.setDefaultMaxBinaryMessageBufferSize(takesParts ? 64 : LARGE);
    ClientEndpointConfig config =
        ClientEndpointConfig.Builder.create()
            .configurator(new Headers(headers))
            .encoders(List.of(Texts.class))
            .extensions(List.of(new Deflate()))
            .build();
    container.connectToServer(this, config, URI.create(url));
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
    session.getBasicRemote().sendBinary(ByteBuffer.wrap(message));
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

  void batched(String... texts) throws Exception {
    session.getBasicRemote().setBatchingAllowed(true);
    for (String text : texts) {
      session.getBasicRemote().sendText(text);
    }
    session.getBasicRemote().flushBatch();
    session.getBasicRemote().setBatchingAllowed(false);
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
