package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.SocketCall;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketFrameEncoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionEncoder;
import io.netty.util.AttributeKey;
import java.util.Map;

/**
 * The WebSockets of clients whose messages are Netty's frames: whoever opens them with Netty's
 * handshaker, AsyncHttpClient, which has one of its own, and so has Reactor Netty for HTTP/2.
 *
 * <pre>
 * socket ── TLS ── frame decoder and encoder ── inflater, deflater ── SocketHandler ── the client
 * </pre>
 */
final class Sockets {
  private static final AttributeKey<Boolean> OPENING =
      AttributeKey.valueOf("dev.cordon.netty.webSocket");

  /** AsyncHttpClient's, in whatever package a copy lies. */
  private static final String ASYNC_HTTP_CLIENT =
      "org.asynchttpclient.netty.handler.WebSocketHandler";

  /** Reactor Netty's, on a stream of HTTP/2: what opens a WebSocket, and what inflates it. */
  private static final String REACTOR = "reactor.netty.http.client.Http2WebsocketClientOperations$";

  /** The name, and the length, of a key that has a part behind the head: draft-hixie-76, 1.2. */
  private static final String HIXIE_KEY = "sec-websocket-key1";

  private static final int HIXIE_BYTES = 8;

  private Sockets() {}

  /** Takes note of a channel whose next request is Netty's handshake. */
  static void opening(Channel channel) {
    channel.attr(OPENING).set(Boolean.TRUE);
  }

  /** Tells whether a message asks for a WebSocket, or grants one. */
  static boolean isUpgrade(HttpMessage message) {
    return message.headers().contains(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true);
  }

  /** Tells whether a request on a stream asks for a WebSocket: it has a path (RFC 8441, 4). */
  static boolean isConnect(HttpRequest request) {
    return request.method().equals(HttpMethod.CONNECT) && request.uri().startsWith("/");
  }

  /**
   * Tells whether a request opens a WebSocket whose messages will be seen, and says nothing else.
   *
   * @param channel where it is written to
   * @param request asks for an upgrade
   * @param announced its body's length, negative when it says none
   */
  static boolean areSeen(Channel channel, HttpRequest request, long announced) {
    if (isConnect(request)) {
      return !(request instanceof HttpContent) && has(channel.pipeline(), REACTOR);
    }
    boolean silent =
        request instanceof HttpContent
            ? Math.max(announced, size((HttpContent) request)) <= key(request)
            : announced == 0;
    return silent && (channel.hasAttr(OPENING) || has(channel.pipeline(), ASYNC_HTTP_CLIENT));
  }

  private static int size(HttpContent content) {
    return content.content().readableBytes();
  }

  private static int key(HttpRequest request) {
    return request.headers().contains(HIXIE_KEY) ? HIXIE_BYTES : 0;
  }

  private static boolean has(ChannelPipeline pipeline, String handler) {
    for (Map.Entry<String, ChannelHandler> entry : pipeline) {
      if (entry.getValue().getClass().getName().contains(handler)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Begins to govern a WebSocket that the server accepted, before anybody hears of it.
   *
   * @param beside the context of the call's own handler
   * @param decision what was decided of its handshake
   * @return whether anybody may hear of it
   */
  static boolean open(ChannelHandlerContext beside, Decision decision) {
    try {
      SocketCall call = decision.socket();
      if (call != null) {
        govern(beside, call);
      }
      return true;
    } catch (Throwable fault) {
      Cordon.fault(CallHandler.WHERE + " socket", fault);
      decision.fail(fault);
      return !Cordon.refuseOnFault();
    }
  }

  /**
   * Puts a handler of ours where frames are no longer deflated: above whatever inflates them, or
   * will in a moment, put there by the handler that agreed to it.
   */
  private static void govern(ChannelHandlerContext beside, SocketCall call) {
    ChannelPipeline pipeline = beside.pipeline();
    String below = beside.name();
    boolean above = false;
    for (Map.Entry<String, ChannelHandler> entry : pipeline) {
      above |= entry.getValue() == beside.handler();
      if (above && isBelow(entry.getValue())) {
        below = entry.getKey();
      }
    }
    SocketHandler handler = new SocketHandler(call);
    if (beside.executor() == beside.channel().eventLoop()) {
      pipeline.addAfter(below, null, handler);
    } else {
      pipeline.addAfter(beside.executor(), below, null, handler);
    }
  }

  private static boolean isBelow(ChannelHandler handler) {
    return handler instanceof WebSocketClientExtensionHandler
        || handler instanceof WebSocketExtensionDecoder
        || handler instanceof WebSocketExtensionEncoder
        || handler instanceof WebSocketFrameEncoder
        || handler.getClass().getName().contains(REACTOR);
  }
}
