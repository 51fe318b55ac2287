package dev.cordon.instrumentation.okhttp;

import java.io.IOException;
import okio.Buffer;
import okio.Sink;
import okio.Timeout;
import org.jspecify.annotations.Nullable;

/** Collects a message and sends it when it is closed. Used by one thread. */
final class MessageSink implements Sink {
  /** Sends a whole message. */
  interface Sender {
    /**
     * Sends it.
     *
     * @throws Throwable what the application sees
     */
    @Nullable Void send(byte[] message) throws Throwable;
  }

  private final Buffer collected = new Buffer();
  private final Sender sender;
  private boolean closed;

  MessageSink(Sender sender) {
    this.sender = sender;
  }

  static @Nullable Void send(Sink sink, byte[] message) throws IOException {
    try {
      sink.write(new Buffer().write(message), message.length);
    } finally {
      sink.close();
    }
    return null;
  }

  @Override
  public void write(Buffer source, long count) {
    collected.write(source, count);
  }

  @Override
  public void flush() {
    // the message leaves when it is whole
  }

  @Override
  public Timeout timeout() {
    return Timeout.NONE;
  }

  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try {
      sender.send(collected.readByteArray());
    } catch (IOException | RuntimeException | Error failure) {
      throw failure;
    } catch (Throwable unexpected) {
      throw new IOException(unexpected);
    }
  }
}
