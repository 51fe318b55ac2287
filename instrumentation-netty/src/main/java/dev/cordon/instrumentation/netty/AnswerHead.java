package dev.cordon.instrumentation.netty;

import dev.cordon.engine.SyntheticAnswer;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Map;

/** The heads of answers that aren't the decoder's own. */
final class AnswerHead {
  private AnswerHead() {}

  /**
   * Copies a head whose body will have another length. The decoder still looks into its own: it
   * tells from it what the end of the connection means.
   */
  static HttpResponse withoutLength(HttpResponse original) {
    HttpResponse head = bodiless(original);
    HttpHeaders headers = head.headers();
    headers.remove(HttpHeaderNames.CONTENT_ENCODING);
    if (headers.contains(HttpHeaderNames.CONTENT_LENGTH)) {
      headers.remove(HttpHeaderNames.CONTENT_LENGTH);
      headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
    }
    return head;
  }

  /** Copies a head without what a whole message has more. */
  static HttpResponse bodiless(HttpResponse original) {
    HttpResponse head =
        new DefaultHttpResponse(original.protocolVersion(), original.status(), false);
    head.headers().set(original.headers());
    head.setDecoderResult(original.decoderResult());
    return head;
  }

  /** Makes policy's answer in one piece. */
  static FullHttpResponse whole(SyntheticAnswer refusal) {
    HttpResponse head = of(refusal);
    FullHttpResponse answer =
        new DefaultFullHttpResponse(
            head.protocolVersion(), head.status(), Unpooled.wrappedBuffer(refusal.body()));
    answer.headers().set(head.headers());
    return answer;
  }

  /** Makes the head of policy's answer. */
  static HttpResponse of(SyntheticAnswer refusal) {
    HttpResponse head =
        new DefaultHttpResponse(
            HttpVersion.HTTP_1_1, new HttpResponseStatus(refusal.status(), refusal.reason()));
    for (Map.Entry<String, String> header : refusal.headers().entrySet()) {
      head.headers().set(header.getKey(), header.getValue());
    }
    head.headers().set(HttpHeaderNames.CONTENT_LENGTH, refusal.body().length);
    return head;
  }
}
