package dev.cordon.instrumentation.jettywebsocket;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.websocket.api.Session;
import org.eclipse.jetty.websocket.api.WebSocketListener;
import org.eclipse.jetty.websocket.client.ClientUpgradeRequest;
import org.eclipse.jetty.websocket.client.WebSocketClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What every client's WebSockets keep, kept by Jetty's own API as 9.4 to 11 have it. Run by
 * EveryVersionTest.
 */
public class NativeScenarios extends SocketContract {
  private static final int SECONDS = 30;

  private final ClassLoader before = Thread.currentThread().getContextClassLoader();

  @BeforeEach
  void useOwnLoader() { // for services
    Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
  }

  @AfterEach
  void useLoaderOfBefore() {
    Thread.currentThread().setContextClassLoader(before);
  }

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.SENDS_EARLY;
  }

  @Override
  protected Peer connect(String url, Map<String, String> headers, Heard told) throws Exception {
    WebSocketClient client = new WebSocketClient();
    client.start();
    ClientUpgradeRequest request = new ClientUpgradeRequest();
    // Not by name: the class's supertype has changed, and the future's type.
    ClientUpgradeRequest.class
        .getMethod("addExtensions", String[].class)
        .invoke(request, (Object) new String[] {"permessage-deflate"});
    for (Map.Entry<String, String> header : headers.entrySet()) {
      ClientUpgradeRequest.class
          .getMethod("setHeader", String.class, String.class)
          .invoke(request, header.getKey(), header.getValue());
    }
    Future<?> session =
        (Future<?>)
            WebSocketClient.class
                .getMethod("connect", Object.class, URI.class, ClientUpgradeRequest.class)
                .invoke(client, new Endpoint(told), URI.create(url), request);
    try {
      return new NativePeer((Session) session.get(SECONDS, TimeUnit.SECONDS));
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
    }
  }

  private static class NativePeer implements Peer {
    private final Session session;

    NativePeer(Session session) {
      this.session = session;
    }

    @Override
    public void text(String... fragments) throws Exception {
      if (fragments.length == 1) {
        session.getRemote().sendString(fragments[0]);
        return;
      }
      for (int i = 0; i < fragments.length; i++) {
        session.getRemote().sendPartialString(fragments[i], i == fragments.length - 1);
      }
    }

    @Override
    public void binary(byte[] message) throws Exception {
      session.getRemote().sendBytes(ByteBuffer.wrap(message.clone())); // 9.4 masks it in place
    }

    @Override
    public void close(int code, String reason) {
      session.close(code, reason);
    }

    @Override
    public void abort() throws Exception {
      session.disconnect();
    }
  }

  /** The application's end, which notes what it hears. */
  public static class Endpoint implements WebSocketListener {
    private final Heard heard;
    private boolean isOpen;

    Endpoint(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void onWebSocketConnect(Session session) {
      isOpen = true;
      heard.opened();
    }

    @Override
    public void onWebSocketText(String message) {
      heard.text(message);
    }

    @Override
    public void onWebSocketBinary(byte[] payload, int offset, int len) {
      byte[] message = new byte[len];
      System.arraycopy(payload, offset, message, 0, len);
      heard.binary(message);
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason) {
      heard.closed(statusCode, reason == null ? "" : reason);
    }

    @Override
    public void onWebSocketError(Throwable cause) {
      if (isOpen) { // else the future says it
        heard.failed(cause, 0);
      }
    }
  }
}
