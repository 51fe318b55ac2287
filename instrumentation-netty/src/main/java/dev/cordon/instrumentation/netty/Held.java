package dev.cordon.instrumentation.netty;

import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A write that is kept back. */
final class Held {
  private final Object message;
  private final @Nullable ChannelPromise promise;

  /**
   * Keeps a write.
   *
   * @param message owned from now on
   * @param promise null when the application has been told that it is written
   */
  Held(Object message, @Nullable ChannelPromise promise) {
    this.message = message;
    this.promise = promise;
  }

  Object message() {
    return message;
  }

  @Nullable ChannelPromise promise() {
    return promise;
  }

  /** Lets all go as if they had been written. */
  static void drop(ArrayDeque<Held> writes) {
    for (Held write = writes.poll(); write != null; write = writes.poll()) {
      ReferenceCountUtil.release(write.message);
      if (write.promise != null) {
        write.promise.trySuccess();
      }
    }
  }

  /** Fails all. */
  static void fail(ArrayDeque<Held> writes, Throwable failure) {
    for (Held write = writes.poll(); write != null; write = writes.poll()) {
      ReferenceCountUtil.release(write.message);
      if (write.promise != null) {
        write.promise.tryFailure(failure);
      }
    }
  }
}
