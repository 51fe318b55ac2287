package dev.cordon.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the frames of one WebSocket go through, in both directions. Thread-safe: the two directions
 * have threads of their own. No method throws.
 */
public interface SocketTransform {
  /**
   * Judges a whole text frame, or a binary one, before it is sent.
   *
   * @param frame the frame's bytes; a text as UTF-8
   * @return forwards the frame, rewritten or the very array; or refuses it: then it must not be
   *     sent, and the answer's body is an error in the vendor's own form that may be handed to the
   *     application as a frame
   */
  Verdict send(byte[] frame);

  /**
   * Takes a whole frame that came.
   *
   * @param frame the frame's bytes; a text as UTF-8
   * @return the frames to hand to the application, in order; usually one
   */
  List<byte[]> receive(byte[] frame);

  /**
   * Ends the socket and its Exchange. Only the first call counts.
   *
   * @param failure what ended it, or null when it was closed
   * @return frames to hand to the application first, with what was held back; usually none
   */
  List<byte[]> close(@Nullable Throwable failure);
}
