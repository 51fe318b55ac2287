package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.cordon.instrumentation.RefusedMessage;
import dev.cordon.instrumentation.SocketCall;
import dev.cordon.instrumentation.TakeOver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What the application sends through one WebSocket: parts are put together, a whole message is
 * judged and sent at once. Fails as the JDK's own WebSocket does. Thread-safe.
 */
final class SocketSender {
  private final SocketCall call;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private boolean inText;
  private boolean inBinary;

  SocketSender(SocketCall call) {
    this.call = call;
  }

  /** Returns what {@code sendText} returns, or the call to make. */
  synchronized Object text(WebSocket socket, CharSequence part, boolean last) {
    if (inBinary) {
      return failed(new IllegalStateException("Unexpected text message"));
    }
    if (!last) {
      inText = true;
      text.append(part);
      return taken(socket);
    }
    String whole = inText ? text.append(part).toString() : part.toString();
    text.setLength(0);
    inText = false;
    try {
      UTF_8.newEncoder().encode(CharBuffer.wrap(whole));
    } catch (CharacterCodingException malformed) {
      return failed(new IOException("Malformed text message", malformed));
    }
    try {
      String sent = call.send(whole);
      return (TakeOver) () -> SocketAdvice.sendText(socket, sent);
    } catch (RefusedMessage refused) {
      return failed(refused);
    }
  }

  /** Returns what {@code sendBinary} returns, or the call to make. */
  synchronized Object binary(WebSocket socket, ByteBuffer part, boolean last) {
    if (inText) {
      return failed(new IllegalStateException("Unexpected binary message"));
    }
    byte[] bytes = new byte[part.remaining()];
    part.get(bytes);
    binary.write(bytes, 0, bytes.length);
    if (!last) {
      inBinary = true;
      return taken(socket);
    }
    byte[] whole = binary.toByteArray();
    binary.reset();
    inBinary = false;
    try {
      byte[] sent = call.send(whole);
      return (TakeOver) () -> SocketAdvice.sendBinary(socket, sent);
    } catch (RefusedMessage refused) {
      return failed(refused);
    }
  }

  private static CompletableFuture<WebSocket> taken(WebSocket socket) {
    return socket.isOutputClosed()
        ? failed(new IOException("Output closed"))
        : CompletableFuture.completedFuture(socket);
  }

  private static <T> CompletableFuture<T> failed(@Nullable Throwable failure) {
    return CompletableFuture.failedFuture(failure);
  }
}
