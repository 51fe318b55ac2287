package dev.cordon.instrumentation.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * What the frame reader of a connection tells, before Netty has accounted for it: the frames of
 * calls wait here for their turn, so that a stream's state never runs ahead of what the client was
 * given. Used by the channel's event loop.
 */
final class FrameReading extends Http2FrameListenerDecorator {
  private final Http2Calls calls;

  /**
   * Makes one.
   *
   * @param decoder takes the frames
   * @param calls those of the connection
   */
  FrameReading(Http2FrameListener decoder, Http2Calls calls) {
    super(decoder);
    this.calls = calls;
  }

  /** Tells whether this one leads to that listener. */
  boolean leadsTo(Http2FrameListener other) {
    return listener == other;
  }

  @Override
  public int onDataRead(
      ChannelHandlerContext ctx, int number, ByteBuf data, int padding, boolean end)
      throws Http2Exception {
    int stream = calls.ids().in(number);
    Http2Answer answer = calls.answer(stream);
    if (answer == null) {
      return listener.onDataRead(ctx, stream, data, padding, end);
    }
    answer.data(listener, data, padding, end);
    return data.readableBytes() + padding;
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx, int number, Http2Headers headers, int padding, boolean end)
      throws Http2Exception {
    int stream = calls.ids().in(number);
    Http2Answer answer = calls.answer(stream);
    if (answer == null) {
      listener.onHeadersRead(ctx, stream, headers, padding, end);
    } else {
      answer.headers(headers, end, now -> listener.onHeadersRead(ctx, stream, now, padding, end));
    }
  }

  @Override
  public void onHeadersRead(
      ChannelHandlerContext ctx,
      int number,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end)
      throws Http2Exception {
    int stream = calls.ids().in(number);
    int on = calls.ids().in(dependency);
    Http2Answer answer = calls.answer(stream);
    if (answer == null) {
      listener.onHeadersRead(ctx, stream, headers, on, weight, exclusive, padding, end);
    } else {
      answer.headers(
          headers,
          end,
          now -> listener.onHeadersRead(ctx, stream, now, on, weight, exclusive, padding, end));
    }
  }

  @Override
  public void onRstStreamRead(ChannelHandlerContext ctx, int number, long code)
      throws Http2Exception {
    int stream = calls.ids().in(number);
    Http2Answer answer = calls.answer(stream);
    if (answer == null) {
      listener.onRstStreamRead(ctx, stream, code);
    } else {
      answer.reset(() -> listener.onRstStreamRead(ctx, stream, code));
    }
  }

  @Override
  public void onPriorityRead(
      ChannelHandlerContext ctx, int number, int dependency, short weight, boolean exclusive)
      throws Http2Exception {
    WireIds ids = calls.ids();
    listener.onPriorityRead(ctx, ids.in(number), ids.in(dependency), weight, exclusive);
  }

  @Override
  public void onPushPromiseRead(
      ChannelHandlerContext ctx, int number, int promised, Http2Headers headers, int padding)
      throws Http2Exception {
    listener.onPushPromiseRead(ctx, calls.ids().in(number), promised, headers, padding);
  }

  @Override
  public void onWindowUpdateRead(ChannelHandlerContext ctx, int number, int increment)
      throws Http2Exception {
    listener.onWindowUpdateRead(ctx, calls.ids().in(number), increment);
  }

  @Override
  public void onUnknownFrame(
      ChannelHandlerContext ctx, byte type, int number, Http2Flags flags, ByteBuf payload)
      throws Http2Exception {
    listener.onUnknownFrame(ctx, type, calls.ids().in(number), flags, payload);
  }

  /** What was held, or begun late, may be what the peer will never see. */
  @Override
  public void onGoAwayRead(ChannelHandlerContext ctx, int last, long code, ByteBuf debugData)
      throws Http2Exception {
    listener.onGoAwayRead(ctx, calls.ids().lastSeen(last), code, debugData);
    for (int stream : calls.ids().lost(last)) {
      if (calls.isOpen(stream)) {
        listener.onRstStreamRead(ctx, stream, Http2Error.REFUSED_STREAM.code());
      }
    }
  }
}
