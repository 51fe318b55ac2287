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
   * @param chunk bytes between position and limit; may be kept or returned, so the caller must not
   *     change them afterwards
   * @return bytes that go on now, owned by the caller; perhaps {@code chunk} itself, perhaps empty
   */
  ByteBuffer transform(ByteBuffer chunk);

  /**
   * Ends the stream and the Exchange. Later calls return an empty buffer.
   *
   * @return the last bytes, owned by the caller; perhaps empty
   */
  ByteBuffer finish();

  /**
   * Ends the Exchange because the stream broke or the application closed it early.
   *
   * @param failure what broke it, or null when the application closed it
   */
  void abort(@Nullable Throwable failure);
}
