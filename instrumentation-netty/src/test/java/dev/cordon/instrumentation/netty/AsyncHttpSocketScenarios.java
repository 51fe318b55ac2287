package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.testing.Heard;
import io.netty.util.concurrent.Future;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.BoundRequestBuilder;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.ws.WebSocket;
import org.asynchttpclient.ws.WebSocketListener;
import org.asynchttpclient.ws.WebSocketUpgradeHandler;

/** What every client's WebSockets keep, kept by AsyncHttpClient's. Run by EveryVersionTest. */
public class AsyncHttpSocketScenarios extends FrameContract {
  private static final int SECONDS = 30;
  private static final int LONGEST = 1 << 20;
  private static final AsyncHttpClient CLIENT =
      Dsl.asyncHttpClient(
          Dsl.config()
              .setEnablewebSocketCompression(true)
              .setWebSocketMaxFrameSize(LONGEST)
              .setMaxRequestRetry(0));

  @Override
  protected Peer connect(String url, Map<String, String> headers, Heard told) throws Exception {
    Socket socket = new Socket(told);
    BoundRequestBuilder request = CLIENT.prepareGet(url);
    headers.forEach(request::setHeader);
    try {
      request
          .execute(new WebSocketUpgradeHandler.Builder().addWebSocketListener(socket).build())
          .get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      // the listener was told
    }
    return socket;
  }

  private static final class Socket implements WebSocketListener, Peer {
    private final Heard heard;
    private volatile WebSocket socket;

    Socket(Heard heard) {
      this.heard = heard;
    }

    @Override
    public void onOpen(WebSocket made) {
      socket = made;
      heard.opened();
    }

    @Override
    public void onClose(WebSocket gone, int code, String reason) {
      heard.closed(code, reason);
    }

    @Override
    public void onError(Throwable failure) {
      heard.failed(failure, 0);
    }

    @Override
    public void onTextFrame(String text, boolean last, int extensions) {
      heard.text(text);
    }

    @Override
    public void onBinaryFrame(byte[] message, boolean last, int extensions) {
      heard.binary(message);
    }

    /** It leaves pings to the application. */
    @Override
    public void onPingFrame(byte[] payload) {
      socket.sendPongFrame(payload);
    }

    private static void await(Future<Void> written) throws Exception {
      try {
        written.get(SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException failed) {
        throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
      }
    }

    @Override
    public void text(String... fragments) throws Exception {
      for (int i = 0; i < fragments.length; i++) {
        boolean last = i == fragments.length - 1;
        await(
            i == 0
                ? socket.sendTextFrame(fragments[i], last, 0)
                : socket.sendContinuationFrame(fragments[i], last, 0));
      }
    }

    @Override
    public void binary(byte[] message) throws Exception {
      await(socket.sendBinaryFrame(message));
    }

    @Override
    public void close(int code, String reason) throws Exception {
      await(socket.sendCloseFrame(code, reason));
    }

    /** Closes it: there is nothing else. */
    @Override
    public void abort() {
      socket.sendCloseFrame();
    }
  }
}
