package dev.cordon.instrumentation.ktorcio;

import dev.cordon.instrumentation.AnswerPush;
import io.ktor.utils.io.ByteReadChannel;
import kotlin.coroutines.Continuation;
import kotlinx.io.Source;
import org.jspecify.annotations.Nullable;

/**
 * A channel of Ktor 3 whose reader's giving up reaches what it is made from: the coroutine that
 * writes a channel there hears of it only when it writes again. As thread-safe as the channel.
 */
final class CancellingChannel implements ByteReadChannel {
  private final ByteReadChannel channel;
  private final ByteReadChannel source;
  private final @Nullable AnswerPush push;

  CancellingChannel(ByteReadChannel channel, ByteReadChannel source, @Nullable AnswerPush push) {
    this.channel = channel;
    this.source = source;
    this.push = push;
  }

  @Override
  public @Nullable Throwable getClosedCause() {
    return channel.getClosedCause();
  }

  @Override
  public boolean isClosedForRead() {
    return channel.isClosedForRead();
  }

  @Override
  public Source getReadBuffer() {
    return channel.getReadBuffer();
  }

  @Override
  public Object awaitContent(int min, Continuation<? super Boolean> then) {
    return channel.awaitContent(min, then);
  }

  @Override
  public void cancel(@Nullable Throwable cause) {
    if (push != null) {
      push.abort(null);
    }
    channel.cancel(cause);
    source.cancel(cause);
  }
}
