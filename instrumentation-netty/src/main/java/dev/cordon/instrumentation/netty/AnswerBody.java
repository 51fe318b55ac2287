package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.AnswerPush;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The body of one answer on its way through the engine. Used by one thread at a time. */
final class AnswerBody {
  private final AnswerPush push;

  AnswerBody(AnswerPush push) {
    this.push = push;
  }

  /** Takes the bytes out of a piece; its trailers, if it has some, stay. */
  static byte[] taken(HttpContent piece) {
    byte[] bytes = ByteBufUtil.getBytes(piece.content());
    if (piece != LastHttpContent.EMPTY_LAST_CONTENT) {
      piece.release();
    }
    return bytes;
  }

  /** Returns the end of a body whose bytes were taken. */
  static LastHttpContent end(LastHttpContent original) {
    if (original.trailingHeaders().isEmpty()) {
      return LastHttpContent.EMPTY_LAST_CONTENT;
    }
    LastHttpContent end = new DefaultLastHttpContent(Unpooled.EMPTY_BUFFER, false);
    end.trailingHeaders().set(original.trailingHeaders());
    return end;
  }

  /**
   * Leads bytes through the engine. May wait.
   *
   * @param bytes the next ones; kept
   * @param last whether they are the last
   */
  Restored restore(byte[] bytes, boolean last) {
    try {
      ByteBuffer next = push.next(ByteBuffer.wrap(bytes));
      ByteBuf restored =
          last ? Unpooled.wrappedBuffer(next, push.finish()) : Unpooled.wrappedBuffer(next);
      return new Restored(restored, null);
    } catch (IOException undecodable) {
      return new Restored(Unpooled.EMPTY_BUFFER, new DecoderException(undecodable));
    }
  }

  /** Ends the answer early; null when the application doesn't want the rest. */
  void abort(@Nullable Throwable cause) {
    push.abort(cause);
  }

  /** What the application gets for some bytes. Immutable. */
  static final class Restored {
    private final ByteBuf bytes;
    private final @Nullable Throwable failure;

    Restored(ByteBuf bytes, @Nullable Throwable failure) {
      this.bytes = bytes;
      this.failure = failure;
    }

    ByteBuf bytes() {
      return bytes;
    }

    @Nullable Throwable failure() {
      return failure;
    }
  }
}
