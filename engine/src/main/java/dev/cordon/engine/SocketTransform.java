package dev.cordon.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the messages of one WebSocket go through, in both directions. A message is whole (RFC 6455,
 * 5.4): its fragments put together, its compression undone. Control frames (ping, pong, close) are
 * none. Thread-safe: the two directions have threads of their own. No method throws.
 */
public interface SocketTransform {
  /**
   * Judges a message before it is sent.
   *
   * @param message its bytes; a text's as UTF-8
   * @return forwards it, rewritten or the very array; or refuses it: then it must not be sent.
   *     {@link Exchange#refusal} says why
   */
  Verdict send(byte[] message);

  /**
   * Takes a message that came.
   *
   * @param message its bytes; a text's as UTF-8
   * @return the messages to hand to the application in its place, in order; usually one, and {@code
   *     message} itself when nothing in it changes
   */
  List<byte[]> receive(byte[] message);

  /**
   * Ends the Exchange. Only the first call counts. What is sent afterwards is judged all the same,
   * as after the other side's close.
   *
   * @param failure what ended the WebSocket, or null when it was closed
   * @return messages to hand to the application first, with what was held back; usually none
   */
  List<byte[]> close(@Nullable Throwable failure);
}
