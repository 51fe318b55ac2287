package dev.cordon.engine.call;

import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.audit.ExchangeRecord;
import dev.cordon.engine.link.LinkGuard;
import dev.cordon.engine.wire.AnswerTransform;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Measures an answer on its way through its wire format, and ends the Exchange with the last one.
 */
final class AnswerStream implements StreamTransform {
  private static final AtomicIntegerFieldUpdater<AnswerStream> ENDED =
      AtomicIntegerFieldUpdater.newUpdater(AnswerStream.class, "ended");
  private static final AtomicIntegerFieldUpdater<AnswerStream> READING =
      AtomicIntegerFieldUpdater.newUpdater(AnswerStream.class, "reading");

  private final EngineExchange exchange;
  private final AnswerTransform transform;
  private final LinkGuard links;
  private final ExchangeRecord record;
  private final boolean identity;
  private final boolean last;

  /**
   * Both are volatile: an application may well close an answer while another thread of it reads.
   * Either the reader sees that the answer ended, or who ends it that it is being read.
   */
  private volatile int ended;

  private volatile int reading;
  private long lastChunk;
  private @Nullable SyntheticAnswer withheld;

  /**
   * Begins an answer.
   *
   * @param links looks at the links; used again after the answer's end
   */
  AnswerStream(
      EngineExchange exchange,
      AnswerTransform transform,
      LinkGuard links,
      ExchangeRecord record,
      boolean last) {
    this.exchange = exchange;
    this.transform = transform;
    this.links = links;
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
    reading = 1;
    if (ended != 0) {
      return EMPTY.duplicate(); // still reading: what was used here is not used again
    }
    long begin = System.nanoTime();
    if (chunk.hasRemaining()) {
      time(begin);
    }
    record.responseBytes(record.responseBytes() + chunk.remaining());
    ByteBuffer out = transform.transform(chunk);
    exchange.noticed();
    record.engineNanos(record.engineNanos() + System.nanoTime() - begin);
    READING.lazySet(this, 0); // who sees it late only keeps what was used here
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
  public void release(ByteBuffer out) {
    transform.release(out);
  }

  @Override
  public ByteBuffer finish() {
    if (!ENDED.compareAndSet(this, 0, 1)) {
      return EMPTY.duplicate();
    }
    long begin = System.nanoTime();
    ByteBuffer out = transform.finish();
    withheld = transform.withheld();
    exchange.noticed();
    record.engineNanos(record.engineNanos() + System.nanoTime() - begin);
    end(null);
    if (reading == 0 && !transform.faulted()) {
      exchange.giveBack(links);
    }
    return out;
  }

  @Override
  public @Nullable SyntheticAnswer withheld() {
    return withheld;
  }

  @Override
  public void abort(@Nullable Throwable failure) {
    if (ENDED.compareAndSet(this, 0, 1)) {
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
