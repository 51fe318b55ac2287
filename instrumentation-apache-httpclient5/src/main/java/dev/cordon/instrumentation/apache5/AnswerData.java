package dev.cordon.instrumentation.apache5;

import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.AnswerPush;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.nio.AsyncDataConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.jspecify.annotations.Nullable;

/**
 * An answer's bytes, led through the engine as they arrive. What the consumer can take it says in
 * bytes that it got, and the connection counts those that it sent: the difference is made up for,
 * so that a long answer with back-pressure doesn't run dry.
 */
final class AnswerData implements AsyncDataConsumer {
  private final AsyncDataConsumer original;
  private final AnswerPush push;
  private @Nullable CapacityChannel connection;

  /** How many bytes the consumer got more than the connection sent: it will grant so many more. */
  private long surplus;

  AnswerData(AsyncDataConsumer original, AnswerPush push) {
    this.original = original;
    this.push = push;
  }

  /** Makes a response, and what is told of its body, fit for what comes in its place. */
  static EntityDetails fit(AnswerPlan plan, HttpResponse response, EntityDetails details) {
    if (!plan.dropsLength()) {
      return details;
    }
    response.removeHeaders(HttpHeaders.CONTENT_LENGTH);
    response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
    return new Restored(details);
  }

  @Override
  public void updateCapacity(CapacityChannel channel) throws IOException {
    synchronized (this) {
      connection = channel;
    }
    original.updateCapacity(this::grant);
  }

  /** Passes on what the consumer can take, less what it got and the connection never sent. */
  private void grant(int increment) throws IOException {
    CapacityChannel channel;
    int granted;
    synchronized (this) {
      channel = connection;
      long kept = Math.max(0, Math.min(surplus, increment));
      surplus -= kept;
      granted = (int) (increment - kept);
    }
    if (channel != null && granted > 0) {
      channel.update(granted);
    }
  }

  private void passed(int in, int out) throws IOException {
    CapacityChannel channel;
    int owed;
    synchronized (this) {
      channel = connection;
      surplus += out - in;
      owed = channel == null ? 0 : (int) Math.max(0, -surplus);
      surplus += owed;
    }
    if (channel != null && owed > 0) {
      channel.update(owed);
    }
  }

  @Override
  public void consume(ByteBuffer source) throws IOException {
    byte[] chunk = new byte[source.remaining()]; // the connection uses its own again
    source.get(chunk);
    deliver(chunk.length, push.next(ByteBuffer.wrap(chunk)));
  }

  private void deliver(int in, ByteBuffer restored) throws IOException {
    int out = restored.remaining();
    if (out > 0) {
      original.consume(restored);
    }
    passed(in, out);
  }

  @Override
  public void streamEnd(@Nullable List<? extends Header> trailers)
      throws HttpException, IOException {
    ByteBuffer rest = push.finish();
    if (rest.hasRemaining()) {
      original.consume(rest);
    }
    original.streamEnd(trailers);
  }

  /** Ends the call of an answer that doesn't end; null when the application doesn't want it. */
  void abort(@Nullable Throwable cause) {
    push.abort(cause);
  }

  @Override
  public void releaseResources() {
    original.releaseResources();
  }

  /** What is told of a body that becomes another one. */
  private static final class Restored implements EntityDetails {
    private final EntityDetails original;

    Restored(EntityDetails original) {
      this.original = original;
    }

    @Override
    public long getContentLength() {
      return -1;
    }

    @Override
    public @Nullable String getContentType() {
      return original.getContentType();
    }

    @Override
    public @Nullable String getContentEncoding() {
      return null;
    }

    @Override
    public boolean isChunked() {
      return original.isChunked();
    }

    @Override
    public @Nullable Set<String> getTrailerNames() {
      return original.getTrailerNames();
    }
  }
}
