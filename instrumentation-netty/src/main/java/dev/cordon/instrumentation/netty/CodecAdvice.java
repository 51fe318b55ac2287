package dev.cordon.instrumentation.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Advice where a codec enters or leaves a pipeline. Runs on the channel's event loop. */
public final class CodecAdvice {
  private static final String CLIENT = "io.netty.handler.codec.http.HttpClientCodec";

  private CodecAdvice() {}

  /**
   * Advice on the exit of {@code CombinedChannelDuplexHandler.handlerAdded}. A codec that a proxy's
   * handler wraps for its own CONNECT is left alone.
   *
   * @param codec the handler
   * @param context its context
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onAdded(
      ChannelHandler codec, ChannelHandlerContext context, @Nullable Throwable thrown) {
    if (thrown == null && codec.getClass().getName().equals(CLIENT) && context.handler() == codec) {
      add(context, new CallHandler(codec, false));
    }
    return null;
  }

  /**
   * Advice on the exit of {@code CombinedChannelDuplexHandler.handlerRemoved}: HTTP has ended on
   * this connection, by an upgrade or behind a proxy's CONNECT.
   *
   * @param codec the handler
   * @param context its context
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onRemoved(
      ChannelHandler codec, ChannelHandlerContext context, @Nullable Throwable thrown) {
    if (codec.getClass().getName().equals(CLIENT) && context.handler() == codec) {
      for (Map.Entry<String, ChannelHandler> entry : context.pipeline()) {
        if (entry.getValue() instanceof CallHandler
            && ((CallHandler) entry.getValue()).isBeside(codec)) {
          context.pipeline().remove(entry.getValue());
          return null;
        }
      }
    }
    return null;
  }

  /**
   * Advice on the exit of {@code Http2StreamFrameToHttpObjectCodec.handlerAdded}: an HTTP/2 stream
   * whose messages are HTTP/1.1's objects.
   *
   * @param lookup the codec class's own
   * @param codec the handler
   * @param context its context
   * @param thrown what it threw
   * @return null
   */
  public static @Nullable Object onStream(
      Lookup lookup,
      ChannelHandler codec,
      ChannelHandlerContext context,
      @Nullable Throwable thrown)
      throws Throwable {
    if (thrown == null && context.handler() == codec && !isServer(lookup, codec)) {
      Channel connection = context.channel().parent();
      if (connection != null) {
        EncoderAdvice.governedAbove(connection);
      }
      add(context, new CallHandler(codec, true));
    }
    return null;
  }

  private static boolean isServer(Lookup lookup, ChannelHandler codec) throws Throwable {
    MethodHandle field = lookup.findGetter(lookup.lookupClass(), "isServer", boolean.class);
    return (boolean) field.invoke(codec);
  }

  private static void add(ChannelHandlerContext codec, CallHandler handler) {
    ChannelPipeline pipeline = codec.pipeline();
    if (codec.executor() == codec.channel().eventLoop()) {
      pipeline.addAfter(codec.name(), null, handler);
    } else {
      pipeline.addAfter(codec.executor(), codec.name(), null, handler);
    }
  }
}
