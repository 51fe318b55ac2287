package dev.cordon.instrumentation.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.SocketContract;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakerFactory;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.netty.util.ReferenceCountUtil;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An application's WebSocket on Netty itself, which notes what it hears. */
final class NettySocket extends ChannelInboundHandlerAdapter implements SocketContract.Peer {
  private static final int SECONDS = 30;
  private static final int LONGEST = 1 << 20;
  private static final NioEventLoopGroup LOOPS = new NioEventLoopGroup(2);
  private static final PerMessageDeflateClientExtensionHandshaker DEFLATE =
      new PerMessageDeflateClientExtensionHandshaker(6, false, 15, true, true);

  static {
    // 4.1.0 inflates with a library of its own unless it is told not to
    System.setProperty("io.netty.noJdkZlibDecoder", "false");
  }

  private final Heard heard;
  private final CountDownLatch opened = new CountDownLatch(1);
  private boolean closed;
  private volatile Channel channel;

  private NettySocket(Heard heard) {
    this.heard = heard;
  }

  /** Opens one with a handshaker, and waits until it is open or failed. */
  static NettySocket open(String url, Map<String, String> headers, Heard heard) throws Exception {
    URI uri = URI.create(url);
    return connect(uri, heard, new Opening(uri, headers));
  }

  /** Opens one with the handler that Netty has for it, and waits until it is open or failed. */
  static NettySocket open(String url, WebSocketVersion version, Heard heard) throws Exception {
    URI uri = URI.create(url);
    HttpHeaders none = new DefaultHttpHeaders();
    return connect(
        uri,
        heard,
        new WebSocketClientProtocolHandler(uri, version, null, true, none, LONGEST, false));
  }

  /** Opens a WebSocket as Netty's examples do: an error goes on to the application. */
  private static final class Opening extends ChannelInboundHandlerAdapter {
    private final WebSocketClientHandshaker handshaker;

    Opening(URI uri, Map<String, String> headers) {
      HttpHeaders lines = new DefaultHttpHeaders();
      headers.forEach(lines::add);
      handshaker =
          WebSocketClientHandshakerFactory.newHandshaker(
              uri, WebSocketVersion.V13, null, true, lines, LONGEST);
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
      handshaker.handshake(ctx.channel());
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
      if (!(message instanceof FullHttpResponse)) {
        ctx.fireChannelRead(message);
        return;
      }
      FullHttpResponse response = (FullHttpResponse) message;
      try {
        handshaker.finishHandshake(ctx.channel(), response);
        ctx.fireUserEventTriggered(ClientHandshakeStateEvent.HANDSHAKE_COMPLETE);
      } catch (RuntimeException failure) {
        ctx.fireExceptionCaught(failure);
      } finally {
        response.release();
      }
    }
  }

  /** Connects with handlers of the application's own. */
  static NettySocket connect(URI uri, Heard heard, ChannelHandler... handlers) throws Exception {
    NettySocket socket = new NettySocket(heard);
    socket.channel =
        new Bootstrap()
            .group(LOOPS)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) {
                    made.pipeline()
                        .addLast(new HttpClientCodec(), new HttpObjectAggregator(LONGEST))
                        .addLast(new WebSocketClientExtensionHandler(DEFLATE))
                        .addLast(handlers)
                        .addLast(new WebSocketFrameAggregator(LONGEST), socket);
                  }
                })
            .connect(uri.getHost(), uri.getPort())
            .sync()
            .channel();
    socket.opened.await(SECONDS, TimeUnit.SECONDS);
    return socket;
  }

  Channel channel() {
    return channel;
  }

  ChannelFuture write(Object message) {
    return channel.writeAndFlush(message);
  }

  static WebSocketFrame fragment(boolean first, boolean last, String text) {
    return first
        ? new TextWebSocketFrame(last, 0, text)
        : new ContinuationWebSocketFrame(last, 0, Unpooled.copiedBuffer(text, UTF_8));
  }

  @Override
  public void text(String... fragments) throws Exception {
    for (int i = 0; i < fragments.length; i++) {
      boolean last = i == fragments.length - 1;
      write(fragment(i == 0, last, fragments[i])).sync();
    }
  }

  @Override
  public void binary(byte[] message) throws Exception {
    write(new BinaryWebSocketFrame(Unpooled.copiedBuffer(message))).sync();
  }

  void ping(String payload) throws Exception {
    write(new PingWebSocketFrame(Unpooled.copiedBuffer(payload, UTF_8))).sync();
  }

  @Override
  public void close(int code, String reason) throws Exception {
    write(new CloseWebSocketFrame(code, reason)).sync();
  }

  @Override
  public void abort() throws Exception {
    channel.close().sync();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      opened();
    }
  }

  /** Notes that the handshake is done. */
  void opened() {
    heard.opened();
    opened.countDown();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    try {
      if (message instanceof TextWebSocketFrame) {
        heard.text(((TextWebSocketFrame) message).text());
      } else if (message instanceof BinaryWebSocketFrame) {
        heard.binary(ByteBufUtil.getBytes(((BinaryWebSocketFrame) message).content()));
      } else if (message instanceof PingWebSocketFrame) {
        write(new PongWebSocketFrame(((PingWebSocketFrame) message).content().retain()));
      } else if (message instanceof CloseWebSocketFrame) {
        CloseWebSocketFrame close = (CloseWebSocketFrame) message;
        closed = true;
        heard.closed(close.statusCode(), close.reasonText());
        write(new CloseWebSocketFrame(close.statusCode(), close.reasonText()))
            .addListener(written -> channel.close());
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    heard.failed(cause, 0);
    opened.countDown();
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (!closed) {
      heard.closed(1006, "");
    }
    opened.countDown();
  }
}
