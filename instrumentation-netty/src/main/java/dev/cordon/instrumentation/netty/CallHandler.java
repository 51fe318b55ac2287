package dev.cordon.instrumentation.netty;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpClientUpgradeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Stands beside a client's codec, one a channel. Leads requests through {@link Requests} and
 * answers through {@link Answers}; everything else passes. Used by the channel's event loop.
 */
final class CallHandler extends ChannelDuplexHandler {
  /** This client's name in reports of faults. */
  static final String WHERE = "netty";

  private final ChannelHandler codec;
  private final boolean stream;
  private @Nullable Requests requests;
  private @Nullable Answers answers;

  /**
   * Makes a handler.
   *
   * @param codec the codec that it stands beside
   * @param stream whether the channel is one stream of HTTP/2
   */
  CallHandler(ChannelHandler codec, boolean stream) {
    this.codec = codec;
    this.stream = stream;
  }

  /** Tells whether this one stands beside that codec. */
  boolean isBeside(ChannelHandler other) {
    return codec == other;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext ctx) {
    answers = new Answers(ctx);
    requests = new Requests(ctx, answers, stream);
    if (stream) {
      answers.adopt();
    }
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext ctx) {
    end();
  }

  private void end() {
    if (requests != null && answers != null) {
      requests.end();
      answers.end();
    }
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object msg, ChannelPromise promise) {
    if (requests == null) {
      ctx.write(msg, promise);
    } else {
      requests.write(msg, promise);
    }
  }

  @Override
  public void flush(ChannelHandlerContext ctx) {
    if (requests != null) {
      requests.flushed();
    }
    ctx.flush();
  }

  @Override
  public void read(ChannelHandlerContext ctx) {
    if (answers == null) {
      ctx.read();
    } else {
      answers.demand();
    }
  }

  @Override
  public void close(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (answers != null) {
      answers.closing();
    }
    ctx.close(promise);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object msg) {
    if (answers == null) {
      ctx.fireChannelRead(msg);
    } else {
      answers.read(msg);
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext ctx) {
    if (answers == null) {
      ctx.fireChannelReadComplete();
    } else {
      answers.readComplete();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
    if (answers == null) {
      ctx.fireUserEventTriggered(event);
    } else {
      if (event == HttpClientUpgradeHandler.UpgradeEvent.UPGRADE_SUCCESSFUL) {
        answers.upgraded();
      }
      answers.inOrder(() -> ctx.fireUserEventTriggered(event));
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    if (answers == null) {
      ctx.fireExceptionCaught(cause);
    } else {
      answers.failed(cause);
      answers.inOrder(() -> ctx.fireExceptionCaught(cause));
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    end();
    ctx.fireChannelInactive();
  }
}
