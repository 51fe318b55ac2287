package dev.cordon.instrumentation.netty;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Attached;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.JsonTree;
import dev.cordon.instrumentation.Leaving;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Advice where a client that has an HTTP/2 handler of its own, as Vert.x and Armeria do, begins a
 * request: neither its body nor its answer is seen. Runs on the channel's event loop.
 */
public final class EncoderAdvice {
  private static final byte[] EMPTY = {};

  /** Whose requests are governed elsewhere, in whatever package a copy lies. */
  private static final String[] GOVERNED = {
    "io.netty.handler.codec.http2.Http2FrameCodec", "io.grpc.netty.GrpcHttp2ConnectionHandler"
  };

  /** The stream that was judged last: until 4.1.50 one of the two methods calls the other. */
  private static final Attached<Http2ConnectionEncoder, Integer> JUDGED = new Attached<>();

  private EncoderAdvice() {}

  /**
   * Advice on the entry of {@code writeHeaders} without a priority.
   *
   * @param encoder the connection's encoder
   * @param context its handler's context
   * @param stream the stream's number
   * @param headers what begins the request
   * @param padding bytes to add
   * @param end whether the request has no body
   * @param promise completes with the write
   * @return the promise, failed: the request must not leave; or null to go on
   */
  public static @Nullable Object onHeaders(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      int padding,
      boolean end,
      ChannelPromise promise) {
    return judge(encoder, context, stream, headers, end, promise);
  }

  /**
   * Advice on the entry of {@code writeHeaders} with a priority.
   *
   * @param encoder the connection's encoder
   * @param context its handler's context
   * @param stream the stream's number
   * @param headers what begins the request
   * @param dependency of the priority
   * @param weight of the priority
   * @param exclusive of the priority
   * @param padding bytes to add
   * @param end whether the request has no body
   * @param promise completes with the write
   * @return the promise, failed: the request must not leave; or null to go on
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
    return judge(encoder, context, stream, headers, end, promise);
  }

  private static @Nullable Object judge(
      Http2ConnectionEncoder encoder,
      ChannelHandlerContext context,
      int stream,
      Http2Headers headers,
      boolean end,
      ChannelPromise promise) {
    if (headers.method() == null || isGovernedElsewhere(context.handler().getClass())) {
      return null; // trailers, a server's answer, or another hook's
    }
    Http2Head outgoing = new Http2Head(context.channel(), headers);
    Call call = Call.of(CallHandler.WHERE, outgoing.head());
    if (call == null || Integer.valueOf(stream).equals(JUDGED.get(encoder))) {
      return null;
    }
    JUDGED.put(encoder, stream);
    Decision decision = end ? call.whole(EMPTY) : call.unread(Exchange.Unread.DUPLEX, -1);
    SyntheticAnswer refusal = decision.refusal();
    if (refusal != null) {
      return refused(encoder, stream, message(refusal), promise);
    }
    decision.edit(outgoing);
    if (!Leaving.apply(CallHandler.WHERE, decision.exchange(), outgoing.head(), outgoing)) {
      decision.fail(new IllegalStateException(Leaving.FAULT));
      return refused(encoder, stream, Leaving.FAULT, promise);
    }
    decision.complete(); // what follows is not seen
    return null;
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
    if (headers.method() == null || isGovernedElsewhere(context.handler().getClass())) {
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

  private static boolean isGovernedElsewhere(Class<?> handler) {
    for (Class<?> type = handler; type != null; type = type.getSuperclass()) {
      for (String governed : GOVERNED) {
        if (type.getName().endsWith(governed)) {
          return true;
        }
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
