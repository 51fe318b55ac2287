package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.testing.Heard;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.http.WebSocketFrame;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** What every client's WebSockets keep, kept by Vert.x's. Run by {@link EveryVersionTest}. */
public class VertxSocketScenarios extends FrameContract {
  private static final int SECONDS = 30;
  private static final Vertx VERTX = Vertx.vertx();
  private static final WebSocketClient CLIENT =
      VERTX.createWebSocketClient(
          new WebSocketClientOptions()
              .setMaxConnections(100)
              .setMaxFrameSize(1 << 20)
              .setMaxMessageSize(1 << 20)
              .setTryUsePerMessageCompression(true));

  @Override
  protected Peer connect(String url, Map<String, String> headers, Heard told) throws Exception {
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    options.setAbsoluteURI(url);
    headers.forEach(options::addHeader);
    Socket socket = new Socket(told);
    CLIENT
        .connect(options)
        .onComplete(
            result -> {
              if (result.succeeded()) {
                socket.opened(result.result());
              } else {
                socket.failed(result.cause());
              }
            });
    socket.opened.await(SECONDS, TimeUnit.SECONDS);
    return socket;
  }

  private static final class Socket implements Peer {
    private final Heard heard;
    private final CountDownLatch opened = new CountDownLatch(1);
    private volatile WebSocketBase socket;

    Socket(Heard heard) {
      this.heard = heard;
    }

    void opened(WebSocketBase made) {
      socket = made;
      made.textMessageHandler(heard::text);
      made.binaryMessageHandler(message -> heard.binary(message.getBytes()));
      made.exceptionHandler(failure -> heard.failed(failure, 0));
      made.closeHandler(
          nothing -> {
            Short code = made.closeStatusCode();
            heard.closed(code == null ? 1006 : code, String.valueOf(made.closeReason()));
          });
      heard.opened();
      opened.countDown();
    }

    void failed(Throwable failure) {
      heard.failed(failure, 0);
      opened.countDown();
    }

    private static void await(Future<Void> done) throws Exception {
      try {
        done.toCompletionStage().toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException failed) {
        throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
      }
    }

    @Override
    public void text(String... fragments) throws Exception {
      if (fragments.length == 1) {
        await(socket.writeTextMessage(fragments[0]));
        return;
      }
      for (int i = 0; i < fragments.length; i++) {
        boolean last = i == fragments.length - 1;
        await(
            socket.writeFrame(
                i == 0
                    ? WebSocketFrame.textFrame(fragments[i], last)
                    : WebSocketFrame.continuationFrame(Buffer.buffer(fragments[i]), last)));
      }
    }

    @Override
    public void binary(byte[] message) throws Exception {
      await(socket.writeBinaryMessage(Buffer.buffer(message)));
    }

    @Override
    public void close(int code, String reason) throws Exception {
      await(socket.close((short) code, reason));
    }

    /** Closes it: there is nothing else. */
    @Override
    public void abort() {
      socket.close();
    }
  }
}
