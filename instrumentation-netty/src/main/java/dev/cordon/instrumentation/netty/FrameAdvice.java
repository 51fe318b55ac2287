package dev.cordon.instrumentation.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Stream;
import java.lang.invoke.MethodHandles.Lookup;
import org.jspecify.annotations.Nullable;

/**
 * Advice where HTTP/2's frames are written and read: between a client's numbers of its streams and
 * those on the wire. Runs on the channel's event loop.
 */
public final class FrameAdvice {
  private FrameAdvice() {}

  /**
   * Advice on the arguments of {@code writeHeaders} without a priority.
   *
   * @return the arguments, or null for these
   */
  public static Object @Nullable [] onHeaders(
      Object writer,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int padding,
      boolean end,
      ChannelPromise promise)
      throws Http2Exception {
    Http2Calls calls = Http2Calls.of(context.channel());
    int number = calls == null ? stream : calls.ids().forHeaders(stream);
    return number == stream ? null : new Object[] {context, number, headers, padding, end, promise};
  }

  /**
   * Advice on the arguments of {@code writeHeaders} with a priority.
   *
   * @return the arguments, or null for these
   */
  public static Object @Nullable [] onPrioritised(
      Object writer,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end,
      ChannelPromise promise)
      throws Http2Exception {
    Http2Calls calls = Http2Calls.of(context.channel());
    if (calls == null) {
      return null;
    }
    int number = calls.ids().forHeaders(stream);
    int on = Math.max(0, calls.ids().out(dependency));
    return number == stream && on == dependency
        ? null
        : new Object[] {context, number, headers, on, weight, exclusive, padding, end, promise};
  }

  /**
   * Advice on the arguments of {@code writeData}.
   *
   * @return the arguments, or null for these
   */
  public static Object @Nullable [] onData(
      Object writer,
      ChannelHandlerContext context,
      int stream,
      ByteBuf data,
      int padding,
      boolean end,
      ChannelPromise promise) {
    int number = number(context, stream);
    return number == stream || number < 0
        ? null
        : new Object[] {context, number, data, padding, end, promise};
  }

  /**
   * Advice on the entry of {@code writeRstStream}.
   *
   * @return the promise: the peer doesn't know the stream; or null to go on
   */
  public static @Nullable Object onUnknownReset(
      Object writer, ChannelHandlerContext context, int stream, long code, ChannelPromise promise) {
    return unknown(context, stream, promise);
  }

  /**
   * Advice on the arguments of {@code writeRstStream}.
   *
   * @return the arguments, or null for these
   */
  public static Object @Nullable [] onReset(
      Object writer, ChannelHandlerContext context, int stream, long code, ChannelPromise promise) {
    int number = number(context, stream);
    return number == stream ? null : new Object[] {context, number, code, promise};
  }

  /**
   * Advice on the entry of {@code writePriority}.
   *
   * @return the promise: the peer doesn't know the stream; or null to go on
   */
  public static @Nullable Object onUnknownPriority(
      Object writer,
      ChannelHandlerContext context,
      int stream,
      int dependency,
      short weight,
      boolean exclusive,
      ChannelPromise promise) {
    return unknown(context, stream, promise);
  }

  /**
   * Advice on the arguments of {@code writePriority}.
   *
   * @return the arguments, or null for these
   */
  public static Object @Nullable [] onPriority(
      Object writer,
      ChannelHandlerContext context,
      int stream,
      int dependency,
      short weight,
      boolean exclusive,
      ChannelPromise promise) {
    int number = number(context, stream);
    int on = Math.max(0, number(context, dependency));
    return number == stream && on == dependency
        ? null
        : new Object[] {context, number, on, weight, exclusive, promise};
  }

  /**
   * Advice on the entry of {@code writeWindowUpdate}.
   *
   * @return the promise: the peer doesn't know the stream; or null to go on
   */
  public static @Nullable Object onUnknownWindow(
      Object writer,
      ChannelHandlerContext context,
      int stream,
      int increment,
      ChannelPromise promise) {
    return unknown(context, stream, promise);
  }

  /**
   * Advice on the arguments of {@code writeWindowUpdate}.
   *
   * @return the arguments, or null for these
   */
  public static Object @Nullable [] onWindow(
      Object writer,
      ChannelHandlerContext context,
      int stream,
      int increment,
      ChannelPromise promise) {
    int number = number(context, stream);
    return number == stream ? null : new Object[] {context, number, increment, promise};
  }

  /**
   * Advice on the entry of {@code writeFrame}: a frame of the application's own.
   *
   * @return the promise: the peer doesn't know the stream; or null to go on
   */
  public static @Nullable Object onUnknownFrame(
      Object writer,
      ChannelHandlerContext context,
      byte type,
      int stream,
      Http2Flags flags,
      ByteBuf payload,
      ChannelPromise promise) {
    Object dropped = unknown(context, stream, promise);
    if (dropped != null) {
      payload.release();
    }
    return dropped;
  }

  /**
   * Advice on the arguments of {@code writeFrame}.
   *
   * @return the arguments, or null for these
   */
  public static Object @Nullable [] onFrame(
      Object writer,
      ChannelHandlerContext context,
      byte type,
      int stream,
      Http2Flags flags,
      ByteBuf payload,
      ChannelPromise promise) {
    int number = number(context, stream);
    return number == stream ? null : new Object[] {context, type, number, flags, payload, promise};
  }

  private static int number(ChannelHandlerContext context, int stream) {
    Http2Calls calls = Http2Calls.of(context.channel());
    return calls == null ? stream : calls.ids().out(stream);
  }

  private static @Nullable Object unknown(
      ChannelHandlerContext context, int stream, ChannelPromise promise) {
    if (number(context, stream) >= 0) {
      return null;
    }
    promise.trySuccess();
    return promise;
  }

  /**
   * Advice on the arguments of {@code readFrame}.
   *
   * @param lookup the reader class's own
   * @param reader the connection's
   * @return the arguments, or null for these
   */
  public static Object @Nullable [] onRead(
      Lookup lookup,
      Object reader,
      ChannelHandlerContext context,
      ByteBuf in,
      Http2FrameListener listener) {
    Http2Calls.makesHeaders(context.channel(), () -> headersDecoder(lookup, reader));
    Http2Calls calls = Http2Calls.of(context.channel());
    if (calls == null
        && context.channel().hasAttr(Answers.UPGRADED)
        && !EncoderAdvice.isGovernedElsewhere(context)) {
      calls = Http2Calls.upgraded(context);
    }
    return calls == null ? null : new Object[] {context, in, calls.reading(listener)};
  }

  private static Object headersDecoder(Lookup lookup, Object reader) {
    try {
      return lookup
          .findGetter(lookup.lookupClass(), "headersDecoder", Http2HeadersDecoder.class)
          .invoke(reader);
    } catch (Throwable none) {
      return reader; // of another shape
    }
  }

  /**
   * Advice on the arguments of {@code consumeBytes}.
   *
   * @return the arguments, or null for these
   */
  public static Object @Nullable [] onConsume(
      Object controller, @Nullable Http2Stream stream, int processed) {
    int network = Surplus.take(stream, processed);
    return network == processed ? null : new Object[] {stream, network};
  }
}
