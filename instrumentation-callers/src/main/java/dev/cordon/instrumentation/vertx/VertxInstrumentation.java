package dev.cordon.instrumentation.vertx;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import dev.cordon.instrumentation.MethodHooks;
import java.util.Arrays;
import java.util.List;

/**
 * Hooks Vert.x 4 and 5: where its web client begins a call, on the application's thread, where a
 * request's head is made, and where a connection writes that head on its event loop.
 */
public final class VertxInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.vertx.HeadAdvice";
  private static final String HTTP = "io.vertx.core.http.impl.";
  private static final String REQUEST = HTTP + "HttpClientRequestImpl";
  private static final String[] CONNECTIONS = {
    HTTP + "Http1xClientConnection", HTTP + "http1.Http1ClientConnection"
  };

  private static final String STREAM_ADVICE = "dev.cordon.instrumentation.vertx.StreamAdvice";
  private static final String STREAM = HTTP + "Http2ClientConnection$StreamImpl";
  private static final String NEWEST_STREAM = HTTP + "http2.DefaultHttp2ClientStream";
  private static final String PRIORITY = "Lio/vertx/core/http/StreamPriority;";
  private static final String FOUR = "Lio/vertx/core/Handler;";
  private static final String FIVE = PRIORITY + "ZLio/vertx/core/Promise;";
  private static final String NEWEST = PRIORITY + "Lio/vertx/core/Promise;";

  /** Makes the description; it holds nothing. */
  public VertxInstrumentation() {}

  @Override
  public String name() {
    return "vertx";
  }

  @Override
  public List<Hook> hooks() {
    String context = "io.vertx.ext.web.client.impl.HttpContext";
    String bytes = "(Lio/netty/buffer/ByteBuf;ZZ";
    String handler = "Lio/vertx/core/Handler;";
    String future = "Lio/vertx/core/Future;";
    String buffer = "(Lio/vertx/core/buffer/Buffer;ZZ)";
    return Arrays.asList(
        Hook.on(context).constructor().constructed(ADVICE, "onContext"),
        Hook.on(context)
            .method("sendRequest", "(Lio/vertx/core/http/HttpClientRequest;)V")
            .entry(ADVICE, "onSend"),
        Hook.on(REQUEST)
            .method("doWrite", bytes + handler + ")V")
            .entry(ADVICE, "onWriteWithHandler")
            .optional(),
        Hook.on(REQUEST)
            .method("doWrite", bytes + handler + ")V")
            .exit(ADVICE, "onWrittenWithHandler")
            .optional(),
        Hook.on(REQUEST)
            .method("doWrite", bytes + ")" + future)
            .entry(ADVICE, "onWrite")
            .optional(),
        Hook.on(REQUEST)
            .method("doWrite", bytes + ")" + future)
            .exit(ADVICE, "onWritten")
            .optional(),
        Hook.on(REQUEST).method("doWrite", buffer + future).entry(ADVICE, "onWrite").optional(),
        Hook.on(REQUEST).method("doWrite", buffer + future).exit(ADVICE, "onWritten").optional(),
        Hook.on(HTTP + "HttpRequestHead").constructor().constructed(ADVICE, "onHead"),
        Hook.on(CONNECTIONS).method("beginRequest").entry(ADVICE, "onBegin"),
        Hook.on(CONNECTIONS).method("beginRequest").exit(ADVICE, "onBegun"),
        onStream(STREAM, FOUR).entry(STREAM_ADVICE, "onFour").optional(),
        onStream(STREAM, FOUR).exit(STREAM_ADVICE, "onFourDone").optional(),
        onStream(STREAM, FIVE).entry(STREAM_ADVICE, "onFive").optional(),
        onStream(STREAM, FIVE).exit(STREAM_ADVICE, "onFiveDone").optional(),
        onStream(NEWEST_STREAM, NEWEST).entry(STREAM_ADVICE, "onNewest"),
        onStream(NEWEST_STREAM, NEWEST).exit(STREAM_ADVICE, "onNewestDone"));
  }

  private static MethodHooks onStream(String type, String behindTheBody) {
    return Hook.on(type)
        .method(
            "writeHeaders",
            "(Lio/vertx/core/http/impl/HttpRequestHead;Lio/netty/buffer/ByteBuf;Z"
                + behindTheBody
                + ")V");
  }
}
