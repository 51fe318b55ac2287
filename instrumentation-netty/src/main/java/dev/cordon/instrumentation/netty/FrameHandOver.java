package dev.cordon.instrumentation.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;

/**
 * What the client is told, when Netty has accounted for it: here an answer's bytes become the
 * restored ones. The client answers for those, Netty for what came; {@link Surplus} holds the
 * difference. Used by the channel's event loop.
 */
final class FrameHandOver extends Http2FrameListenerDecorator {
  private final Http2Calls calls;

  /**
   * Makes one.
   *
   * @param client the client's own
   * @param calls those of the connection
   */
  FrameHandOver(Http2FrameListener client, Http2Calls calls) {
    super(client);
    this.calls = calls;
  }

  /** Returns the client's own. */
  Http2FrameListener client() {
    return listener;
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext ctx, int stream, ByteBuf data, int padding, boolean end)
      throws Http2Exception {
    ByteBuf restored = calls.restored();
    if (restored == null) {
      return listener.onDataRead(ctx, stream, data, padding, end);
    }
    int came = data.readableBytes();
    int given = restored.readableBytes();
    if (given == 0 && !end) {
      return came + padding;
    }
    calls.surplus(stream, given - came);
    int processed = listener.onDataRead(ctx, stream, restored, padding, end);
    return processed + Math.max(0, came - given);
  }
}
