package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * The hooks of Netty's HTTP codecs of clients: where one is added to a pipeline or taken out. The
 * first two are in the superclass that declares the methods; advice tells the codec by its name. By
 * its handshaker a WebSocket is known whose messages will be Netty's frames. The others are where
 * whoever has an HTTP/2 handler of its own writes its requests, where frames are written and read,
 * and where flow control learns what was processed.
 */
public final class NettyInstrumentation implements Instrumentation {
  private static final String COMBINED = "io.netty.channel.CombinedChannelDuplexHandler";
  private static final String HTTP2 = "io.netty.handler.codec.http2.";
  private static final String STREAM = HTTP2 + "Http2StreamFrameToHttpObjectCodec";
  private static final String ENCODER = HTTP2 + "DefaultHttp2ConnectionEncoder";
  private static final String WRITER = HTTP2 + "DefaultHttp2FrameWriter";
  private static final String ENCODER_ADVICE = "dev.cordon.instrumentation.netty.EncoderAdvice";
  private static final String FRAME_ADVICE = "dev.cordon.instrumentation.netty.FrameAdvice";
  private static final String TYPES = "Lio/netty/handler/codec/http2/";
  private static final String FRAME = "(Lio/netty/channel/ChannelHandlerContext;";
  private static final String HEADERS = FRAME + "I" + TYPES + "Http2Headers;";
  private static final String PROMISED =
      "Lio/netty/channel/ChannelPromise;)Lio/netty/channel/ChannelFuture;";
  private static final String DATA = FRAME + "ILio/netty/buffer/ByteBuf;IZ" + PROMISED;
  private static final String OWN_FRAME =
      FRAME + "BI" + TYPES + "Http2Flags;Lio/netty/buffer/ByteBuf;" + PROMISED;
  private static final String HANDSHAKER =
      "io.netty.handler.codec.http.websocketx.WebSocketClientHandshaker";
  private static final String HANDSHAKE_ADVICE = "dev.cordon.instrumentation.netty.HandshakeAdvice";
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
        Hook.on(HANDSHAKER)
            .method("handshake", "(Lio/netty/channel/Channel;" + PROMISED)
            .entry(HANDSHAKE_ADVICE, "onHandshake"),
        Hook.on(STREAM).method("handlerAdded", CONTEXT).exit(ADVICE, "onStream"),
        Hook.on(ENCODER)
            .method("writeHeaders", HEADERS + "IZ" + PROMISED)
            .entry(ENCODER_ADVICE, "onHeaders")
            .refusing("onHeadersFault"),
        Hook.on(ENCODER)
            .method("writeHeaders", HEADERS + "ISZIZ" + PROMISED)
            .entry(ENCODER_ADVICE, "onPrioritised")
            .refusing("onPrioritisedFault"),
        Hook.on(ENCODER)
            .method("writeData", DATA)
            .entry(ENCODER_ADVICE, "onData")
            .refusing("onDataFault"),
        Hook.on(WRITER)
            .method("writeHeaders", HEADERS + "IZ" + PROMISED)
            .arguments(FRAME_ADVICE, "onHeaders"),
        Hook.on(WRITER)
            .method("writeHeaders", HEADERS + "ISZIZ" + PROMISED)
            .arguments(FRAME_ADVICE, "onPrioritised"),
        Hook.on(WRITER).method("writeData", DATA).arguments(FRAME_ADVICE, "onData"),
        Hook.on(WRITER)
            .method("writeRstStream", FRAME + "IJ" + PROMISED)
            .entry(FRAME_ADVICE, "onUnknownReset"),
        Hook.on(WRITER)
            .method("writeRstStream", FRAME + "IJ" + PROMISED)
            .arguments(FRAME_ADVICE, "onReset"),
        Hook.on(WRITER)
            .method("writePriority", FRAME + "IISZ" + PROMISED)
            .entry(FRAME_ADVICE, "onUnknownPriority"),
        Hook.on(WRITER)
            .method("writePriority", FRAME + "IISZ" + PROMISED)
            .arguments(FRAME_ADVICE, "onPriority"),
        Hook.on(WRITER)
            .method("writeWindowUpdate", FRAME + "II" + PROMISED)
            .entry(FRAME_ADVICE, "onUnknownWindow"),
        Hook.on(WRITER)
            .method("writeWindowUpdate", FRAME + "II" + PROMISED)
            .arguments(FRAME_ADVICE, "onWindow"),
        Hook.on(WRITER).method("writeFrame", OWN_FRAME).entry(FRAME_ADVICE, "onUnknownFrame"),
        Hook.on(WRITER).method("writeFrame", OWN_FRAME).arguments(FRAME_ADVICE, "onFrame"),
        Hook.on(HTTP2 + "DefaultHttp2FrameReader")
            .method(
                "readFrame", FRAME + "Lio/netty/buffer/ByteBuf;" + TYPES + "Http2FrameListener;)V")
            .arguments(FRAME_ADVICE, "onRead"),
        Hook.on(HTTP2 + "DefaultHttp2LocalFlowController")
            .method("consumeBytes", "(" + TYPES + "Http2Stream;I)Z")
            .arguments(FRAME_ADVICE, "onConsume"));
  }
}
