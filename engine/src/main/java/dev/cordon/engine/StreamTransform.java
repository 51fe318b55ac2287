package dev.cordon.engine;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of an answer, as they come, into the bytes that the application gets. Holds back
 * as little as it can: everything that can't be part of a token goes on with the chunk in which it
 * came. Used by one thread at a time. No method throws: a transform that fails inside passes bytes
 * through from then on.
 */
public interface StreamTransform {
  /** An empty buffer. */
  ByteBuffer EMPTY = ByteBuffer.allocate(0).asReadOnlyBuffer();

  /**
   * Tells whether every byte goes on unchanged, so that the answer's length and encoding headers
   * stay true. Otherwise the caller undoes the content coding before {@link #transform} and drops
   * both headers; in a coding that it can't undo it passes the answer on as it came.
   *
   * @return true when {@link #transform} returns its argument
   */
  boolean isIdentity();

  /**
   * Takes the next bytes. All of {@code chunk} is consumed.
   *
   * @param chunk bytes between position and limit; not kept but in what is returned, so the caller
   *     may use its array again once that has gone on
   * @return bytes that go on now, owned by the caller; perhaps {@code chunk} itself or a slice of
   *     it, perhaps empty
   */
  ByteBuffer transform(ByteBuffer chunk);

  /**
   * Takes back bytes that went on, so that their array may serve again. May be left out.
   *
   * @param out what {@link #transform} or {@link #finish} returned, copied by the caller and not
   *     used by it any more
   */
  default void release(ByteBuffer out) {}

  /**
   * Ends the stream and the Exchange. Later calls return an empty buffer.
   *
   * @return the last bytes, owned by the caller; perhaps empty
   */
  ByteBuffer finish();

  /**
   * Returns the answer to give in this one's place, where a client can still do so, because policy
   * withholds a part of it: {@link #finish} has told the application only what comes before. A
   * stream says so itself.
   *
   * @return null while policy withholds nothing
   */
  default @Nullable SyntheticAnswer withheld() {
    return null;
  }

  /**
   * Ends the Exchange because the stream broke or the application closed it early.
   *
   * @param failure what broke it, or null when the application closed it
   */
  void abort(@Nullable Throwable failure);
}
