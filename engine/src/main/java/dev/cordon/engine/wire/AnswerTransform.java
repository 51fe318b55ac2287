package dev.cordon.engine.wire;

import dev.cordon.engine.SyntheticAnswer;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of one answer, as they come, into those that the application gets, and notes the
 * answer's facts. Used by one thread at a time. Never throws: after a fault inside, bytes go on as
 * they come.
 */
public interface AnswerTransform {
  /**
   * Tells whether every byte goes on unchanged. Then the transform takes the bytes in their content
   * coding; otherwise it takes them decoded, and the application gets the body without content
   * coding and of unknown length.
   *
   * @return true when {@link #transform} returns its argument
   */
  boolean isIdentity();

  /**
   * Takes the next bytes, all of them.
   *
   * @param chunk bytes between position and limit; not kept but in what is returned
   * @return what goes on now, owned by the caller; perhaps {@code chunk} itself or a slice of it,
   *     perhaps empty
   */
  ByteBuffer transform(ByteBuffer chunk);

  /** Takes back bytes that went on, as {@code StreamTransform} does. */
  default void release(ByteBuffer out) {}

  /**
   * Ends the answer; lets go what was held back.
   *
   * @return the last bytes, perhaps empty; always empty the second time
   */
  ByteBuffer finish();

  /** Returns the answer to give in the place of one of which policy withholds a part, or null. */
  default @Nullable SyntheticAnswer withheld() {
    return null;
  }

  /**
   * Tells whether something failed inside or was too large to be read, so that tokens may be left
   * in the answer.
   */
  boolean faulted();
}
