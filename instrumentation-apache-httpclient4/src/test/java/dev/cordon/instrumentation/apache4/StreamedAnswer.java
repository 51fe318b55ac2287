package dev.cordon.instrumentation.apache4;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.http.HttpResponse;
import org.apache.http.concurrent.FutureCallback;
import org.apache.http.nio.IOControl;
import org.apache.http.nio.client.methods.AsyncByteConsumer;
import org.apache.http.protocol.HttpContext;

/** An application's consumer that streams: it takes more when what it got was read. */
final class StreamedAnswer extends AsyncByteConsumer<Boolean> {
  private static final int SECONDS = 30;
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
  private final BlockingQueue<Object> pieces = new LinkedBlockingQueue<>();
  private volatile IOControl connection;
  private volatile boolean hasEnded;
  private boolean isGivenUp;

  StreamedAnswer() {
    super(16);
  }

  HttpResponse head() throws Exception {
    try {
      return head.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
    } catch (TimeoutException late) {
      throw new AssertionError("no answer", late);
    }
  }

  @Override
  protected void onResponseReceived(HttpResponse response) {
    head.complete(response);
  }

  @Override
  protected void onByteReceived(ByteBuffer source, IOControl control) {
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    connection = control;
    synchronized (this) {
      if (!isGivenUp) {
        control.suspendInput();
      }
    }
    pieces.add(ByteBuffer.wrap(bytes));
  }

  private synchronized void giveUp() {
    isGivenUp = true;
    IOControl control = connection;
    if (control != null) {
      control.requestInput();
    }
  }

  @Override
  protected Boolean buildResult(HttpContext context) {
    return true;
  }

  /** The minimal client tells its consumer of a failure, and no callback. */
  @Override
  protected void releaseResources() {
    Exception failure = getException();
    if (failure != null) {
      callback().failed(failure);
    }
  }

  /** Hears of the end. */
  FutureCallback<Boolean> callback() {
    return new FutureCallback<>() {
      @Override
      public void completed(Boolean result) {
        hasEnded = true;
        pieces.add(END);
      }

      @Override
      public void failed(Exception cause) {
        hasEnded = true;
        head.completeExceptionally(cause);
        pieces.add(cause);
      }

      @Override
      public void cancelled() {
        failed(new IOException("cancelled"));
      }
    };
  }

  /**
   * Reads the body. Closing it takes what still comes and keeps nothing of it: cancelling doesn't
   * end every answer, and a client that is closed may tell nobody.
   */
  InputStream body() {
    return new InputStream() {
      private ByteBuffer piece = ByteBuffer.allocate(0);

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      @SuppressWarnings("ReferenceEquality") // the very buffer says that it is the end
      public int read(byte[] target, int offset, int length) throws IOException {
        while (!piece.hasRemaining()) {
          if (piece == END) {
            return -1;
          }
          if (pieces.isEmpty() && connection != null) {
            connection.requestInput();
          }
          piece = next();
        }
        int count = Math.min(length, piece.remaining());
        piece.get(target, offset, count);
        return count;
      }

      @Override
      public void close() {
        if (!hasEnded) {
          giveUp();
        }
      }
    };
  }

  private ByteBuffer next() throws IOException {
    try {
      Object next = pieces.poll(SECONDS, TimeUnit.SECONDS);
      if (next instanceof ByteBuffer) {
        return (ByteBuffer) next;
      }
      throw next instanceof Exception ? new IOException((Exception) next) : new IOException("late");
    } catch (InterruptedException interrupted) {
      throw new IOException(interrupted);
    }
  }
}
