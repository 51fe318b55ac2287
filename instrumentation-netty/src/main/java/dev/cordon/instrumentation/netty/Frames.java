package dev.cordon.instrumentation.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Netty's frames of WebSockets (RFC 6455, 5.2), told apart, put together and made. */
final class Frames {
  /** Above this many bytes a message isn't put together. */
  static final long LONGEST = 64 << 20;

  private Frames() {}

  /** Tells whether a message is a ping, a pong or a close. */
  static boolean isControl(Object message) {
    return message instanceof PingWebSocketFrame
        || message instanceof PongWebSocketFrame
        || message instanceof CloseWebSocketFrame;
  }

  /** Tells whether a message is a frame of data that no extension has changed. */
  static boolean isData(Object message) {
    boolean data =
        message instanceof TextWebSocketFrame
            || message instanceof BinaryWebSocketFrame
            || message instanceof ContinuationWebSocketFrame;
    return data && ((WebSocketFrame) message).rsv() == 0;
  }

  /** Returns the bytes of a message; the frames keep theirs. */
  static byte[] bytes(Collection<WebSocketFrame> frames) {
    int size = 0;
    for (WebSocketFrame frame : frames) {
      size = Math.addExact(size, frame.content().readableBytes());
    }
    byte[] bytes = new byte[size];
    int at = 0;
    for (WebSocketFrame frame : frames) {
      ByteBuf content = frame.content();
      content.getBytes(content.readerIndex(), bytes, at, content.readableBytes());
      at += content.readableBytes();
    }
    return bytes;
  }

  /**
   * Makes a whole message.
   *
   * @param first the first frame of the message that it stands for
   * @param bytes the content; kept
   */
  static WebSocketFrame whole(WebSocketFrame first, byte[] bytes) {
    return frame(first, true, Unpooled.wrappedBuffer(bytes));
  }

  private static WebSocketFrame frame(WebSocketFrame like, boolean last, ByteBuf content) {
    if (like instanceof TextWebSocketFrame) {
      return new TextWebSocketFrame(last, 0, content);
    }
    return like instanceof BinaryWebSocketFrame
        ? new BinaryWebSocketFrame(last, 0, content)
        : new ContinuationWebSocketFrame(last, 0, content);
  }

  /**
   * Makes a message of other bytes in frames no larger than its own: a server may limit them.
   *
   * @param frames the message's own
   * @param bytes the content; kept
   */
  static List<WebSocketFrame> like(List<WebSocketFrame> frames, byte[] bytes) {
    int largest = largest(frames);
    boolean ends = frames.get(frames.size() - 1).isFinalFragment();
    List<WebSocketFrame> made = new ArrayList<>();
    int at = 0;
    do {
      int size = Math.min(largest, bytes.length - at);
      WebSocketFrame like = at == 0 ? frames.get(0) : frames.get(1);
      boolean last = ends && at + size == bytes.length;
      made.add(frame(like, last, Unpooled.wrappedBuffer(bytes, at, size)));
      at += size;
    } while (at < bytes.length);
    return made;
  }

  /** Without continuations, as before RFC 6455, a message is one frame. */
  private static int largest(List<WebSocketFrame> frames) {
    int largest = 1;
    for (int i = 0; i < frames.size(); i++) {
      if (i > 0 && !(frames.get(i) instanceof ContinuationWebSocketFrame)) {
        return Integer.MAX_VALUE;
      }
      largest = Math.max(largest, frames.get(i).content().readableBytes());
    }
    return frames.size() == 1 ? Integer.MAX_VALUE : largest;
  }
}
