package dev.cordon.instrumentation.ktorcio;

import dev.cordon.instrumentation.AnswerPush;
import io.ktor.utils.io.ByteReadChannel;
import io.ktor.utils.io.ByteWriteChannel;
import java.nio.ByteBuffer;
import java.util.Arrays;
import kotlin.Unit;
import kotlin.coroutines.Continuation;
import org.jspecify.annotations.Nullable;

/**
 * Moves bytes from one channel to another as they come, through an answer's transform where there
 * is one. It reads on when what it wrote has found room, so a reader that takes its time is waited
 * for. Used by one thread at a time.
 */
@SuppressWarnings("serial") // as its base class
final class Pump extends Steps {
  private static final int CHUNK = 8192;
  private static final byte[] NOTHING = {};

  private enum Step {
    BEGUN,
    ASK,
    TAKE,
    WRITTEN,
    FLUSHED
  }

  private final ByteWriteChannel to;
  private final byte[] first;
  private final @Nullable ByteReadChannel rest;
  private final @Nullable AnswerPush push;
  private final byte[] chunk;
  private Step step = Step.BEGUN;
  private boolean isLast;

  /**
   * Makes one.
   *
   * @param to written to; not closed
   * @param first what is written first; not changed
   * @param rest what is written then, null for nothing
   * @param push what the rest goes through, null to go as it is
   * @param then goes on at the end
   */
  Pump(
      ByteWriteChannel to,
      byte[] first,
      @Nullable ByteReadChannel rest,
      @Nullable AnswerPush push,
      Continuation<?> then) {
    super(then);
    this.to = to;
    this.first = first;
    this.rest = rest;
    this.push = push;
    this.chunk = new byte[rest == null ? 0 : CHUNK];
    this.isLast = rest == null;
  }

  @Override
  Object next(Object result) throws Throwable {
    switch (step) {
      case BEGUN:
        return write(first);
      case ASK:
        step = Step.TAKE;
        return rest == null ? end(Unit.INSTANCE) : Channels.read(rest, chunk, this);
      case TAKE:
        return write(taken((Integer) result));
      case WRITTEN:
        step = Step.FLUSHED;
        return known(Channels.flush(to, this));
      default:
        step = Step.ASK;
        return isLast ? end(Unit.INSTANCE) : Unit.INSTANCE;
    }
  }

  private static Object known(@Nullable Object result) {
    return result == null ? Unit.INSTANCE : result;
  }

  private Object write(byte[] bytes) throws Throwable {
    if (bytes.length == 0) {
      step = Step.FLUSHED;
      return Unit.INSTANCE;
    }
    step = Step.WRITTEN;
    return Channels.write(to, bytes, this);
  }

  private byte[] taken(int count) throws Throwable {
    if (count >= 0) {
      byte[] came = Arrays.copyOf(chunk, count);
      return push == null ? came : bytes(push.next(ByteBuffer.wrap(came)));
    }
    if (rest != null) {
      Channels.throwIfBroken(rest);
    }
    isLast = true;
    return push == null ? NOTHING : bytes(push.finish());
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  @Override
  Throwable failed(Throwable failure) {
    end(rest, push, failure);
    return failure;
  }

  /** Ends an answer that doesn't come to its end, or that nobody wants any more. */
  static void end(@Nullable ByteReadChannel rest, @Nullable AnswerPush push, Throwable failure) {
    if (push != null) {
      push.abort(Channels.reason(failure));
    }
    if (rest != null) {
      Channels.cancel(rest, failure);
    }
  }
}
