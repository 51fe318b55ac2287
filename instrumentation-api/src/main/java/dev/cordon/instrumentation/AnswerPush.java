package dev.cordon.instrumentation;

import dev.cordon.engine.ContentDecoder;
import dev.cordon.engine.StreamTransform;
import dev.cordon.engine.SyntheticAnswer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * An answer's bytes on their way through the engine, pushed by a client that doesn't wait. One
 * chunk in is one chunk out, perhaps empty, and {@link #finish} gives what was held back to the
 * end: a client with back-pressure asks for another chunk in an empty one's place, and lets the
 * last bytes wait for demand of their own. Thread-safe: the application may cancel while the client
 * delivers. Ends the call once.
 */
public final class AnswerPush {
  private final String where;
  private final StreamTransform transform;
  private final ContentDecoder decoder;
  private boolean ended;
  private boolean opaque;

  AnswerPush(String where, StreamTransform transform, ContentDecoder decoder) {
    this.where = where;
    this.transform = transform;
    this.decoder = decoder;
  }

  /**
   * Takes the next bytes.
   *
   * @param chunk bytes between position and limit; kept or returned, so the caller must not change
   *     them afterwards
   * @return the bytes that go on, perhaps none; owned by the caller
   * @throws IOException when the answer isn't encoded as it says: the call has ended
   */
  public synchronized ByteBuffer next(ByteBuffer chunk) throws IOException {
    if (ended) {
      return StreamTransform.EMPTY;
    }
    try {
      return restored(decoder.decode(chunk));
    } catch (IOException undecodable) {
      abort(undecodable);
      throw undecodable;
    }
  }

  /**
   * Takes the next bytes of a buffer that is the client's.
   *
   * @param lent bytes between position and limit; copied, its position stays
   * @return the bytes that go on, perhaps none; owned by the caller
   * @throws IOException when the answer isn't encoded as it says: the call has ended
   */
  public ByteBuffer nextOf(ByteBuffer lent) throws IOException {
    byte[] own = new byte[lent.remaining()];
    lent.duplicate().get(own);
    return next(ByteBuffer.wrap(own));
  }

  private ByteBuffer restored(ByteBuffer bytes) {
    if (opaque || !bytes.hasRemaining()) {
      return bytes;
    }
    int start = bytes.position();
    try {
      return transform.transform(bytes);
    } catch (RuntimeException | Error fault) {
      opaque = true;
      Cordon.fault(where + " transform", fault);
      bytes.position(start);
      return bytes;
    }
  }

  /**
   * Ends the answer.
   *
   * @return the last bytes, perhaps none; owned by the caller
   * @throws IOException when the answer isn't complete as it is encoded: the call has ended
   */
  public synchronized ByteBuffer finish() throws IOException {
    if (ended) {
      return StreamTransform.EMPTY;
    }
    try {
      decoder.finish();
    } catch (IOException incomplete) {
      abort(incomplete);
      throw incomplete;
    }
    ended = true;
    decoder.close();
    try {
      return transform.finish();
    } catch (RuntimeException | Error fault) {
      Cordon.fault(where + " transform", fault);
      return StreamTransform.EMPTY;
    }
  }

  /**
   * Returns the answer to give in the place of one that has ended, where the library's form lets an
   * application be told so: policy withholds a part of it. A stream says so itself.
   *
   * @return null: policy withheld nothing
   */
  public synchronized @Nullable SyntheticAnswer withheld() {
    return transform.withheld();
  }

  /**
   * Ends the answer early. Does nothing when it has ended.
   *
   * @param failure what broke it, or null when the application doesn't want the rest
   */
  public synchronized void abort(@Nullable Throwable failure) {
    if (!ended) {
      ended = true;
      decoder.close();
      transform.abort(failure);
    }
  }
}
