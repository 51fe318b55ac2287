package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.Attached;
import io.netty.handler.codec.http2.Http2Stream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of streams that a client was given beyond those that came: what it processes of them is
 * nothing that flow control knows. Used by the channel's event loop.
 */
final class Surplus {
  private static final Attached<Http2Stream, Surplus> OF = new Attached<>();

  private int bytes;

  private Surplus() {}

  /** Adds bytes that came from nowhere. */
  static void add(Http2Stream stream, int bytes) {
    if (bytes > 0) {
      OF.putIfAbsent(stream, new Surplus()).bytes += bytes;
    }
  }

  /** Returns how many of the bytes that were processed are the network's. */
  static int take(@Nullable Http2Stream stream, int processed) {
    Surplus surplus = stream == null ? null : OF.get(stream);
    if (surplus == null || processed <= 0) {
      return processed;
    }
    int taken = Math.min(surplus.bytes, processed);
    surplus.bytes -= taken;
    return processed - taken;
  }

  /** Forgets a stream that is closed. */
  static void remove(Http2Stream stream) {
    OF.remove(stream);
  }
}
