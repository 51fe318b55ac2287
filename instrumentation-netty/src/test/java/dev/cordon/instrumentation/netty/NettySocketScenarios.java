package dev.cordon.instrumentation.netty;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.Heard;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What every client's WebSockets keep, kept by one that is written on Netty itself. */
public class NettySocketScenarios extends FrameContract {
  private static final int SECONDS = 30;

  @Override
  protected Peer connect(String url, Map<String, String> headers, Heard told) throws Exception {
    return NettySocket.open(url, headers, told);
  }

  private NettySocket open(String path) throws Exception {
    NettySocket socket = (NettySocket) connect(server.url(path), Map.of(), heard);
    assertEquals("open", heard.next());
    return socket;
  }

  private String redacted() throws Exception {
    String sent = server.next().text();
    assertFalse(sent.contains(VALUE), sent);
    assertTrue(sent.contains("EMAIL_"), sent);
    return sent;
  }

  @Test
  void messagesLeaveInTheOrderInWhichTheyAreWritten() throws Exception {
    NettySocket socket = open(REALTIME);
    List<ChannelFuture> writes = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      String text = say(i + " " + VALUE + " and so on".repeat(i % 3 * 1000));
      writes.add(socket.channel().write(new TextWebSocketFrame(text)));
      if (i % 5 == 0) {
        socket.channel().flush();
      }
    }
    ChannelFuture last = socket.write(new TextWebSocketFrame(say("last")));
    assertTrue(last.await(SECONDS, TimeUnit.SECONDS));
    for (int i = 0; i < 50; i++) {
      assertTrue(writes.get(i).isSuccess(), "write " + i);
      assertTrue(redacted().contains("\"" + i + " EMAIL_"), "message " + i);
      assertTrue(heard.next().contains("\"" + i + " " + VALUE), "answer " + i);
    }
    assertEquals(say("last"), server.next().text());
    socket.abort();
  }

  @Test
  void aCloseDoesNotOvertakeWhatWasWritten() throws Exception {
    for (int i = 0; i < 20; i++) {
      heard = new Heard();
      NettySocket socket = open(REALTIME);
      socket.write(new TextWebSocketFrame(say(VALUE + " and so on".repeat(1000))));
      socket.close(1000, "over");
      redacted();
      assertEquals("close 1000 over", server.next().toString());
    }
  }

  @Test
  void theEndOfTheChannelDoesNotOvertakeWhatWasWritten() throws Exception {
    for (int i = 0; i < 20; i++) {
      heard = new Heard();
      NettySocket socket = open(REALTIME);
      ChannelFuture write = socket.write(new TextWebSocketFrame(say(VALUE)));
      socket.abort();
      assertTrue(write.isSuccess());
    }
  }

  @Test
  void theChannelIsNotWritableWhileTooMuchWaits() throws Exception {
    NettySocket socket = open(REALTIME);
    Channel channel = socket.channel();
    String text = say(VALUE + " and so on".repeat(5000));
    ChannelFuture last =
        channel
            .eventLoop()
            .submit(
                () -> {
                  assertTrue(channel.isWritable());
                  ChannelFuture write = null;
                  for (int i = 0; i < 4; i++) {
                    write = channel.writeAndFlush(new TextWebSocketFrame(text));
                  }
                  assertFalse(channel.isWritable());
                  return write;
                })
            .get(SECONDS, TimeUnit.SECONDS);
    assertTrue(last.await(SECONDS, TimeUnit.SECONDS));
    for (int i = 0; i < 4; i++) {
      redacted();
      assertTrue(heard.next().contains(VALUE));
    }
    assertTrue(channel.eventLoop().submit(channel::isWritable).get(SECONDS, TimeUnit.SECONDS));
    socket.abort();
  }

  @Test
  void aPingPassesBetweenFragments() throws Exception {
    NettySocket socket = open(REALTIME);
    String text = say(VALUE);
    socket.write(NettySocket.fragment(true, false, text.substring(0, 95))).sync();
    socket.ping("are you there");
    socket.write(NettySocket.fragment(false, true, text.substring(95))).sync();
    redacted();
    assertTrue(heard.next().contains(VALUE));
    socket.abort();
  }

  @Test
  void bytesInFragmentsAreOneMessage() throws Exception {
    NettySocket socket = open(REALTIME);
    byte[] text = say(VALUE).getBytes(UTF_8);
    socket.write(new BinaryWebSocketFrame(false, 0, Unpooled.copiedBuffer(text, 0, 95)));
    socket.write(
        new ContinuationWebSocketFrame(true, 0, Unpooled.copiedBuffer(text, 95, text.length - 95)));
    assertTrue(redacted().startsWith("{\"type\""));
    assertTrue(heard.next().startsWith("binary "));
    socket.abort();
  }

  @Test
  void afterARefusalNothingLeavesAndTheSocketIsClosed() throws Exception {
    policy("redact: {email_address: block}");
    NettySocket socket = open(REALTIME);
    ChannelFuture refused = socket.write(new TextWebSocketFrame(say(VALUE)));
    ChannelFuture next = socket.write(new TextWebSocketFrame(say("hello")));
    assertTrue(refused.await(SECONDS, TimeUnit.SECONDS));
    assertTrue(next.await(SECONDS, TimeUnit.SECONDS));
    assertInstanceOf(IOException.class, refused.cause());
    assertTrue(refused.cause().getMessage().startsWith("Cordon refused this message"));
    assertInstanceOf(IOException.class, next.cause());
    assertTrue(socket.channel().closeFuture().await(SECONDS, TimeUnit.SECONDS));
    assertTrue(heard.next().startsWith("failure "));
    assertEquals("close 1006 ", heard.next());
    assertEquals("close", server.next().kind());
  }

  @Test
  void framesOfUnknownMakingAreRefused() throws Exception {
    NettySocket socket = open(REALTIME);
    ChannelFuture raw = socket.write(Unpooled.copiedBuffer(VALUE, UTF_8));
    assertTrue(raw.await(SECONDS, TimeUnit.SECONDS));
    assertEquals("Cordon could not check this message", raw.cause().getMessage());

    heard = new Heard();
    socket = open(REALTIME);
    ChannelFuture extended = socket.write(new TextWebSocketFrame(true, 1, say(VALUE)));
    assertTrue(extended.await(SECONDS, TimeUnit.SECONDS));
    assertEquals("Cordon could not check this message", extended.cause().getMessage());
    for (int i = 0; i < 2; i++) {
      assertEquals("close", server.next().kind());
    }
  }

  @Test
  void anUpgradeOfUnknownMakingIsRefused() throws Exception {
    assertTrue(upgraded().matches("failure .*403.*"));
    assertEquals(0, server.handshakes());
    policy("on_unreadable: allow");
    heard = new Heard();
    assertTrue(upgraded().matches("failure .*101.*"));
    server.handshake();
  }

  /** Writes an upgrade without Netty's handshaker; returns what comes. */
  private String upgraded() throws Exception {
    URI uri = URI.create(server.url(REALTIME));
    NettySocket.connect(
        uri,
        heard,
        new ChannelInboundHandlerAdapter() {
          @Override
          public void channelActive(ChannelHandlerContext ctx) {
            ctx.writeAndFlush(upgrade(uri));
          }

          @Override
          public void channelRead(ChannelHandlerContext ctx, Object message) {
            FullHttpResponse response = (FullHttpResponse) message;
            ctx.fireExceptionCaught(new IOException(response.status().toString()));
            response.release();
          }
        });
    return heard.next();
  }

  private static DefaultFullHttpRequest upgrade(URI uri) {
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, uri.getRawPath());
    HttpHeaders headers = request.headers();
    headers.set("Host", uri.getAuthority());
    headers.set("Connection", "Upgrade").set("Upgrade", "websocket");
    headers.set("Sec-WebSocket-Version", "13");
    headers.set("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==");
    return request;
  }

  @Test
  void nothingOfOursIsInThePipelineOfAnotherProgramsSocket() throws Exception {
    NettySocket socket = open("/updates");
    Channel channel = socket.channel();
    channel.eventLoop().submit(() -> {}).sync(); // the codec goes behind the handshake's answer
    for (String name : channel.pipeline().names()) {
      assertFalse(name.contains("SocketHandler"), name);
      assertFalse(name.contains("CallHandler"), name);
    }
    socket.abort();
  }
}
