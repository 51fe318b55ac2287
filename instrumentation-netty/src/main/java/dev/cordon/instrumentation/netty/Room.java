package dev.cordon.instrumentation.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;

/**
 * Counts the bytes that wait to be judged as the channel counts those that wait for the network: an
 * application that asks whether the channel is writable is told the same. Used by the channel's
 * event loop.
 */
final class Room {
  /** Ours among the reasons that a channel isn't writable. */
  private static final int REASON = 31;

  private final Channel channel;
  private long waiting;
  private boolean full;

  Room(Channel channel) {
    this.channel = channel;
  }

  /** Counts bytes that begin to wait. */
  void take(long bytes) {
    waiting += bytes;
    if (!full && waiting > channel.config().getWriteBufferHighWaterMark()) {
      full(true);
    }
  }

  /** Counts bytes that wait no longer. */
  void give(long bytes) {
    waiting -= bytes;
    if (full && waiting <= channel.config().getWriteBufferLowWaterMark()) {
      full(false);
    }
  }

  private void full(boolean now) {
    full = now;
    ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
    if (buffer != null) {
      buffer.setUserDefinedWritability(REASON, !now);
    }
  }
}
