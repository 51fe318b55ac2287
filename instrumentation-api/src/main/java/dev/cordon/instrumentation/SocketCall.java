package dev.cordon.instrumentation;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.engine.Exchange;
import dev.cordon.engine.SocketTransform;
import dev.cordon.engine.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One open WebSocket of an AI call. A module leads every whole message (RFC 6455, 5.4) of either
 * direction through it, control frames past it, and tells its end once. Where a library shows
 * fragments or compressed payloads, the module puts them together first.
 *
 * <p>Thread-safe. No method throws anything of ours but {@link RefusedMessage}: a fault ends in a
 * refusal or in the message as it was, as policy's {@code on_error} says.
 */
public final class SocketCall {
  private final String where;
  private final @Nullable Exchange exchange;
  private final @Nullable SocketTransform transform;
  private volatile boolean opaque;

  /** Makes one; without a transform the call couldn't begin, and nothing may be sent. */
  SocketCall(String where, @Nullable Exchange exchange, @Nullable SocketTransform transform) {
    this.where = where;
    this.exchange = exchange;
    this.transform = transform;
  }

  /**
   * Judges a message before it is sent.
   *
   * @param message its bytes; not changed, not copied
   * @return the bytes to send in its place; the very array when nothing changes
   * @throws RefusedMessage when it must not be sent: the application gets this as the library tells
   *     of failures
   */
  public byte[] send(byte[] message) throws RefusedMessage {
    Verdict verdict;
    try {
      if (transform == null || exchange == null) {
        throw new RefusedMessage("the agent failed and the policy says on_error: block");
      }
      verdict = transform.send(message);
      if (verdict.refusal() == null) {
        return verdict.body();
      }
      String why = exchange.refusal();
      throw new RefusedMessage(why == null ? "policy" : why);
    } catch (RefusedMessage refused) {
      throw refused;
    } catch (Throwable fault) {
      Cordon.fault(where + " message", fault);
      if (Cordon.refuseOnFault()) {
        throw new RefusedMessage("the agent failed and the policy says on_error: block");
      }
      return message;
    }
  }

  /**
   * Does the same with a text.
   *
   * @param message the text
   * @return the text to send in its place; the very object when nothing changes
   * @throws RefusedMessage when it must not be sent
   */
  public String send(String message) throws RefusedMessage {
    byte[] bytes = message.getBytes(UTF_8);
    byte[] sent = send(bytes);
    return sent == bytes ? message : new String(sent, UTF_8);
  }

  /**
   * Takes a message that came.
   *
   * @param message its bytes; not changed, not copied
   * @return what to hand to the application in its place, in order; usually one, the very array
   *     when nothing in it changes
   */
  public List<byte[]> receive(byte[] message) {
    if (opaque || transform == null) {
      return Collections.singletonList(message);
    }
    try {
      return transform.receive(message);
    } catch (Throwable fault) {
      opaque = true;
      Cordon.fault(where + " message", fault);
      return Collections.singletonList(message);
    }
  }

  /**
   * Does the same with a text.
   *
   * @param message the text
   * @return the texts to hand on; the very object when nothing in it changes
   */
  public List<String> receive(String message) {
    byte[] bytes = message.getBytes(UTF_8);
    List<byte[]> got = receive(bytes);
    return got.size() == 1 && got.get(0) == bytes ? Collections.singletonList(message) : texts(got);
  }

  /**
   * Ends the call. Only the first time counts.
   *
   * @param failure what the application sees the WebSocket fail with; null when it was closed
   * @return texts that were held back, to hand to the application first; usually none
   */
  public List<String> end(@Nullable Throwable failure) {
    if (transform == null) {
      return Collections.emptyList();
    }
    try {
      List<byte[]> rest = transform.close(failure);
      return opaque ? Collections.<String>emptyList() : texts(rest);
    } catch (Throwable fault) {
      Cordon.fault(where + " close", fault);
      return Collections.emptyList();
    }
  }

  private static List<String> texts(List<byte[]> messages) {
    List<String> texts = new ArrayList<>(messages.size());
    for (byte[] message : messages) {
      texts.add(new String(message, UTF_8));
    }
    return texts;
  }
}
