package dev.cordon.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.Heard;
import dev.cordon.instrumentation.testing.RealGate;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The protocols that WebSockets had before RFC 6455, with a server of Netty's own. */
public class OlderSocketScenarios {
  private static final String VALUE = "anna.berg@nordwind-reisen.de";
  private static final String PATH = "/v1/realtime";
  private static final int SECONDS = 30;

  private final NioEventLoopGroup loops = new NioEventLoopGroup(1);
  private final BlockingQueue<String> sent = new LinkedBlockingQueue<>();
  private final Heard heard = new Heard();
  private Channel server;

  @BeforeEach
  void start() throws Exception {
    Cordon.install(new RealGate());
    server =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) {
                    made.pipeline()
                        .addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20))
                        .addLast(new WebSocketServerProtocolHandler(PATH), new Echo());
                  }
                })
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .sync()
            .channel();
  }

  @AfterEach
  void stop() throws Exception {
    Cordon.install(null);
    server.close().sync();
    loops.shutdownGracefully(0, SECONDS, TimeUnit.SECONDS).sync();
  }

  private final class Echo extends SimpleChannelInboundHandler<TextWebSocketFrame> {
    @Override
    protected void channelRead0(ChannelHandlerContext ctx, TextWebSocketFrame frame) {
      String text = frame.text();
      sent.add(text);
      int at = text.indexOf("\"text\":\"");
      String said = at < 0 ? text : text.substring(at + 8, text.indexOf('"', at + 8));
      ctx.writeAndFlush(
          new TextWebSocketFrame(
              "{\"type\":\"response.output_text.done\",\"item_id\":\"i\",\"output_index\":0,"
                  + "\"content_index\":0,\"text\":\""
                  + said
                  + "\"}"));
    }
  }

  private void speaks(WebSocketVersion version) throws Exception {
    int port = ((InetSocketAddress) server.localAddress()).getPort();
    NettySocket socket = NettySocket.open("ws://127.0.0.1:" + port + PATH, version, heard);
    assertEquals("open", heard.next());
    for (int i = 0; i < 3; i++) {
      socket.text(
          "{\"type\":\"conversation.item.create\",\"item\":{\"type\":\"message\",\"role\":\"user\","
              + "\"content\":[{\"type\":\"input_text\",\"text\":\""
              + VALUE
              + "\"}]}}");
      String text = sent.poll(SECONDS, TimeUnit.SECONDS);
      assertFalse(text.contains(VALUE), text);
      assertTrue(text.contains("EMAIL_"), text);
      String event = heard.next();
      assertTrue(event.contains(VALUE), event);
    }
    socket.abort();
  }

  @Test
  void hixie76() throws Exception {
    speaks(WebSocketVersion.V00);
  }

  @Test
  void hybi07() throws Exception {
    speaks(WebSocketVersion.V07);
  }

  @Test
  void hybi10() throws Exception {
    speaks(WebSocketVersion.V08);
  }

  @Test
  void rfc6455() throws Exception {
    speaks(WebSocketVersion.V13);
  }
}
