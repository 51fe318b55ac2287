package dev.cordon.instrumentation.javahttp;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Reads an application's body publisher, up to a limit. A body that turns out to be larger is not
 * lost: {@link #unread} gives what was read and then the rest.
 */
final class RequestBody implements Flow.Subscriber<ByteBuffer> {
  private static final byte[] EMPTY = new byte[0];
  private static final int FIRST_SIZE = 8192;

  private final Optional<BodyPublisher> publisher;
  private final long announced;
  private final int limit;
  private final CompletableFuture<Boolean> whole = new CompletableFuture<>();
  private final AtomicBoolean subscribed = new AtomicBoolean();
  private byte[] bytes = EMPTY;
  private int size;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile @Nullable ResumedBody rest;
  private volatile @Nullable Throwable failure;

  RequestBody(Optional<BodyPublisher> publisher, int limit) {
    this.publisher = publisher;
    this.limit = limit;
    long length = 0;
    try {
      length = publisher.isPresent() ? publisher.get().contentLength() : 0;
    } catch (RuntimeException | Error thrown) {
      fail(thrown);
    }
    this.announced = length;
  }

  /**
   * Reads the body. Once only. A publisher that isn't known to hold its bytes in memory is asked by
   * another thread, as the client would: it may block.
   *
   * @param executor where to ask a publisher that may block
   * @return true: read whole; false: over the limit; or the publisher's failure
   */
  CompletableFuture<Boolean> read(Executor executor) {
    if (whole.isDone()) {
      return whole;
    }
    if (announced == 0) {
      whole.complete(true); // the client doesn't subscribe either
    } else if (announced > limit) {
      whole.complete(false);
    } else {
      BodyPublisher source = publisher.get();
      if (isInMemory(source)) {
        subscribe(source);
      } else {
        executor.execute(
            new Runnable() {
              @Override
              public void run() {
                subscribe(source);
              }
            });
      }
    }
    return whole;
  }

  private static boolean isInMemory(BodyPublisher publisher) {
    String name = publisher.getClass().getName();
    return name.equals("jdk.internal.net.http.RequestPublishers$StringPublisher")
        || name.equals("jdk.internal.net.http.RequestPublishers$ByteArrayPublisher");
  }

  private void subscribe(BodyPublisher source) {
    try {
      if (announced > 0) {
        bytes = new byte[(int) announced];
      }
      subscribed.set(true);
      source.subscribe(this);
    } catch (Throwable thrown) {
      fail(thrown);
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription newSubscription) {
    if (subscription != null) {
      newSubscription.cancel();
      return;
    }
    subscription = newSubscription;
    if (whole.isDone()) {
      newSubscription.cancel();
    } else {
      newSubscription.request(1);
    }
  }

  @Override
  public void onNext(ByteBuffer item) {
    ResumedBody resumed = rest;
    if (resumed != null) {
      resumed.onNext(item);
      return;
    }
    Flow.Subscription current = subscription;
    if (whole.isDone() || current == null) {
      return;
    }
    long total = (long) size + item.remaining();
    if (announced > 0 && total > announced) {
      current.cancel();
      fail(
          new IOException(
              "Too many bytes in request body. Expected: " + announced + ", got: " + total));
    } else if (total > limit) {
      rest = new ResumedBody(ByteBuffer.wrap(bytes, 0, size), item, current, publisher.get());
      whole.complete(false);
    } else {
      append(item, (int) total);
      current.request(1);
    }
  }

  private void append(ByteBuffer item, int total) {
    if (total > bytes.length) {
      int doubled = (int) Math.min(limit, Math.max(FIRST_SIZE, bytes.length * 2L));
      bytes = Arrays.copyOf(bytes, Math.max(total, doubled));
    }
    item.get(bytes, size, item.remaining());
    size = total;
  }

  @Override
  public void onComplete() {
    ResumedBody resumed = rest;
    if (resumed != null) {
      resumed.onComplete();
    } else if (size < announced) {
      fail(
          new IOException(
              "Too few bytes returned by the publisher (" + size + "/" + announced + ")"));
    } else if (!whole.isDone()) {
      bytes = size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
      whole.complete(true);
    }
  }

  @Override
  public void onError(Throwable thrown) {
    ResumedBody resumed = rest;
    if (resumed != null) {
      resumed.onError(thrown);
    } else {
      fail(thrown);
    }
  }

  private void fail(Throwable thrown) {
    failure = thrown;
    whole.completeExceptionally(thrown);
  }

  /** Stops reading: the call will not be made. */
  void cancel() {
    fail(new CancellationException("Request cancelled"));
    Flow.Subscription current = subscription;
    if (current != null) {
      current.cancel();
    }
  }

  /** Lets go of a body that was read in part: nobody will ask for the rest. */
  void abandon() {
    ResumedBody resumed = rest;
    if (resumed != null) {
      resumed.cancel();
    }
  }

  /** Returns what the publisher failed with, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  /** Tells whether the publisher was asked: a second time it may have nothing to give. */
  boolean wasRead() {
    return subscribed.get();
  }

  /** Returns the length that the publisher announced, or -1. */
  long announced() {
    return announced;
  }

  /** Returns the body that was read whole. */
  byte[] bytes() {
    return bytes;
  }

  /** Returns a publisher of the body that was not read whole. */
  Optional<BodyPublisher> unread() {
    ResumedBody resumed = rest;
    return resumed == null ? publisher : Optional.of(resumed);
  }
}
