package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.testing.Reply;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Collects one answer at the end of a pipeline. */
final class ReplyHandler extends ChannelInboundHandlerAdapter {
  private static final int SECONDS = 30;
  private static final byte[] END = {};

  private final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
  private final BlockingQueue<Object> pieces = new LinkedBlockingQueue<>();
  private final CountDownLatch inactive = new CountDownLatch(1);

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    if (message instanceof HttpResponse) {
      head.complete((HttpResponse) message);
    }
    if (message instanceof HttpContent) {
      HttpContent content = (HttpContent) message;
      pieces.add(ByteBufUtil.getBytes(content.content()));
      content.release();
      if (message instanceof LastHttpContent) {
        pieces.add(END);
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
    pieces.add(new IOException(cause));
  }

  Reply await(Channel channel) throws Exception {
    HttpResponse response = head.get(SECONDS, TimeUnit.SECONDS);
    return new Reply(
        response.status().code(), name -> response.headers().get(name), new Body(channel));
  }

  private final class Body extends InputStream {
    private final Channel channel;
    private byte[] piece = {};
    private int at;
    private boolean ended;

    Body(Channel channel) {
      this.channel = channel;
    }

    @Override
    public int read() throws IOException {
      while (at == piece.length && !ended) {
        Object next = next();
        if (next instanceof IOException) {
          throw (IOException) next;
        }
        ended = next == END;
        piece = (byte[]) next;
        at = 0;
      }
      return ended ? -1 : piece[at++] & 0xff;
    }

    private Object next() throws IOException {
      try {
        Object next = pieces.poll(SECONDS, TimeUnit.SECONDS);
        return next == null ? new IOException("nothing came") : next;
      } catch (InterruptedException interrupted) {
        throw new IOException(interrupted);
      }
    }

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
  }
}
