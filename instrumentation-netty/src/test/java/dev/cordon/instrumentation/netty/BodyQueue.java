package dev.cordon.instrumentation.netty;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** An answer's body between the thread that delivers it and the one that reads. */
final class BodyQueue extends InputStream {
  private static final int SECONDS = 30;
  private static final Object END = new Object();

  private final BlockingQueue<Object> pieces = new LinkedBlockingQueue<>();
  private byte[] piece = {};
  private int at;
  private boolean ended;
  private IOException failure;
  private Runnable close = () -> {};

  /** Tells what becomes of an answer that is closed before its end. */
  BodyQueue closedBy(Runnable action) {
    close = action;
    return this;
  }

  void add(byte[] bytes) {
    pieces.add(bytes);
  }

  void end() {
    pieces.add(END);
  }

  void fail(Throwable failure) {
    pieces.add(new IOException(failure));
  }

  @Override
  public int read() throws IOException {
    while (at == piece.length && !ended) {
      Object next = failure == null ? next() : failure;
      if (next instanceof IOException) {
        failure = (IOException) next; // InputStream swallows the first
        throw failure;
      }
      ended = next == END;
      piece = ended ? piece : (byte[]) next;
      at = ended ? at : 0;
    }
    return ended ? -1 : piece[at++] & 0xff;
  }

  private Object next() throws IOException {
    try {
      Object next = pieces.poll(SECONDS, TimeUnit.SECONDS);
      return next == null ? new IOException("nothing came") : next;
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      close.run();
    }
  }
}
