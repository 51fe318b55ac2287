package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The hooks of Netty's HTTP codecs of clients: where one is added to a pipeline or taken out. The
 * first two are in the superclass that declares the methods; advice tells the codec by its name.
 * The last two are where whoever has an HTTP/2 handler of its own begins a request.
 */
public final class NettyInstrumentation implements Instrumentation {
  private static final String COMBINED = "io.netty.channel.CombinedChannelDuplexHandler";
  private static final String STREAM =
      "io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec";
  private static final String ENCODER =
      "io.netty.handler.codec.http2.DefaultHttp2ConnectionEncoder";
  private static final String ENCODER_ADVICE = "dev.cordon.instrumentation.netty.EncoderAdvice";
  private static final String HEADERS =
      "(Lio/netty/channel/ChannelHandlerContext;ILio/netty/handler/codec/http2/Http2Headers;";
  private static final String PROMISED =
      "Lio/netty/channel/ChannelPromise;)Lio/netty/channel/ChannelFuture;";
  private static final String ADVICE = "dev.cordon.instrumentation.netty.CodecAdvice";
  private static final String CONTEXT = "(Lio/netty/channel/ChannelHandlerContext;)V";

  /** Makes the description; it holds nothing. */
  public NettyInstrumentation() {}

  @Override
  public String name() {
    return "netty";
  }

  /** Netty connects for all kinds of protocols, of which we see those of its HTTP codecs. */
  @Override
  public List<String> sharedConnectors() {
    return Collections.singletonList("io.netty.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on(COMBINED).method("handlerAdded", CONTEXT).exit(ADVICE, "onAdded"),
        Hook.on(COMBINED).method("handlerRemoved", CONTEXT).exit(ADVICE, "onRemoved"),
        Hook.on(STREAM).method("handlerAdded", CONTEXT).exit(ADVICE, "onStream"),
        Hook.on(ENCODER)
            .method("writeHeaders", HEADERS + "IZ" + PROMISED)
            .entry(ENCODER_ADVICE, "onHeaders")
            .refusing("onHeadersFault"),
        Hook.on(ENCODER)
            .method("writeHeaders", HEADERS + "ISZIZ" + PROMISED)
            .entry(ENCODER_ADVICE, "onPrioritised")
            .refusing("onPrioritisedFault"));
  }
}
