package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.BodyCollector;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufHolder;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.FileRegion;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2DataFrame;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import org.jspecify.annotations.Nullable;

/** The forms in which Netty's encoders take a body. */
final class Pieces {
  private Pieces() {}

  /** Tells whether a message is a piece of a body; on a stream that may be a frame of HTTP/2's. */
  static boolean isPiece(Object message) {
    return message instanceof ByteBufHolder
        || message instanceof ByteBuf
        || message instanceof FileRegion;
  }

  /**
   * Tells whether a piece ends the body.
   *
   * @param stream whether it may be a frame of HTTP/2's: its classes are there then
   */
  static boolean isLast(Object piece, boolean stream) {
    return piece instanceof LastHttpContent || (stream && Frames.isLast(piece));
  }

  /** Apart, because HTTP/2 may be missing. */
  private static final class Frames {
    static boolean isLast(Object piece) {
      return piece instanceof Http2DataFrame && ((Http2DataFrame) piece).isEndStream();
    }
  }

  /** Tells whether a piece holds no byte. */
  static boolean isEmpty(Object piece) {
    return piece instanceof FileRegion
        ? ((FileRegion) piece).count() == 0
        : !bytes(piece).isReadable();
  }

  private static ByteBuf bytes(Object piece) {
    return piece instanceof ByteBufHolder ? ((ByteBufHolder) piece).content() : (ByteBuf) piece;
  }

  /**
   * Shows a piece to the collector.
   *
   * @return what stands for the piece now: itself, or the bytes of a file, which can be read once;
   *     null when it was not taken
   * @throws IOException when a file can't be read
   */
  static @Nullable Object collect(BodyCollector collector, Object piece) throws IOException {
    if (piece instanceof FileRegion) {
      return collect(collector, (FileRegion) piece);
    }
    ByteBuf bytes = bytes(piece);
    if (bytes.nioBufferCount() < 1) {
      return collector.add(ByteBuffer.wrap(ByteBufUtil.getBytes(bytes))) ? piece : null;
    }
    for (ByteBuffer part : bytes.nioBuffers()) {
      if (!collector.add(part)) {
        return null;
      }
    }
    return piece;
  }

  private static @Nullable Object collect(BodyCollector collector, FileRegion region)
      throws IOException {
    if (!collector.fits(region.count())) {
      return null;
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream((int) region.count());
    WritableByteChannel channel = Channels.newChannel(bytes);
    for (long at = 0; at < region.count(); ) {
      long count = region.transferTo(channel, at);
      if (count <= 0) {
        throw new IOException("the file is shorter than announced");
      }
      at += count;
    }
    region.release();
    byte[] content = bytes.toByteArray();
    collector.add(ByteBuffer.wrap(content));
    return new DefaultHttpContent(Unpooled.wrappedBuffer(content));
  }
}
