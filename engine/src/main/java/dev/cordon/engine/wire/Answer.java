package dev.cordon.engine.wire;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.engine.audit.CapturedContent;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** An answer on its way: content coding, then the body; passes bytes through after a fault. */
final class Answer implements AnswerTransform {
  private final RawOutput out;
  private final BodyChoice choice;
  private final boolean observeOnly;
  private final @Nullable ContentDecoder decoder;
  private final @Nullable CapturedContent content;
  private @Nullable AnswerBody body;
  private @Nullable Throwable fault;
  private boolean finished;

  /**
   * Makes a transform.
   *
   * @param observeOnly whether there is nothing to restore: the answer is read for its facts alone
   * @param content gets a copy of the answer as it came; null when nobody asked for it
   */
  Answer(
      RawOutput out,
      BodyChoice choice,
      boolean observeOnly,
      @Nullable ContentDecoder decoder,
      @Nullable CapturedContent content) {
    this.out = out;
    this.choice = choice;
    this.observeOnly = observeOnly;
    this.decoder = decoder;
    this.content = content;
  }

  @Override
  public boolean isIdentity() {
    return observeOnly;
  }

  @Override
  public ByteBuffer transform(ByteBuffer chunk) {
    if (finished || !chunk.hasRemaining()) {
      return observeOnly ? chunk : StreamTransform.EMPTY.duplicate();
    }
    if (fault != null) {
      return chunk;
    }
    ByteBuffer plain = chunk;
    try {
      plain = decoder == null ? heap(chunk) : decoder.decode(chunk.duplicate());
      if (plain.hasRemaining()) {
        if (content != null) {
          content.answer(plain);
        }
        int from = plain.arrayOffset() + plain.position();
        body(plain).feed(plain.array(), from, from + plain.remaining());
      }
      ByteBuffer result = out.take(plain);
      if (!observeOnly) {
        return result;
      }
      out.release(result);
      return chunk;
    } catch (Throwable e) {
      fault = e;
      return observeOnly ? chunk : out.salvage();
    }
  }

  @Override
  public void release(ByteBuffer released) {
    out.release(released);
  }

  @Override
  public ByteBuffer finish() {
    if (finished) {
      return StreamTransform.EMPTY.duplicate();
    }
    finished = true;
    if (fault != null) {
      return StreamTransform.EMPTY.duplicate();
    }
    ByteBuffer rest;
    try {
      AnswerBody reader = body;
      if (reader != null) {
        reader.end();
        choice.ended();
      }
      rest = out.take(StreamTransform.EMPTY);
    } catch (Throwable e) {
      fault = e;
      rest = out.salvage();
    } finally {
      out.end();
      if (decoder != null) {
        decoder.close();
      }
    }
    return observeOnly ? StreamTransform.EMPTY.duplicate() : rest;
  }

  @Override
  public @Nullable SyntheticAnswer withheld() {
    return observeOnly ? null : choice.withheld();
  }

  @Override
  public boolean faulted() {
    AnswerBody reader = body;
    return fault != null || (reader != null && reader.isPartlyUnread());
  }

  /** Returns what failed inside, or null; for tests: its message may hold content. */
  @Nullable Throwable fault() {
    return fault;
  }

  private AnswerBody body(ByteBuffer first) {
    AnswerBody reader = body;
    if (reader == null) {
      reader = body = choice.choose(first);
    }
    return reader;
  }

  /** Returns a buffer with an accessible array, and the same remaining bytes. */
  private static ByteBuffer heap(ByteBuffer chunk) {
    if (chunk.hasArray()) {
      return chunk;
    }
    byte[] copy = new byte[chunk.remaining()];
    chunk.duplicate().get(copy);
    return ByteBuffer.wrap(copy);
  }
}
