package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.SocketCall;
import java.io.ByteArrayOutputStream;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Stands in the place of the application's listener: puts messages together, leads them through the
 * engine and hands on what comes of them, never more than the application asked for. Called by one
 * thread at a time, as the JDK calls listeners.
 */
final class SocketListener implements WebSocket.Listener {
  /** Above this many characters or bytes a message is handed on in parts, as it comes. */
  private static final int LONGEST = 64 << 20;

  private final WebSocket.Listener listener;
  private final StringBuilder text = new StringBuilder();
  private final ByteArrayOutputStream binary = new ByteArrayOutputStream();
  private boolean tooLong;
  private volatile @Nullable SocketCall call;
  private volatile @Nullable SocketSender outgoing;
  private volatile @Nullable SocketDeliveries deliveries;

  SocketListener(WebSocket.Listener listener) {
    this.listener = listener;
  }

  /**
   * Begins, before anything comes.
   *
   * @param begun the call; null when messages go as they are
   * @param executor runs what the application asks for later
   */
  void begin(@Nullable SocketCall begun, Executor executor) {
    if (begun != null) {
      outgoing = new SocketSender(begun);
      deliveries = new SocketDeliveries(executor, listener);
      call = begun;
    }
  }

  boolean isGoverned() {
    return call != null;
  }

  SocketSender outgoing() {
    return present(outgoing);
  }

  /**
   * Takes note of what the application asks for.
   *
   * @return how many of these messages the WebSocket itself is to be asked for
   */
  long requested(WebSocket socket, long messages) {
    return present(deliveries).requested(socket, messages);
  }

  /** Ends the call when the application breaks off. */
  void aborted() {
    present(call).end(null);
  }

  private static <T> T present(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("not governed");
    }
    return value;
  }

  @Override
  public void onOpen(WebSocket socket) {
    listener.onOpen(socket);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    SocketCall governed = call;
    if (governed == null) {
      return listener.onText(socket, data, last);
    }
    text.append(data);
    if (!last && text.length() <= LONGEST && !tooLong) {
      SocketAdvice.request(socket, 1); // a part is none of those that the application asked for
      return null;
    }
    String whole = text.toString();
    text.setLength(0);
    if (isTooLong(last)) {
      return hand(socket, () -> listener.onText(socket, whole, last));
    }
    return hand(socket, texts(socket, governed.receive(whole)));
  }

  /** Tells whether this is part of a message that is handed on in parts. */
  private boolean isTooLong(boolean last) {
    boolean now = tooLong || !last;
    tooLong = !last;
    return now;
  }

  private List<SocketDeliveries.Delivery> texts(WebSocket socket, List<String> texts) {
    List<SocketDeliveries.Delivery> all = new ArrayList<>(texts.size() + 1);
    for (String each : texts) {
      all.add(() -> listener.onText(socket, each, true));
    }
    return all;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
    SocketCall governed = call;
    if (governed == null) {
      return listener.onBinary(socket, data, last);
    }
    byte[] part = new byte[data.remaining()];
    data.get(part);
    binary.write(part, 0, part.length);
    if (!last && binary.size() <= LONGEST && !tooLong) {
      SocketAdvice.request(socket, 1);
      return null;
    }
    byte[] whole = binary.toByteArray();
    binary.reset();
    if (isTooLong(last)) {
      return hand(socket, () -> listener.onBinary(socket, ByteBuffer.wrap(whole), last));
    }
    List<SocketDeliveries.Delivery> all = new ArrayList<>(1);
    for (byte[] each : governed.receive(whole)) {
      all.add(() -> listener.onBinary(socket, ByteBuffer.wrap(each), true));
    }
    return hand(socket, all);
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket socket, ByteBuffer message) {
    return call == null
        ? listener.onPing(socket, message)
        : hand(socket, () -> listener.onPing(socket, message));
  }

  @Override
  public @Nullable CompletionStage<?> onPong(WebSocket socket, ByteBuffer message) {
    return call == null
        ? listener.onPong(socket, message)
        : hand(socket, () -> listener.onPong(socket, message));
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    SocketCall governed = call;
    if (governed == null) {
      return listener.onClose(socket, code, reason);
    }
    List<SocketDeliveries.Delivery> all = texts(socket, governed.end(null));
    all.add(() -> listener.onClose(socket, code, reason));
    return hand(socket, all);
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    SocketCall governed = call;
    if (governed == null) {
      listener.onError(socket, error);
      return;
    }
    governed.end(error);
    present(deliveries).failed(socket, error);
  }

  private CompletionStage<?> hand(WebSocket socket, SocketDeliveries.Delivery one) {
    return present(deliveries).hand(socket, List.of(one));
  }

  private @Nullable CompletionStage<?> hand(WebSocket socket, List<SocketDeliveries.Delivery> all) {
    if (all.isEmpty()) {
      SocketAdvice.request(socket, 1);
      return null;
    }
    return present(deliveries).hand(socket, all);
  }
}
