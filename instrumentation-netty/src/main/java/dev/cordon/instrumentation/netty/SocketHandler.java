package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.SocketCall;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/**
 * Stands above the frame codec of one WebSocket of an AI call, from before its handshake's answer
 * is handed on. Leads what leaves through {@link SocketWrites} and what comes through {@link
 * SocketReads}. Used by the channel's event loop.
 */
final class SocketHandler extends ChannelDuplexHandler {
  private final SocketCall call;
  private @Nullable SocketWrites writes;
  private @Nullable SocketReads reads;

  SocketHandler(SocketCall call) {
    this.call = call;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    writes = new SocketWrites(ctx, call);
    reads = new SocketReads(ctx, call);
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    end();
  }

  private void end() {
    if (writes != null && reads != null) {
      writes.end();
      reads.end(writes.isClosing());
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (writes == null) {
      ctx.write(msg, promise);
    } else {
      writes.write(msg, promise);
    }
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    if (writes == null) {
      ctx.flush();
    } else {
      writes.inOrder(ctx::flush);
    }
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (writes == null) {
      ctx.close(promise);
    } else {
      writes.closing(() -> ctx.close(promise));
    }
  }

  @Override
  public void disconnect(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (writes == null) {
      ctx.disconnect(promise);
    } else {
      writes.closing(() -> ctx.disconnect(promise));
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (reads == null) {
      ctx.fireChannelRead(msg);
    } else {
      reads.read(msg);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (reads != null) {
      reads.readComplete();
    }
    ctx.fireChannelReadComplete();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (reads != null) {
      reads.failed(cause);
    }
    ctx.fireExceptionCaught(cause);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
    ctx.fireChannelInactive();
  }
}
