package dev.cordon.instrumentation.netty;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.SocketCall;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one WebSocket on their way from the network, each restored when it is whole. At
 * once: a channel that ends tells its future before its pipeline, and whoever listens to that, as
 * Reactor Netty does, would lose what is still worked on. Used by the channel's event loop.
 */
final class SocketReads {
  private final ChannelHandlerContext ctx;
  private final SocketCall call;
  private List<WebSocketFrame> fragments = new ArrayList<>();
  private long size;

  /** Whether the rest of a message goes as it comes: it is too long. */
  private boolean inParts;

  private boolean ended;
  private boolean fired;
  private boolean swallowed;
  private @Nullable Throwable failure;

  SocketReads(ChannelHandlerContext ctx, SocketCall call) {
    this.ctx = ctx;
    this.call = call;
  }

  /** Takes the next message from the codec. */
  void read(Object message) {
    if (message instanceof CloseWebSocketFrame) {
      ended = true;
      give(call.end(null));
      fire(message);
    } else if (Frames.isData(message)) {
      collect((WebSocketFrame) message);
    } else {
      fire(message);
    }
  }

  /** Takes the end of a read: asks for more where it gave the application nothing. */
  void readComplete() {
    if (swallowed && !fired && !ctx.channel().config().isAutoRead()) {
      ctx.read();
    }
    fired = false;
    swallowed = false;
  }

  /** Remembers why the channel ends. */
  void failed(Throwable cause) {
    failure = cause;
  }

  private void fire(Object message) {
    fired = true;
    ctx.fireChannelRead(message);
  }

  private void collect(WebSocketFrame frame) {
    boolean last = frame.isFinalFragment();
    if (inParts) {
      inParts = !last;
      fire(frame);
      return;
    }
    fragments.add(frame);
    size += frame.content().readableBytes();
    if (!last && size <= Frames.LONGEST) {
      swallowed = true;
      return;
    }
    List<WebSocketFrame> message = fragments;
    fragments = new ArrayList<>();
    size = 0;
    if (last) {
      byte[] bytes = Frames.bytes(message);
      deliver(message, bytes, call.receive(bytes));
    } else {
      inParts = true;
      message.forEach(this::fire);
    }
  }

  private void deliver(List<WebSocketFrame> message, byte[] bytes, List<byte[]> got) {
    if (got.size() == 1 && got.get(0) == bytes) {
      message.forEach(this::fire);
      return;
    }
    swallowed |= got.isEmpty();
    List<WebSocketFrame> made = new ArrayList<>(got.size());
    for (byte[] each : got) {
      made.add(Frames.whole(message.get(0), each));
    }
    message.forEach(WebSocketFrame::release);
    made.forEach(this::fire);
  }

  /** Delivers what was held back, and the beginning of a message that will have no end. */
  private void give(List<String> rest) {
    for (String text : rest) {
      fire(new TextWebSocketFrame(Unpooled.wrappedBuffer(text.getBytes(UTF_8))));
    }
    List<WebSocketFrame> beginning = fragments;
    fragments = new ArrayList<>();
    size = 0;
    beginning.forEach(this::fire);
  }

  /**
   * Delivers what has arrived, and ends the call.
   *
   * @param wanted whether it was the application that closed, or policy
   */
  void end(boolean wanted) {
    Throwable cause = failure == null ? new ClosedChannelException() : failure;
    give(call.end(wanted || ended ? null : cause));
  }
}
