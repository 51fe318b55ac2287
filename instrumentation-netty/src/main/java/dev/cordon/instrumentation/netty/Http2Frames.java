package dev.cordon.instrumentation.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http2.Http2ConnectionEncoder;
import io.netty.handler.codec.http2.Http2Headers;

/** The frames that make a message, as they are handed from one to the other. */
final class Http2Frames {
  private Http2Frames() {}

  /** HEADERS with what they say of the stream's priority. */
  static final class Head {
    private final Http2Headers headers;
    private final boolean prioritised;
    private final int dependency;
    private final short weight;
    private final boolean exclusive;
    private final int padding;
    private final boolean end;

    private Head(
        Http2Headers headers,
        boolean prioritised,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end) {
      this.headers = headers;
      this.prioritised = prioritised;
      this.dependency = dependency;
      this.weight = weight;
      this.exclusive = exclusive;
      this.padding = padding;
      this.end = end;
    }

    /** HEADERS without a priority. */
    static Head plain(Http2Headers headers, int padding, boolean end) {
      return new Head(headers, false, 0, (short) 0, false, padding, end);
    }

    /** HEADERS with a priority. */
    static Head prioritised(
        Http2Headers headers,
        int dependency,
        short weight,
        boolean exclusive,
        int padding,
        boolean end) {
      return new Head(headers, true, dependency, weight, exclusive, padding, end);
    }

    Http2Headers headers() {
      return headers;
    }

    boolean isEnd() {
      return end;
    }

    /** Returns the same with other headers. */
    Head with(Http2Headers other) {
      return other == headers
          ? this
          : new Head(other, prioritised, dependency, weight, exclusive, padding, end);
    }

    void write(
        Http2ConnectionEncoder encoder,
        ChannelHandlerContext ctx,
        int stream,
        ChannelPromise promise) {
      if (prioritised) {
        encoder.writeHeaders(
            ctx, stream, headers, dependency, weight, exclusive, padding, end, promise);
      } else {
        encoder.writeHeaders(ctx, stream, headers, padding, end, promise);
      }
    }
  }

  /** DATA. Owns its bytes. */
  static final class Data extends DefaultByteBufHolder {
    private final int padding;
    private final boolean end;

    Data(ByteBuf bytes, int padding, boolean end) {
      super(bytes);
      this.padding = padding;
      this.end = end;
    }

    boolean isEnd() {
      return end;
    }

    void write(
        Http2ConnectionEncoder encoder,
        ChannelHandlerContext ctx,
        int stream,
        ChannelPromise promise) {
      encoder.writeData(ctx, stream, content(), padding, end, promise);
    }
  }
}
