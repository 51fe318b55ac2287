package dev.cordon.engine.wire;

import java.nio.ByteBuffer;

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
   * @param chunk bytes between position and limit; must not be changed afterwards
   * @return what goes on now, owned by the caller; perhaps {@code chunk} itself, perhaps empty
   */
  ByteBuffer transform(ByteBuffer chunk);

  /**
   * Ends the answer; lets go what was held back.
   *
   * @return the last bytes, perhaps empty; always empty the second time
   */
  ByteBuffer finish();

  /**
   * Tells whether something failed inside or was too large to be read, so that tokens may be left
   * in the answer.
   */
  boolean faulted();
}
