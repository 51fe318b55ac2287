package dev.cordon.instrumentation.asynchttp;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.List;

/**
 * Hooks AsyncHttpClient 2 and 3 where a call gets its future, on the application's thread, and
 * where that future's request is written, be it the first, a redirect's or one more try's.
 */
public final class AsyncHttpInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.asynchttp.FutureAdvice";
  private static final String SENDER = "org.asynchttpclient.netty.request.NettyRequestSender";
  private static final String FUTURE = "Lorg/asynchttpclient/netty/NettyResponseFuture;";

  /** Makes the description; it holds nothing. */
  public AsyncHttpInstrumentation() {}

  @Override
  public String name() {
    return "async-http-client";
  }

  @Override
  public List<Hook> hooks() {
    String channel = "Lio/netty/channel/Channel;";
    String stream = "Lio/netty/handler/codec/http2/Http2StreamChannel;";
    return Arrays.asList(
        Hook.on("org.asynchttpclient.netty.NettyResponseFuture")
            .constructor()
            .constructed(ADVICE, "onMade"),
        Hook.on(SENDER)
            .method("writeRequest", "(" + FUTURE + channel + ")V")
            .entry(ADVICE, "onWrite"),
        Hook.on(SENDER)
            .method("sendHttp2Frames", "(" + FUTURE + stream + ")V")
            .entry(ADVICE, "onFrames")
            .optional(),
        Hook.on(SENDER)
            .method("sendHttp2Frames", "(" + FUTURE + stream + ")V")
            .exit(ADVICE, "onFramesSent")
            .optional());
  }
}
