package dev.cordon.engine.audit;

import dev.cordon.engine.wire.json.ByteSink;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Request and answer of an Exchange, for an operator who asked for the messages. What is here is
 * what crossed the wire and not yet fit to be shown: in mode {@code observe} nothing was redacted,
 * and a model may write something sensitive of its own. Everything made of it goes through {@link
 * #cover} first. Used by one thread at a time; shows itself to nobody.
 */
public final class CapturedContent {
  /** Takes out of a JSON document what policy would not let leave. */
  public interface Cover {
    /**
     * Covers a document's texts. Deterministic and thread-safe.
     *
     * @param json a JSON document in UTF-8
     * @return the document with a word in the place of each finding; null when it can't be read
     */
    byte @Nullable [] cover(byte[] json);
  }

  /** Larger requests are not kept: they are files, not messages. */
  private static final int LONGEST_REQUEST = 4 << 20;

  /** What of an answer is kept: a stream repeats its frame with every word. */
  private static final int LONGEST_ANSWER = 1 << 20;

  private final Cover cover;
  private final ByteSink answer = new ByteSink();
  private byte @Nullable [] request;
  private boolean cut;

  /**
   * Begins without content.
   *
   * @param cover makes it fit to be shown
   */
  public CapturedContent(Cover cover) {
    this.cover = cover;
  }

  /**
   * Takes the request's body as it leaves, without content coding. Not copied.
   *
   * @param body in UTF-8
   */
  public void request(byte[] body) {
    request = body.length > LONGEST_REQUEST ? null : body;
  }

  /** Takes the next bytes of the answer as they came, without content coding; copied. */
  public void answer(ByteBuffer piece) {
    int room = LONGEST_ANSWER - answer.size();
    int length = Math.min(room, piece.remaining());
    cut |= length < piece.remaining();
    int from = piece.arrayOffset() + piece.position();
    answer.put(piece.array(), from, from + length);
  }

  /** Returns the request's body, or null when there is none to show. */
  public byte @Nullable [] request() {
    return request;
  }

  /** Returns a copy of the answer's body, as far as it was kept. */
  public byte[] answer() {
    return answer.toByteArray();
  }

  /** Tells whether the answer went on. */
  public boolean isCut() {
    return cut;
  }

  /** Returns about how many bytes of memory the content takes. */
  public int size() {
    byte[] body = request;
    return answer.array().length + (body == null ? 0 : body.length);
  }

  /** Covers a document that was made of the content; null when it can't be read. */
  public byte @Nullable [] cover(byte[] json) {
    return cover.cover(json);
  }
}
