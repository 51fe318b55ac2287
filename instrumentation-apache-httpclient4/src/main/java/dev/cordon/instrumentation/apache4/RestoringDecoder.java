package dev.cordon.instrumentation.apache4;

import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.CallThreads;
import dev.cordon.instrumentation.Cordon;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.http.nio.ContentDecoder;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.protocol.HttpAsyncResponseConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An answer's bytes as the engine restores them, read from the connection only when the consumer
 * reads. Of what was restored and not read yet the connection knows nothing: the consumer is asked
 * again here, on the connection's thread or, when it had suspended input, on one of {@link
 * CallThreads}. One thread at a time delivers.
 */
final class RestoringDecoder implements ContentDecoder {
  private static final int CHUNK = 8192;

  /** How long the end of an answer waits for a consumer that has suspended input. */
  private static final long NANOS = TimeUnit.SECONDS.toNanos(30);

  private final AnswerPush push;
  private final HttpAsyncResponseConsumer<?> consumer;
  private ByteBuffer restored = ByteBuffer.allocate(0);

  /** What the connection has; null while another thread than its own delivers. */
  private @Nullable ContentDecoder connection;

  private boolean ended;
  private volatile boolean suspended;

  RestoringDecoder(AnswerPush push, HttpAsyncResponseConsumer<?> consumer) {
    this.push = push;
    this.consumer = consumer;
  }

  /**
   * Has the consumer read what is there; all of it where the connection has delivered the last
   * byte, since that ends the call.
   *
   * @param from the connection's bytes
   * @param control the connection's
   */
  synchronized void deliver(ContentDecoder from, IOControl control) throws IOException {
    Control controlled = new Control(control);
    suspended = false;
    connection = from;
    try {
      consumer.consumeContent(this, controlled);
      deliverRest(controlled);
    } finally {
      connection = null;
    }
    long end = System.nanoTime() + NANOS;
    while (from.isCompleted() && !isCompleted() && !consumer.isDone()) {
      await(end - System.nanoTime());
    }
  }

  private void deliverRest(Control control) throws IOException {
    int left = -1;
    while (!suspended && !consumer.isDone() && restored.remaining() != left) {
      left = restored.remaining();
      if (left == 0 && !isEndUnread()) {
        return;
      }
      consumer.consumeContent(this, control);
    }
  }

  /** Tells whether the consumer may not know yet that the answer has ended. */
  private boolean isEndUnread() {
    return connection != null && connection.isCompleted() && !ended;
  }

  private void await(long nanos) throws IOException {
    if (nanos <= 0) {
      throw new IOException("the consumer doesn't read the end of its answer");
    }
    try {
      TimeUnit.NANOSECONDS.timedWait(this, nanos);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  /** Goes on where the consumer has left bytes behind, which the connection doesn't know of. */
  private synchronized void resume(Control control) {
    try {
      deliverRest(control);
      if (!suspended) {
        control.original.requestInput();
      }
    } catch (IOException | RuntimeException failure) {
      Cordon.fault(Outgoing.WHERE + " answer", failure);
      shutdown(control.original);
    } finally {
      notifyAll();
    }
  }

  private static void shutdown(IOControl connection) {
    try {
      connection.shutdown();
    } catch (IOException closedAlready) {
      return; // as intended
    }
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    while (!restored.hasRemaining()) {
      if (ended) {
        return -1;
      }
      if (!arrive(Math.max(1, Math.min(CHUNK, target.remaining())))) {
        return 0;
      }
    }
    int count = Math.min(target.remaining(), restored.remaining());
    for (int i = 0; i < count; i++) {
      target.put(restored.get());
    }
    return count;
  }

  /** Reads from the connection; returns false when nothing is there now. */
  private boolean arrive(int most) throws IOException {
    ContentDecoder from = connection;
    if (from == null) {
      return false;
    }
    ByteBuffer chunk = ByteBuffer.allocate(most);
    int count = from.isCompleted() ? -1 : from.read(chunk);
    if (count > 0) {
      chunk.flip();
      restored = push.next(chunk);
    }
    if (!from.isCompleted() && count >= 0) {
      return count > 0;
    }
    ended = true;
    ByteBuffer rest = push.finish();
    ByteBuffer both = ByteBuffer.allocate(restored.remaining() + rest.remaining());
    both.put(restored).put(rest);
    both.flip();
    restored = both;
    return true;
  }

  @Override
  public boolean isCompleted() {
    return ended && !restored.hasRemaining();
  }

  /** Ends the call of an answer that doesn't end; null when the application doesn't want it. */
  void abort(@Nullable Exception cause) {
    push.abort(cause);
  }

  /** The connection's, which also tells us whether the consumer wants more. */
  private final class Control implements IOControl {
    private final IOControl original;

    Control(IOControl original) {
      this.original = original;
    }

    @Override
    public void requestInput() {
      suspended = false;
      CallThreads.shared().execute(() -> resume(this));
    }

    @Override
    public void suspendInput() {
      suspended = true;
      original.suspendInput();
    }

    @Override
    public void requestOutput() {
      original.requestOutput();
    }

    @Override
    public void suspendOutput() {
      original.suspendOutput();
    }

    @Override
    public void shutdown() throws IOException {
      original.shutdown();
    }
  }
}
