package dev.cordon.instrumentation.javahttp;

import java.net.http.WebSocket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be handed to the application's listener: one message that came may have become two,
 * and the application may have asked for one. Keeps the order, one at a time. Thread-safe.
 */
final class SocketDeliveries {
  /** Calls the application's listener. */
  interface Delivery {
    /** Calls it, and returns what it returns. */
    @Nullable CompletionStage<?> run();
  }

  private static final class Waiting extends CompletableFuture<@Nullable Object> {
    final Delivery delivery;

    Waiting(Delivery delivery) {
      this.delivery = delivery;
    }
  }

  private final Executor executor;
  private final WebSocket.Listener listener;
  private final Deque<Waiting> waiting = new ArrayDeque<>();

  /** How many the application asked for and didn't get. */
  private long demand;

  /** How many it got that the WebSocket doesn't count. */
  private long more;

  private boolean delivering;

  SocketDeliveries(Executor executor, WebSocket.Listener listener) {
    this.executor = executor;
    this.listener = listener;
  }

  /** Takes note of what the application asks for; see {@link SocketListener#requested}. */
  long requested(WebSocket socket, long messages) {
    long own;
    boolean resume;
    synchronized (this) {
      demand = demand + messages < 0 ? Long.MAX_VALUE : demand + messages;
      own = Math.min(messages, more);
      more -= own;
      resume = !waiting.isEmpty() && !delivering;
    }
    if (resume) {
      executor.execute(() -> resume(socket));
    }
    return messages - own;
  }

  /**
   * Hands on what one message became.
   *
   * @return completes when the application is done with the last of them
   */
  CompletionStage<?> hand(WebSocket socket, List<Delivery> deliveries) {
    Waiting last = null;
    synchronized (this) {
      for (Delivery delivery : deliveries) {
        last = new Waiting(delivery);
        waiting.add(last);
      }
      more += deliveries.size() - 1;
    }
    deliver();
    return last == null ? CompletableFuture.completedFuture(null) : last;
  }

  /** Tells the application that the WebSocket failed: behind all that came, asked for or not. */
  void failed(WebSocket socket, Throwable error) {
    synchronized (this) {
      demand = Long.MAX_VALUE;
      waiting.add(
          new Waiting(
              () -> {
                listener.onError(socket, error);
                return null;
              }));
    }
    deliver();
  }

  private void resume(WebSocket socket) {
    try {
      deliver();
    } catch (Throwable failure) {
      socket.abort(); // as the JDK's own does with what a listener throws
      failed(socket, failure);
    }
  }

  private void deliver() {
    for (Waiting next = next(); next != null; next = next()) {
      try {
        CompletionStage<?> done = next.delivery.run();
        if (done == null) {
          next.complete(null);
        } else {
          Waiting handed = next;
          done.whenComplete((result, failure) -> handed.complete(null));
        }
      } finally {
        synchronized (this) {
          delivering = false;
        }
      }
    }
  }

  private synchronized @Nullable Waiting next() {
    if (delivering || demand == 0 || waiting.isEmpty()) {
      return null;
    }
    delivering = true;
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    return waiting.poll();
  }
}
