package dev.cordon.instrumentation.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPromise;
import org.jspecify.annotations.Nullable;

/** Advice where Netty's own handshaker begins to open a WebSocket. Runs on any thread. */
public final class HandshakeAdvice {
  private HandshakeAdvice() {}

  /**
   * Advice on the entry of {@code WebSocketClientHandshaker.handshake}: what follows will be
   * Netty's frames.
   *
   * @param handshaker the handshaker
   * @param channel where it will write its request
   * @param promise completes with the write
   * @return null: it is written
   */
  public static @Nullable Object onHandshake(
      Object handshaker, @Nullable Channel channel, ChannelPromise promise) {
    if (channel != null) {
      Sockets.opening(channel);
    }
    return null;
  }
}
