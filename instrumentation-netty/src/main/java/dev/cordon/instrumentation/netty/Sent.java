package dev.cordon.instrumentation.netty;

import dev.cordon.engine.Exchange;
import dev.cordon.instrumentation.Decision;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;

/** Writes a request that was held. */
final class Sent {
  private Sent() {}

  /**
   * Writes a request: as it was held, piece by piece, or with another body in one piece.
   *
   * @param ctx where to
   * @param decision what was decided
   * @param head the head as it leaves
   * @param held the head and the pieces, the last with the application's promise; let go
   * @param ended whether the last piece is the body's end
   */
  static void write(
      ChannelHandlerContext ctx,
      Decision decision,
      Outgoing head,
      ArrayDeque<Held> held,
      boolean ended) {
    Exchange.Scope scope = decision.makeCurrent();
    try {
      head.judgeTrailers(decision);
      byte[] body = decision.body();
      if (body == null) {
        asHeld(ctx, decision, head, held);
      } else {
        rewritten(ctx, decision, head, held, Unpooled.wrappedBuffer(body), ended);
      }
    } finally {
      scope.close();
    }
  }

  private static void asHeld(
      ChannelHandlerContext ctx, Decision decision, Outgoing head, ArrayDeque<Held> held) {
    for (Held write = held.poll(); write != null; write = held.poll()) {
      if (write.message() instanceof HttpRequest) {
        head.write(ctx, promise(ctx, write));
      } else {
        Object piece = Trailers.judged(decision, head.head(), write.message());
        ctx.write(piece, promise(ctx, write));
      }
    }
  }

  private static ChannelPromise promise(ChannelHandlerContext ctx, Held write) {
    ChannelPromise promise = write.promise();
    return promise == null ? ctx.newPromise() : promise;
  }

  private static void rewritten(
      ChannelHandlerContext ctx,
      Decision decision,
      Outgoing head,
      ArrayDeque<Held> held,
      ByteBuf body,
      boolean ended) {
    Held last = held.getLast();
    if (last.message() instanceof FullHttpRequest) {
      ctx.write(head.full(body), promise(ctx, last));
    } else {
      ctx.write(head.bodiless());
      Object piece = ended ? end(body, last.message()) : new DefaultHttpContent(body);
      ctx.write(Trailers.judged(decision, head.head(), piece), promise(ctx, last));
    }
    for (Held write = held.poll(); write != null; write = held.poll()) {
      ReferenceCountUtil.release(write.message());
    }
  }

  private static LastHttpContent end(ByteBuf body, Object original) {
    LastHttpContent end = new DefaultLastHttpContent(body, false);
    if (original instanceof LastHttpContent) {
      end.trailingHeaders().set(((LastHttpContent) original).trailingHeaders());
    }
    return end;
  }
}
