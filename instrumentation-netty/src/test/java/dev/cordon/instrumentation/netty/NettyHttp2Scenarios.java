package dev.cordon.instrumentation.netty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.Reply;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.DefaultHttp2Connection;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.HttpConversionUtil;
import io.netty.handler.codec.http2.HttpToHttp2ConnectionHandlerBuilder;
import io.netty.handler.codec.http2.InboundHttp2ToHttpAdapterBuilder;
import java.net.URI;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Netty's own way from HTTP/1.1's objects to HTTP/2, which gives whole answers. */
public class NettyHttp2Scenarios extends Http2Contract {
  private static final int PIECE = 1000;
  private static final NioEventLoopGroup LOOPS = new NioEventLoopGroup(2);

  private LastHttpContent last = LastHttpContent.EMPTY_LAST_CONTENT;

  @Override
  protected boolean can(Ability ability) {
    return ability != Ability.STREAMS && super.can(ability);
  }

  @Override
  protected Reply over(Ask ask) throws Exception {
    ReplyHandler reply = new ReplyHandler();
    return reply.await(written(ask, reply));
  }

  /** Netty's newer versions write short lines as they are, so that they can be seen. */
  @Test
  public void whatStandsBehindABodyIsRedacted() throws Exception {
    last = new DefaultLastHttpContent();
    last.trailingHeaders().add("x-user", VALUE).add("x-sum", "0a1b2c");
    assertEquals(200, send(chat("hello").framed(Framing.CHUNKED)).status());
    assertFalse(bridge(server.port()).wire().contains(VALUE));
    String trailers = bridge(server.port()).trailers().toString();
    assertTrue(trailers.contains("x-user: ") && trailers.contains("x-sum: 0a1b2c"), trailers);
    assertFalse(trailers.contains(VALUE), trailers);
  }

  @Override
  protected Runnable begin(Ask ask) throws Exception {
    return written(bridged(ask), new ReplyHandler())::close;
  }

  private Channel written(Ask ask, ReplyHandler reply) throws Exception {
    URI uri = URI.create(ask.url());
    Channel channel =
        new Bootstrap()
            .group(LOOPS)
            .channel(NioSocketChannel.class)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel made) {
                    Http2Connection connection = new DefaultHttp2Connection(false);
                    made.pipeline()
                        .addLast(
                            new HttpToHttp2ConnectionHandlerBuilder()
                                .gracefulShutdownTimeoutMillis(0)
                                .frameListener(
                                    new InboundHttp2ToHttpAdapterBuilder(connection)
                                        .maxContentLength(1 << 24)
                                        .propagateSettings(false)
                                        .build())
                                .connection(connection)
                                .build(),
                            reply);
                  }
                })
            .connect(uri.getHost(), uri.getPort())
            .sync()
            .channel();
    write(channel, ask, uri);
    return channel;
  }

  private void write(Channel channel, Ask ask, URI uri) throws Exception {
    HttpMethod method = HttpMethod.valueOf(ask.method());
    String target =
        uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + '?' + uri.getRawQuery();
    byte[] body = ask.body();
    boolean whole = ask.framing() == Framing.WHOLE;
    HttpRequest request =
        whole
            ? new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, method, target, Unpooled.copiedBuffer(body))
            : new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, target);
    HttpHeaders headers = request.headers();
    headers.set(HttpHeaderNames.HOST, uri.getAuthority());
    headers.set(HttpConversionUtil.ExtensionHeaderNames.SCHEME.text(), "http");
    headers.set(HttpHeaderNames.CONTENT_TYPE, ask.contentType());
    ask.headers().forEach(line -> headers.add(line.getKey(), line.getValue()));
    if (ask.framing() != Framing.CHUNKED) {
      headers.set(HttpHeaderNames.CONTENT_LENGTH, body.length);
    }
    channel.writeAndFlush(request).sync();
    for (int at = 0; !whole && at < body.length; at += PIECE) {
      byte[] piece = Arrays.copyOfRange(body, at, Math.min(body.length, at + PIECE));
      channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(piece))).sync();
    }
    if (!whole) {
      channel.writeAndFlush(last); // the server may be done already
    }
  }
}
