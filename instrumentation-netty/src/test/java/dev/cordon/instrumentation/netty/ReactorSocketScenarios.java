package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.testing.Heard;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/**
 * What every client's WebSockets keep, kept by Reactor Netty's. Run by {@link EveryVersionTest}.
 */
public class ReactorSocketScenarios extends FrameContract {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final int LONGEST = 1 << 20;
  private static final WebsocketClientSpec COMPRESSING =
      WebsocketClientSpec.builder().compress(true).maxFramePayloadLength(LONGEST).build();

  /** Without one of its newer constructors the client takes nothing that it didn't ask for. */
  @Override
  protected boolean can(Ability ability) {
    return super.can(ability)
        && (ability != Ability.COMPRESSION
            || PerMessageDeflateClientExtensionHandshaker.class.getConstructors().length > 3);
  }

  @Override
  protected Peer connect(String url, Map<String, String> headers, Heard told) throws Exception {
    return open(HttpClient.newConnection(), url, headers, told);
  }

  /** Opens one, and waits until it is open or failed. */
  static Peer open(HttpClient client, String url, Map<String, String> headers, Heard told)
      throws InterruptedException {
    Socket socket = new Socket(told);
    client
        .headers(lines -> headers.forEach(lines::set))
        .websocket(COMPRESSING)
        .uri(url)
        .handle(socket::talk)
        .subscribe(nothing -> {}, socket::failed, socket::ended);
    socket.opened.await(LIMIT.getSeconds(), TimeUnit.SECONDS);
    return socket;
  }

  private static final class Socket implements Peer {
    private final Heard heard;
    private final CountDownLatch opened = new CountDownLatch(1);
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile WebsocketOutbound outbound;
    private volatile Connection connection;

    Socket(Heard heard) {
      this.heard = heard;
    }

    Publisher<Void> talk(WebsocketInbound in, WebsocketOutbound out) {
      outbound = out;
      in.withConnection(made -> connection = made);
      closing(in).subscribe(this::closed, failure -> {});
      Flux<WebSocketFrame> frames = in.aggregateFrames(LONGEST).receiveFrames();
      heard.opened();
      opened.countDown();
      return frames.doOnNext(this::take).then();
    }

    /** The status has a class that the Netty doesn't have that the tests are compiled with. */
    private static Mono<?> closing(WebsocketInbound in) {
      try {
        return (Mono<?>) WebsocketInbound.class.getMethod("receiveCloseStatus").invoke(in);
      } catch (ReflectiveOperationException missing) {
        throw new AssertionError(missing);
      }
    }

    private void closed(Object status) {
      try {
        closed.set(true);
        heard.closed(
            (int) status.getClass().getMethod("code").invoke(status),
            (String) status.getClass().getMethod("reasonText").invoke(status));
      } catch (ReflectiveOperationException missing) {
        throw new AssertionError(missing);
      }
    }

    private void take(WebSocketFrame frame) {
      if (frame instanceof TextWebSocketFrame) {
        heard.text(((TextWebSocketFrame) frame).text());
      } else if (frame instanceof BinaryWebSocketFrame) {
        heard.binary(ByteBufUtil.getBytes(frame.content()));
      }
    }

    void failed(Throwable failure) {
      heard.failed(failure, 0);
      opened.countDown();
    }

    void ended() {
      if (!closed.get()) {
        heard.closed(1006, "");
      }
      opened.countDown();
    }

    private void send(Flux<?> frames) {
      if (outbound == null) {
        throw new IllegalStateException("not open");
      }
      outbound.sendObject(frames).then().block(LIMIT);
    }

    @Override
    public void text(String... fragments) {
      int last = fragments.length - 1;
      send(
          Flux.range(0, fragments.length)
              .map(i -> NettySocket.fragment(i == 0, i == last, fragments[i])));
    }

    @Override
    public void binary(byte[] message) {
      send(Flux.just(new BinaryWebSocketFrame(Unpooled.copiedBuffer(message))));
    }

    @Override
    public void close(int code, String reason) {
      outbound.sendClose(code, reason).block(LIMIT);
    }

    @Override
    public void abort() {
      connection.dispose();
    }
  }
}
