package dev.cordon.instrumentation.netty;

import dev.cordon.engine.Library;
import dev.cordon.engine.RequestHead;
import dev.cordon.instrumentation.Decision;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request's head as it will be written. The application's object stays as it is: clients send it
 * again. Used by one thread at a time.
 */
final class Outgoing implements EditedHead {
  /** The library in reports. */
  static final Library LIBRARY = new Library("netty", HttpRequest.class.getClassLoader());

  private final HttpRequest original;
  private final String scheme;
  private final @Nullable String host;
  private final int port;
  private String target;
  private HttpHeaders headers;

  /** What stands behind the body of a whole request. */
  private @Nullable HttpHeaders trailers;

  /**
   * Looks at a request.
   *
   * @param channel where it is written to
   * @param request the request
   */
  Outgoing(Channel channel, HttpRequest request) {
    original = request;
    target = request.uri();
    headers = request.headers();
    trailers = request instanceof FullHttpRequest ? ownTrailers(request) : null;
    int root = rootOf(target);
    boolean absolute = root != 0;
    scheme =
        absolute
            ? scheme(target.substring(0, target.indexOf(":")).toLowerCase(Locale.ROOT))
            : isSecure(channel) ? "https" : "http";
    String authority =
        absolute
            ? target.substring(target.indexOf("://") + 3, root < 0 ? target.length() : root)
            : headers.get(HttpHeaderNames.HOST);
    Authority named = Authority.of(authority, channel);
    host = named.host();
    port = named.port();
  }

  private static HttpHeaders ownTrailers(HttpRequest request) {
    return ((FullHttpRequest) request).trailingHeaders();
  }

  /** Has the lines behind the body of a whole request leave as they may. */
  void judgeTrailers(Decision decision) {
    HttpHeaders lines = trailers;
    trailers = lines == null ? null : Trailers.judged(decision, head(), lines);
  }

  private boolean isUnchanged() {
    boolean same = trailers == null || trailers == ownTrailers(original);
    return same && headers == original.headers() && target.equals(original.uri());
  }

  /** RFC 6455, 3: a WebSocket's target may have a scheme of its own where it goes to a proxy. */
  private static String scheme(String named) {
    return named.equals("ws") ? "http" : named.equals("wss") ? "https" : named;
  }

  /** Where the path begins; zero when the target is a path already, negative without one. */
  private static int rootOf(String target) {
    int authority = target.startsWith("/") ? -1 : target.indexOf("://");
    return authority < 0 ? 0 : target.indexOf('/', authority + 3);
  }

  /** A stream of HTTP/2 lies in its parent's connection. */
  private static boolean isSecure(Channel channel) {
    for (Channel at = channel; at != null; at = at.parent()) {
      if (at.pipeline().get(SslHandler.class) != null) {
        return true;
      }
    }
    return false;
  }

  @Override
  public RequestHead head() {
    int root = Math.max(0, rootOf(target));
    int mark = target.indexOf('?', root);
    String path = mark < 0 ? target.substring(root) : target.substring(root, mark);
    return new RequestHead(
        LIBRARY,
        isConnect() ? "GET" : original.method().name(),
        scheme,
        host,
        port,
        path.startsWith("/") ? path : "/",
        mark < 0 ? null : target.substring(mark + 1),
        new Lines(headers, isConnect()));
  }

  @Override
  public void query(@Nullable String encoded) {
    int mark = target.indexOf('?');
    String bare = mark < 0 ? target : target.substring(0, mark);
    target = encoded == null ? bare : bare + '?' + encoded;
  }

  @Override
  public void header(String name, List<String> values) {
    own().remove(name);
    headers.add(name, values);
  }

  /** Tells whether this is a HEAD. */
  boolean isForHead() {
    return original.method().equals(HttpMethod.HEAD);
  }

  /** Tells whether this opens a WebSocket on a stream of HTTP/2: RFC 8441, 4. */
  boolean isConnect() {
    return original.method().equals(HttpMethod.CONNECT);
  }

  @Override
  public void length(long bytes) {
    if (bytes >= 0 && headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      own().set(HttpHeaderNames.CONTENT_LENGTH, Long.toString(bytes));
    }
  }

  private HttpHeaders own() {
    if (headers == original.headers()) {
      headers = new DefaultHttpHeaders(false);
      for (Map.Entry<String, String> line : original.headers()) {
        headers.add(line.getKey(), line.getValue());
      }
    }
    return headers;
  }

  /**
   * Writes the request with what it holds of its own body: the application's object unless
   * something changed.
   *
   * @param ctx where to
   * @param promise completes with the write
   */
  void write(ChannelHandlerContext ctx, ChannelPromise promise) {
    if (isUnchanged()) {
      ctx.write(original, promise);
    } else if (original instanceof FullHttpRequest) {
      ctx.write(full(((FullHttpRequest) original).content()), promise);
    } else if (original instanceof HttpContent) {
      ctx.write(bodiless());
      ctx.write(new DefaultHttpContent(((HttpContent) original).content()), promise);
    } else {
      ctx.write(bodiless(), promise);
    }
  }

  /** Returns the head alone. */
  HttpRequest bodiless() {
    return new DefaultHttpRequest(original.protocolVersion(), original.method(), target, headers);
  }

  /** Returns the request with another body; of a whole request only. */
  HttpRequest full(ByteBuf body) {
    return new DefaultFullHttpRequest(
        original.protocolVersion(),
        original.method(),
        target,
        body,
        headers,
        trailers == null ? ownTrailers(original) : trailers);
  }
}
