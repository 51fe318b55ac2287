package dev.cordon.instrumentation.netty;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.JsonTree;
import dev.cordon.instrumentation.Leaving;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Advice where a client that has an HTTP/2 handler of its own, as Vert.x and Armeria do, writes its
 * requests. Runs on the channel's event loop.
 */
public final class EncoderAdvice {
  private static final String FRAME_CODEC = "io.netty.handler.codec.http2.Http2FrameCodec";

  /** Whose requests may be governed elsewhere, in whatever package a copy lies. */
  private static final String[] GOVERNED = {
    FRAME_CODEC, "io.grpc.netty.GrpcHttp2ConnectionHandler"
  };

  /** In the names of the AWS SDK's own handlers of a connection. */
  private static final String AWS = ".awssdk.http.nio.netty.";

  /** Whether a connection's streams speak in HTTP/1.1's objects, so that each has our handler. */
  private static final AttributeKey<Boolean> OBJECTS =
      AttributeKey.valueOf(EncoderAdvice.class, "objects");

  private EncoderAdvice() {}

  /**
   * Advice on the entry of {@code writeHeaders} without a priority.
   *
   * @param encoder the connection's encoder
   * @param context its handler's context
   * @param stream the stream's number
   * @param headers what begins the request, or its trailers
   * @param padding bytes to add
   * @param end whether nothing follows
   * @param promise completes with the write
   * @return the promise: the frame is held or refused; or null to go on
   */
  public static @Nullable Object onHeaders(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int padding,
      boolean end,
      ChannelPromise promise) {
    return take(encoder, context, stream, Http2Frames.Head.plain(headers, padding, end), promise);
  }

  /**
   * Advice on the entry of {@code writeHeaders} with a priority.
   *
   * @param encoder the connection's encoder
   * @param context its handler's context
   * @param stream the stream's number
   * @param headers what begins the request, or its trailers
   * @param dependency of the priority
   * @param weight of the priority
   * @param exclusive of the priority
   * @param padding bytes to add
   * @param end whether nothing follows
   * @param promise completes with the write
   * @return the promise: the frame is held or refused; or null to go on
   */
  public static @Nullable Object onPrioritised(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end,
      ChannelPromise promise) {
    return take(
        encoder,
        context,
        stream,
        Http2Frames.Head.prioritised(headers, dependency, weight, exclusive, padding, end),
        promise);
  }

  private static @Nullable Object take(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      Http2Frames.Head frame,
      ChannelPromise promise) {
    Http2Request known = request(context, stream);
    if (known != null) {
      return known.trailers(frame, promise);
    }
    if (isGovernedElsewhere(context) || frame.headers().method() == null) {
      return null; // another hook's, whose headers may not be read at all; a server's; trailers
    }
    Http2Head head = new Http2Head(context.channel(), frame.headers());
    Call call = Call.sent(CallHandler.WHERE, head.head(), frame.headers(), context.channel());
    if (call == null) {
      Leaving.apply(CallHandler.WHERE, null, head.head(), head);
      if (head.isChanged()) {
        frame.with(head.headers()).write(encoder, context, stream, promise);
        return promise;
      }
      return null;
    }
    Http2Calls calls = Http2Calls.of(context, encoder, stream - 2);
    if (calls == null) {
      return unseen(call, encoder, stream, promise);
    }
    Http2Request request = new Http2Request(calls, stream, head, frame);
    if (!calls.begin(stream, request)) {
      return null; // Netty says why
    }
    request.begin(call, promise);
    return promise;
  }

  private static @Nullable Http2Request request(ChannelHandlerContext context, int stream) {
    Http2Calls calls = Http2Calls.of(context.channel());
    return calls == null ? null : calls.request(stream);
  }

  /** Whoever writes HTTP/2 without a handler of Netty's can't be given an answer. */
  private static @Nullable Object unseen(
      Call call, Http2ConnectionEncoder encoder, int stream, ChannelPromise promise) {
    Decision decision = call.unread(Exchange.Unread.DUPLEX, -1);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal == null) {
      decision.complete(); // what follows is not seen
      return null;
    }
    return refused(encoder, stream, message(refusal), promise);
  }

  /**
   * Advice on the entry of {@code writeData}.
   *
   * @param encoder the connection's encoder
   * @param context its handler's context
   * @param stream the stream's number
   * @param data the bytes; owned from now on
   * @param padding bytes to add
   * @param end whether nothing follows
   * @param promise completes with the write
   * @return the promise: the frame is held or refused; or null to go on
   */
  public static @Nullable Object onData(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      ByteBuf data,
      int padding,
      boolean end,
      ChannelPromise promise)
      throws IOException {
    Http2Request known = request(context, stream);
    return known == null ? null : known.data(data, padding, end, promise);
  }

  /**
   * Answers in the place of {@link #onData} when that failed.
   *
   * @return the promise, failed, or null to go on
   */
  public static @Nullable Object onDataFault(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      ByteBuf data,
      int padding,
      boolean end,
      ChannelPromise promise) {
    Http2Calls calls = Http2Calls.of(context.channel());
    if (calls == null || !calls.ids().isHeld(stream)) {
      return null;
    }
    data.release();
    return refused(encoder, stream, Leaving.FAULT, promise);
  }

  /**
   * Answers in the place of {@link #onHeaders} when that failed.
   *
   * @return the promise, failed, or null to go on
   */
  public static @Nullable Object onHeadersFault(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int padding,
      boolean end,
      ChannelPromise promise) {
    return faulty(encoder, context, stream, headers, promise);
  }

  /**
   * Answers in the place of {@link #onPrioritised} when that failed.
   *
   * @return the promise, failed, or null to go on
   */
  public static @Nullable Object onPrioritisedFault(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int dependency,
      short weight,
      boolean exclusive,
      int padding,
      boolean end,
      ChannelPromise promise) {
    return faulty(encoder, context, stream, headers, promise);
  }

  private static @Nullable Object faulty(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      ChannelPromise promise) {
    if (isGovernedElsewhere(context) || headers.method() == null) {
      return null;
    }
    SyntheticAnswer refusal =
        Call.faulty(CallHandler.WHERE, new Http2Head(context.channel(), headers).head());
    return refusal == null ? null : refused(encoder, stream, message(refusal), promise);
  }

  /** Returns what a refusal says to people. */
  private static String message(SyntheticAnswer refusal) {
    Object body = JsonTree.read(refusal.body());
    Object error = body instanceof Map ? ((Map<?, ?>) body).get("error") : null;
    Object message = error instanceof Map ? ((Map<?, ?>) error).get("message") : null;
    return message == null ? "refused by policy" : message.toString();
  }

  /** Notes that the requests of a connection's streams are governed in the streams. */
  static void governedAbove(Channel connection) {
    connection.attr(OBJECTS).set(Boolean.TRUE);
  }

  /** Frames that an application writes to the streams of a frame codec are governed by nobody. */
  static boolean isGovernedElsewhere(ChannelHandlerContext context) {
    Class<?> handler = context.handler().getClass();
    return isGovernedElsewhere(handler)
        && (!is(handler, FRAME_CODEC) || context.channel().hasAttr(OBJECTS) || isAws(context));
  }

  /** The AWS SDK's calls are governed before they are signed, and its streams go both ways. */
  private static boolean isAws(ChannelHandlerContext context) {
    for (Map.Entry<String, ChannelHandler> each : context.pipeline()) {
      if (each.getValue().getClass().getName().contains(AWS)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether a handler's requests may be governed above it. */
  private static boolean isGovernedElsewhere(Class<?> handler) {
    for (String governed : GOVERNED) {
      if (is(handler, governed)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(Class<?> handler, String name) {
    for (Class<?> type = handler; type != null; type = type.getSuperclass()) {
      if (type.getName().endsWith(name)) {
        return true;
      }
    }
    return false;
  }

  /** A stream that doesn't begin is closed: else its body would still be sent. */
  private static Object refused(
      Http2ConnectionEncoder encoder, int number, String why, ChannelPromise promise) {
    promise.tryFailure(new IOException(why));
    Http2Stream stream = encoder.connection().stream(number);
    if (stream != null) {
      stream.close();
    }
    return promise;
  }
}
