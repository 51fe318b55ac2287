package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.testing.Reply;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Collects one answer at the end of a pipeline. */
final class ReplyHandler extends ChannelInboundHandlerAdapter {
  private static final int SECONDS = 30;

  private final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
  private final BodyQueue body = new BodyQueue();
  private final CountDownLatch inactive = new CountDownLatch(1);

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpResponse) {
      head.complete((HttpResponse) message);
    }
    if (message instanceof HttpContent) {
      HttpContent content = (HttpContent) message;
      body.add(ByteBufUtil.getBytes(content.content()));
      content.release();
      if (message instanceof LastHttpContent) {
        body.end();
      }
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(cause);
    ctx.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    fail(new IOException("closed"));
    inactive.countDown();
  }

  private void fail(Throwable cause) {
    head.completeExceptionally(cause);
    body.fail(cause);
  }

  Reply await(Channel channel) throws Exception {
    HttpResponse response = head.get(SECONDS, TimeUnit.SECONDS);
    return new Reply(
        response.status().code(), name -> response.headers().get(name), closing(channel));
  }

  /** The body, with which the channel is closed. */
  private InputStream closing(Channel channel) {
    return new FilterInputStream(body) {
      @Override
      public void close() throws IOException {
        try {
          channel.close().sync();
          if (!inactive.await(SECONDS, TimeUnit.SECONDS)) {
            throw new IOException("the channel never became inactive");
          }
        } catch (InterruptedException interrupted) {
          throw new IOException(interrupted);
        }
      }
    };
  }
}
