package dev.cordon.instrumentation.ktorcio;

import io.ktor.http.content.OutgoingContent;
import io.ktor.utils.io.ByteWriteChannel;
import java.util.concurrent.atomic.AtomicReference;
import kotlin.Unit;
import kotlin.coroutines.Continuation;

/**
 * Has a body write itself, and keeps what it failed with: a channel hands on a copy. Used by one
 * thread at a time.
 */
@SuppressWarnings("serial") // as its base class
final class BodyWriting extends Steps {
  private final OutgoingContent.WriteChannelContent content;
  private final ByteWriteChannel to;
  private final AtomicReference<Throwable> failure;
  private boolean isWritten;

  BodyWriting(
      OutgoingContent.WriteChannelContent content,
      ByteWriteChannel to,
      AtomicReference<Throwable> failure,
      Continuation<?> then) {
    super(then);
    this.content = content;
    this.to = to;
    this.failure = failure;
  }

  @Override
  Object next(Object result) {
    if (isWritten) {
      return end(Unit.INSTANCE);
    }
    isWritten = true;
    return content.writeTo(to, Steps.as(this));
  }

  @Override
  Throwable failed(Throwable thrown) {
    failure.set(thrown);
    return thrown;
  }
}
