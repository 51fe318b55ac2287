package dev.cordon.engine.wire;

import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.wire.json.ByteSink;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Turns what becomes of an answer's text into bytes. Bytes that stay are copied only when something
 * before them in the same piece changed. What is held back waits in {@link #held} and goes before
 * the next piece. Not thread-safe.
 */
final class RawOutput implements EditSink {
  private static final int LARGEST_SPARE = 1 << 14;

  private static final int SPARES = 16;

  /** Arrays that no answer uses now, cleared. A thread looks at one place, which others share. */
  private static final AtomicReferenceArray<byte[]> SPARE = new AtomicReferenceArray<>(SPARES);

  private final ByteSink out = new ByteSink();
  private byte[] source = new byte[0];
  private int copied;
  private int at;
  private int begin;
  private int sourceEnd;
  private boolean changed;
  private boolean sourceIsChunk;
  private byte @Nullable [] given;
  private int givenSize;

  /** An array that went on before, cleared, for the answer's next piece. */
  private byte @Nullable [] spare;

  private boolean ended;
  private final ByteSink own = new ByteSink();
  private ByteSink held = own;
  private int heldAt;

  /**
   * Begins a piece.
   *
   * @param isChunk whether the piece is the chunk that {@link #take} gets
   */
  void piece(byte[] bytes, int from, int to, boolean isChunk) {
    settle();
    source = bytes;
    sourceEnd = to;
    sourceIsChunk = isChunk;
    begin = from;
    copied = from;
    at = from;
    changed = !out.isEmpty();
  }

  /** Returns up to where the piece is answered for. */
  int position() {
    return at;
  }

  /** Uses another place for what is held back, from here on. */
  void holdIn(ByteSink place) {
    held = place;
    heldAt = 0;
  }

  /** Uses the place of its own for what is held back. */
  void holdInOwn() {
    holdIn(own);
  }

  @Override
  public void keep(int length) {
    int before = Math.min(length, held.size() - heldAt);
    if (before > 0) {
      copy();
      changed = true;
      out.put(held.array(), heldAt, heldAt + before);
      heldAt += before;
    }
    at += length - before;
  }

  @Override
  public void replace(int length, byte[] text, int from, int to) {
    int before = Math.min(length, held.size() - heldAt);
    heldAt += before;
    insert(text, from, to);
    at += length - before;
    copied = at;
  }

  /** Puts bytes in that no byte of the answer stands for. */
  void insert(byte[] text, int from, int to) {
    copy();
    changed = true;
    out.put(text, from, to);
  }

  /** Lets everything before {@code position} stay. */
  void keepTo(int position) {
    at = Math.max(at, position);
  }

  /** Takes everything out up to {@code position}. */
  void drop(int position) {
    copy();
    changed = true;
    at = position;
    copied = position;
  }

  /** Holds back whatever is not answered for before {@code end}. */
  void hold(int end) {
    if (heldAt > 0) {
      held.drop(heldAt);
      heldAt = 0;
    }
    if (end > at) {
      copy();
      changed = true;
      held.put(source, at, end);
      at = end;
      copied = end;
    }
  }

  /** Copies what stays of the piece, because its bytes are about to change. */
  void settle() {
    copy();
  }

  /** Returns a place among the bytes that go on, for {@link #since} and {@link #cut}. */
  int mark() {
    copy();
    changed = true;
    return out.size();
  }

  /** Copies what goes on since a place. */
  void since(int mark, ByteSink to) {
    copy();
    to.put(out.array(), mark, out.size());
  }

  /** Takes back what was to go on since a place. */
  void cut(int mark, ByteSink to) {
    since(mark, to);
    out.truncate(mark);
  }

  /** Lets all that is held back go on as it is. */
  void release() {
    keep(held.size() - heldAt);
    held.clear();
    heldAt = 0;
  }

  /** Returns the bytes that go on now: a slice of {@code chunk} itself when nothing changed. */
  ByteBuffer take(ByteBuffer chunk) {
    if (!changed && sourceIsChunk) {
      int length = at - begin;
      copied = at;
      if (length == chunk.remaining()) {
        return chunk;
      }
      ByteBuffer same = chunk.duplicate();
      if (length < same.remaining()) {
        same.limit(same.position() + length);
      }
      return same.slice();
    }
    copy();
    changed = false;
    sourceIsChunk = false;
    if (out.isEmpty()) {
      return StreamTransform.EMPTY.duplicate();
    }
    ByteBuffer taken = out.take();
    given = taken.array();
    givenSize = taken.limit();
    return taken;
  }

  /**
   * Returns everything that has not gone on, after a fault: what was held back and the rest of the
   * piece, as they came. Nothing where the fault is that another thread ended the answer meanwhile:
   * nobody reads on.
   */
  ByteBuffer salvage() {
    ByteSink all = new ByteSink();
    try {
      copy();
      all.put(out.array(), 0, out.size());
      all.put(held.array(), heldAt, held.size());
      all.put(source, at, Math.max(at, sourceEnd));
    } catch (RuntimeException e) {
      all.clear();
    }
    out.clear();
    return all.take();
  }

  /** Keeps the array of bytes that went on last, cleared, for this answer or another one. */
  void release(ByteBuffer gone) {
    byte[] mine = given;
    if (mine != null && gone.hasArray() && gone.array() == mine) {
      given = null;
      if (mine.length <= LARGEST_SPARE) {
        Arrays.fill(mine, 0, givenSize, (byte) 0);
        spare = mine;
        if (ended) {
          end();
        }
      }
    }
  }

  /** Lets other answers have what this one used: no piece follows. */
  void end() {
    ended = true;
    byte[] mine = spare;
    if (mine != null) {
      spare = null;
      SPARE.set(place(), mine);
    }
  }

  private void useSpare() {
    byte[] mine = spare == null ? SPARE.getAndSet(place(), null) : spare;
    spare = null;
    if (mine != null) {
      out.use(mine);
    }
  }

  private static int place() {
    return (int) Thread.currentThread().getId() & (SPARES - 1);
  }

  private void copy() {
    if (at > copied) {
      if (out.isEmpty()) {
        useSpare();
        out.reserve(sourceEnd - copied); // the rest follows: a piece that changes is copied whole
      }
      out.put(source, copied, at);
      copied = at;
    }
  }
}
