package dev.cordon.instrumentation.jetty;

import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.AnswerPush;
import java.io.IOException;
import java.nio.Buffer;
import java.nio.ByteBuffer;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * An answer's content, led through the engine as it is read: whoever reads it decides when there is
 * more. Used by one thread at a time, as any source; failing it may come from another.
 */
final class AnswerSource implements Content.Source {
  private final Content.Source original;
  private final Response response;
  private final boolean changes;
  private final AnswerPush push;

  /** What follows what was read last; null for what the original gives. */
  private volatile Content.@Nullable Chunk next;

  AnswerSource(Content.Source original, Response response, AnswerPlan plan) {
    this.original = original;
    this.response = response;
    this.changes = plan.dropsLength();
    this.push = plan.push();
  }

  @Override
  public long getLength() {
    return changes ? -1 : original.getLength();
  }

  @Override
  public Content.@Nullable Chunk read() {
    while (true) {
      Content.Chunk kept = next;
      Content.Chunk chunk = kept == null ? original.read() : kept;
      if (kept != null || chunk == null) {
        return chunk;
      }
      if (Content.Chunk.isFailure(chunk)) {
        if (chunk.isLast()) {
          push.abort(chunk.getFailure());
        }
        return chunk;
      }
      Content.Chunk restored = restored(chunk);
      if (restored != null) {
        return restored;
      }
    }
  }

  /** Returns what becomes of a piece; null when all of it is held back. */
  private Content.@Nullable Chunk restored(Content.Chunk chunk) {
    ByteBuffer bytes = copy(chunk.getByteBuffer());
    boolean hasTrailers = chunk instanceof Trailers;
    try {
      ByteBuffer out = push.next(bytes);
      if (!chunk.isLast()) {
        return out.hasRemaining() ? Content.Chunk.from(out, false) : null;
      }
      out = joined(out, push.finish());
      if (changes) {
        AnswerAdvice.drop(response, HttpHeader.CONTENT_LENGTH); // 12.1 sets it where it decodes
      }
      next = hasTrailers ? chunk : Content.Chunk.EOF;
      return out.hasRemaining() ? Content.Chunk.from(out, !hasTrailers) : next;
    } catch (IOException undecodable) {
      original.fail(undecodable);
      next = Content.Chunk.from(undecodable);
      return next;
    } finally {
      if (!hasTrailers) {
        chunk.release();
      }
    }
  }

  private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    if (!second.hasRemaining()) {
      return first;
    }
    ByteBuffer both = ByteBuffer.allocate(first.remaining() + second.remaining());
    both.put(first).put(second);
    ((Buffer) both).flip(); // Java 8 has no flip of ByteBuffer's own
    return both;
  }

  private static ByteBuffer copy(ByteBuffer bytes) {
    ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
    copy.put(bytes);
    ((Buffer) copy).flip();
    return copy;
  }

  @Override
  public void demand(Runnable available) {
    if (next == null) {
      original.demand(available);
    } else {
      available.run();
    }
  }

  @Override
  public void fail(Throwable failure) {
    push.abort(failure);
    original.fail(failure);
  }
}
