package com.example.app;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;

/** Asks through Netty's codec alone, on which others lie. */
final class Client implements AutoCloseable {
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Type: application/json\r\n\r\n{}"
          .getBytes(StandardCharsets.US_ASCII);

  private final EmbeddedChannel channel = new EmbeddedChannel(new HttpClientCodec());

  String ask(String vendor, String prompt) {
    ByteBuf body = Unpooled.copiedBuffer(Chat.body(prompt), StandardCharsets.UTF_8);
    DefaultFullHttpRequest request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, Chat.PATH, body);
    request.headers().set(HttpHeaderNames.HOST, "127.0.0.1:9");
    request.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    request.headers().set(HttpHeaderNames.CONTENT_LENGTH, body.readableBytes());
    channel.writeOutbound(request);
    for (Object sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
      ReferenceCountUtil.release(sent);
    }
    channel.writeInbound(Unpooled.wrappedBuffer(ANSWER));
    String first = "";
    for (Object came = channel.readInbound(); came != null; came = channel.readInbound()) {
      first = "answered";
      ReferenceCountUtil.release(came);
    }
    return first;
  }

  @Override
  public void close() {}
}
