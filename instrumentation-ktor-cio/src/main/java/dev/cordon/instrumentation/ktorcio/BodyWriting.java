package dev.cordon.instrumentation.ktorcio;

import io.ktor.http.content.OutgoingContent;
import io.ktor.utils.io.ByteWriteChannel;
import java.util.function.UnaryOperator;
import kotlin.Unit;
import kotlin.coroutines.Continuation;

/**
 * Has a body write itself, and tells what it failed with: a channel hands on a copy. Used by one
 * thread at a time.
 */
@SuppressWarnings("serial") // as its base class
final class BodyWriting extends Steps {
  private final OutgoingContent.WriteChannelContent content;
  private final ByteWriteChannel to;
  private final UnaryOperator<Throwable> failing;
  private boolean isWritten;

  /**
   * Makes one.
   *
   * @param content the body
   * @param to where it writes itself
   * @param failing learns what it failed with; returns what its coroutine fails with
   * @param then goes on when it is written
   */
  BodyWriting(
      OutgoingContent.WriteChannelContent content,
      ByteWriteChannel to,
      UnaryOperator<Throwable> failing,
      Continuation<?> then) {
    super(then);
    this.content = content;
    this.to = to;
    this.failing = failing;
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
    return failing.apply(thrown);
  }
}
