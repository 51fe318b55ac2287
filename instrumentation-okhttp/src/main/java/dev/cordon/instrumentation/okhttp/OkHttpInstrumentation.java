package dev.cordon.instrumentation.okhttp;

import dev.cordon.instrumentation.Hook;
import dev.cordon.instrumentation.Instrumentation;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Hooks OkHttp 3.0 to 5.x where it goes from one interceptor to the next: above retries, redirects
 * and the cache, and right before a request is written. From 3.4 on the chain is made of a list of
 * its own; before, there are two chains that ask the client. A call that is enqueued leaves its
 * caller's thread there. The messages of WebSockets, from 3.5 on, are met between its queue and its
 * writer, and between its reader and the listener.
 */
public final class OkHttpInstrumentation implements Instrumentation {
  private static final String ADVICE = "dev.cordon.instrumentation.okhttp.";
  private static final String PROCEED = "(Lokhttp3/Request;)Lokhttp3/Response;";

  private static final String SOCKETS = ADVICE + "WebSocketAdvice";
  private static final String SOCKET = "okhttp3.internal.ws.RealWebSocket";
  private static final String WRITER = "okhttp3.internal.ws.WebSocketWriter";
  private static final String[] WRITE = {"writeOneFrame", "writeOneFrame$okhttp"};

  /** Makes the description. */
  public OkHttpInstrumentation() {}

  @Override
  public String name() {
    return "okhttp";
  }

  @Override
  public List<String> connectors() {
    return Collections.singletonList("okhttp3.internal.");
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.on("okhttp3.internal.http.RealInterceptorChain")
            .constructor()
            .constructed(ADVICE + "ChainAdvice", "onChain")
            .refusing("onFault"),
        Hook.on("okhttp3.RealCall$ApplicationInterceptorChain")
            .method("proceed", PROCEED)
            .entry(ADVICE + "EarlyChainAdvice", "onCall")
            .refusing("onFault"),
        Hook.on("okhttp3.internal.http.HttpEngine$NetworkInterceptorChain")
            .method("proceed", PROCEED)
            .entry(ADVICE + "EarlyChainAdvice", "onNetwork")
            .refusing("onFault"),
        Hook.on("okhttp3.internal.connection.RealCall", "okhttp3.RealCall")
            .method("enqueue", "(Lokhttp3/Callback;)V")
            .entry(ADVICE + "CallerAdvice", "onEnqueue"),
        Hook.on(SOCKET).constructor().constructed(SOCKETS, "onMade"),
        Hook.on(SOCKET).methods(WRITE).entry(SOCKETS, "onWrite"),
        Hook.on(SOCKET).methods(WRITE).exit(SOCKETS, "onWritten"),
        Hook.on(SOCKET).method("onReadMessage", "(Ljava/lang/String;)V").entry(SOCKETS, "onText"),
        Hook.on(SOCKET).method("onReadMessage", "(Lokio/ByteString;)V").entry(SOCKETS, "onBinary"),
        Hook.on(SOCKET).method("onReadClose").entry(SOCKETS, "onClose"),
        Hook.on(SOCKET)
            .method("failWebSocket", "(Ljava/lang/Exception;Lokhttp3/Response;)V")
            .entry(SOCKETS, "onFailure")
            .optional(),
        Hook.on(SOCKET)
            .method("failWebSocket", "(Ljava/lang/Exception;Lokhttp3/Response;Z)V")
            .entry(SOCKETS, "onFailureOfEither")
            .optional(),
        Hook.on(WRITER)
            .method("writeMessageFrame", "(ILokio/ByteString;)V")
            .arguments(SOCKETS, "onMessage")
            .optional(),
        Hook.on(WRITER)
            .method("newMessageSink", "(IJ)Lokio/Sink;")
            .entry(SOCKETS, "onMessageSink")
            .optional());
  }
}
