package dev.cordon.instrumentation.apache5;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.protocol.HttpContext;

/** An application's consumer that streams: it grants as many bytes as were read. */
final class StreamedAnswer implements AsyncResponseConsumer<Void> {
  private static final int SECONDS = 30;
  private static final ByteBuffer END = ByteBuffer.allocate(0);

  private final CompletableFuture<HttpResponse> head = new CompletableFuture<>();
  private final BlockingQueue<Object> pieces = new LinkedBlockingQueue<>();
  private CapacityChannel capacity;
  private int granted = 64;
  private volatile FutureCallback<Void> result;
  private volatile boolean hasEnded;

  HttpResponse head() throws Exception {
    try {
      return head.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof HttpException) {
        throw new IOException(failed.getCause());
      }
      throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
    } catch (TimeoutException late) {
      throw new AssertionError("no answer", late);
    }
  }

  /** Fails what waits for the head. */
  FutureCallback<Void> failure() {
    return new FutureCallback<>() {
      @Override
      public void completed(Void nothing) {}

      @Override
      public void failed(Exception cause) {
        StreamedAnswer.this.failed(cause);
      }

      @Override
      public void cancelled() {
        StreamedAnswer.this.failed(new IOException("cancelled"));
      }
    };
  }

  /**
   * Reads the body. Closing it takes what still comes and keeps nothing of it: cancelling doesn't
   * end an answer, and a client that is closed may tell nobody.
   */
  InputStream body() {
    InputStream read =
        new InputStream() {
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
              piece = next();
            }
            int count = Math.min(length, piece.remaining());
            piece.get(target, offset, count);
            grant(count);
            return count;
          }
        };
    return new FilterInputStream(read) {
      @Override
      public void close() throws IOException {
        if (!hasEnded) {
          grant(Integer.MAX_VALUE / 2);
        }
      }
    };
  }

  private synchronized void grant(int count) throws IOException {
    granted += count;
    if (capacity != null) {
      capacity.update(granted);
      granted = 0;
    }
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

  @Override
  public void consumeResponse(
      HttpResponse response, EntityDetails details, HttpContext with, FutureCallback<Void> done) {
    result = done;
    if (details == null) {
      hasEnded = true;
      pieces.add(END);
      done.completed(null);
    }
    head.complete(response);
  }

  @Override
  public void informationResponse(HttpResponse response, HttpContext with) {}

  @Override
  public synchronized void updateCapacity(CapacityChannel channel) throws IOException {
    capacity = channel;
    grant(0);
  }

  @Override
  public void consume(ByteBuffer source) {
    byte[] bytes = new byte[source.remaining()];
    source.get(bytes);
    pieces.add(ByteBuffer.wrap(bytes));
  }

  @Override
  public void streamEnd(List<? extends Header> trailers) {
    hasEnded = true;
    pieces.add(END);
    result.completed(null);
  }

  @Override
  public void failed(Exception cause) {
    hasEnded = true;
    head.completeExceptionally(cause);
    pieces.add(cause);
  }

  @Override
  public void releaseResources() {}
}
