package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import io.netty.buffer.ByteBufHolder;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one WebSocket on their way to the network. One is judged after the other, beside
 * the event loop; what the application writes meanwhile waits, a flush and a close too. Used by the
 * channel's event loop.
 *
 * <p>A fragment counts as written when it is held, because many applications write the next one
 * only then; the last one is written when the whole message has been, and fails when it does.
 */
final class SocketWrites {
  private final ChannelHandlerContext ctx;
  private final SocketCall call;
  private final InOrder order;
  private final Room room;
  private List<WebSocketFrame> fragments = new ArrayList<>();
  private long size;

  /** Whether each further fragment is judged by itself: the message is too long to be held. */
  private boolean inParts;

  private boolean closing;

  /** Whether nothing may leave any more. */
  private volatile boolean broken;

  SocketWrites(ChannelHandlerContext ctx, SocketCall call) {
    this.ctx = ctx;
    this.call = call;
    this.order = new InOrder(ctx, ctx::close);
    this.room = new Room(ctx.channel());
  }

  /** Takes the application's next write. */
  void write(Object message, ChannelPromise promise) {
    if (!order.isBusy()) {
      take(message, promise);
      return;
    }
    int size =
        message instanceof ByteBufHolder ? ((ByteBufHolder) message).content().readableBytes() : 0;
    room.take(size);
    order.then(
        () -> {
          room.give(size);
          take(message, promise);
        });
  }

  /** Does something behind what was written before it. */
  void inOrder(Runnable event) {
    order.then(event);
  }

  /** Closes the channel behind what was written before it. */
  void closing(Runnable close) {
    order.then(
        () -> {
          closing = true;
          dropFragments();
          close.run();
        });
  }

  /** Tells whether it is the application that ends the WebSocket, or policy. */
  boolean isClosing() {
    return closing;
  }

  private void take(Object message, ChannelPromise promise) {
    if (broken) {
      ReferenceCountUtil.release(message);
      promise.tryFailure(new ClosedChannelException());
    } else if (Frames.isData(message)) {
      collect((WebSocketFrame) message, promise);
    } else if (Frames.isControl(message)) {
      if (message instanceof CloseWebSocketFrame) {
        closing = true;
        dropFragments();
      }
      ctx.write(message, promise);
    } else if (isSafe(message) || !Cordon.refuseOnFault()) {
      ctx.write(message, promise);
    } else {
      ReferenceCountUtil.release(message);
      refuse(new IOException("Cordon could not check this message"), promise);
    }
  }

  private static boolean isSafe(Object message) {
    return Pieces.isPiece(message) && Pieces.isEmpty(message);
  }

  private void collect(WebSocketFrame frame, ChannelPromise promise) {
    fragments.add(frame);
    size += frame.content().readableBytes();
    boolean last = frame.isFinalFragment();
    if (!last && !inParts && size <= Frames.LONGEST) {
      promise.trySuccess();
      return;
    }
    inParts = !last;
    size = 0;
    List<WebSocketFrame> message = fragments;
    fragments = new ArrayList<>();
    byte[] bytes = Frames.bytes(message);
    room.take(bytes.length);
    order.work(
        () -> judged(bytes),
        judged -> {
          room.give(bytes.length);
          settle(message, bytes, judged, promise);
        });
  }

  private Judged judged(byte[] bytes) {
    if (broken) {
      return new Judged(bytes, null);
    }
    try {
      return new Judged(call.send(bytes), null);
    } catch (RefusedMessage refused) {
      return new Judged(bytes, refused);
    }
  }

  private void settle(
      List<WebSocketFrame> message, byte[] bytes, Judged judged, ChannelPromise promise) {
    if (broken) {
      release(message);
      promise.tryFailure(new ClosedChannelException());
    } else if (judged.refusal != null) {
      release(message);
      refuse(judged.refusal, promise);
    } else if (judged.bytes == bytes) {
      write(message, promise);
    } else {
      List<WebSocketFrame> sent = Frames.like(message, judged.bytes);
      release(message);
      write(sent, promise);
    }
  }

  private void write(List<WebSocketFrame> message, ChannelPromise promise) {
    int last = message.size() - 1;
    for (int i = 0; i < last; i++) {
      ctx.write(message.get(i));
    }
    ctx.write(message.get(last), promise);
  }

  /** Ends the WebSocket as one that breaks: whoever waits for an answer would wait for ever. */
  private void refuse(IOException why, ChannelPromise promise) {
    broken = true;
    closing = true;
    dropFragments();
    promise.tryFailure(why);
    ctx.fireExceptionCaught(why);
    ctx.close();
  }

  private void dropFragments() {
    release(fragments);
    fragments = new ArrayList<>();
  }

  private static void release(List<WebSocketFrame> message) {
    for (WebSocketFrame frame : message) {
      frame.release();
    }
  }

  /** Lets go what waits: the channel is closed, or the handler taken out. */
  void end() {
    broken = true;
    order.end();
    dropFragments();
  }

  /** What became of a message. Immutable. */
  private static final class Judged {
    private final byte[] bytes;
    private final @Nullable RefusedMessage refusal;

    Judged(byte[] bytes, @Nullable RefusedMessage refusal) {
      this.bytes = bytes;
      this.refusal = refusal;
    }
  }
}
