package dev.cordon.engine.call;

import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.wire.AnswerTransform;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Measures an answer on its way through its wire format, and ends the Exchange with the last one.
 */
final class AnswerStream implements StreamTransform {
  private final EngineExchange exchange;
  private final AnswerTransform transform;
  private final ExchangeRecord record;
  private final boolean identity;
  private final boolean last;
  private boolean ended;
  private long lastChunk;

  AnswerStream(
      EngineExchange exchange, AnswerTransform transform, ExchangeRecord record, boolean last) {
    this.exchange = exchange;
    this.transform = transform;
    this.record = record;
    this.identity = transform.isIdentity();
    this.last = last;
  }

  @Override
  public boolean isIdentity() {
    return identity;
  }

  @Override
  public ByteBuffer transform(ByteBuffer chunk) {
    if (ended) {
      return EMPTY.duplicate();
    }
    long begin = System.nanoTime();
    if (chunk.hasRemaining()) {
      time(begin);
    }
    record.responseBytes(record.responseBytes() + chunk.remaining());
    ByteBuffer out = transform.transform(chunk);
    exchange.noticed();
    record.engineNanos(record.engineNanos() + System.nanoTime() - begin);
    return out;
  }

  private void time(long now) {
    if (record.firstChunkNanos() == 0) {
      record.firstChunkNanos(Math.max(1, now - record.startNanoTime()));
    } else if (record.streaming()) {
      record.chunk(now - lastChunk);
    }
    lastChunk = now;
  }

  @Override
  public ByteBuffer finish() {
    if (ended) {
      return EMPTY.duplicate();
    }
    ended = true;
    long begin = System.nanoTime();
    ByteBuffer out = transform.finish();
    exchange.noticed();
    record.engineNanos(record.engineNanos() + System.nanoTime() - begin);
    end(null);
    return out;
  }

  @Override
  public void abort(@Nullable Throwable failure) {
    if (!ended) {
      ended = true;
      transform.finish(); // what was held back is of no use any more
      end(failure);
    }
  }

  private void end(@Nullable Throwable failure) {
    if (failure != null) {
      record.errorType(failure.getClass().getName());
    }
    exchange.answered(transform.faulted(), last);
  }
}
