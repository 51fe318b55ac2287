package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.BodyCollector;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Decision;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Reads an application's body publisher, up to the call's limit. A body that turns out to be larger
 * is not lost: what is sent is what was read and then the rest.
 */
final class RequestBody implements Flow.Subscriber<ByteBuffer> {
  private final @Nullable BodyPublisher publisher;
  private final long announced;
  private final BodyCollector collector;
  private final CompletableFuture<RequestBody> read = new CompletableFuture<>();
  private volatile boolean subscribed;
  private volatile Flow.@Nullable Subscription subscription;
  private volatile @Nullable ResumedBody rest;
  private volatile @Nullable Throwable failure;

  RequestBody(Optional<BodyPublisher> publisher, Call call) {
    this.publisher = publisher.isPresent() ? publisher.get() : null;
    long length = 0;
    try {
      length = this.publisher == null ? 0 : this.publisher.contentLength();
    } catch (RuntimeException | Error thrown) {
      fail(thrown);
    }
    this.announced = length;
    this.collector = call.collect(length);
  }

  /**
   * Reads the body, whole or up to the limit. Once only. A publisher that isn't known to hold its
   * bytes in memory is asked by another thread, as the client would: it may block.
   *
   * @param executor where to ask a publisher that may block
   * @return this when {@link #decide} may be asked, or the publisher's failure
   */
  CompletableFuture<RequestBody> read(Executor executor) {
    BodyPublisher source = publisher;
    if (read.isDone()) {
      return read;
    }
    if (source == null || announced == 0 || collector.isFull()) {
      read.complete(this); // without a length the client doesn't subscribe either
    } else if (isInMemory(source)) {
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
    return read;
  }

  private static boolean isInMemory(BodyPublisher publisher) {
    String name = publisher.getClass().getName();
    return name.equals("jdk.internal.net.http.RequestPublishers$StringPublisher")
        || name.equals("jdk.internal.net.http.RequestPublishers$ByteArrayPublisher");
  }

  private void subscribe(BodyPublisher source) {
    try {
      subscribed = true;
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
    if (read.isDone()) {
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
    BodyPublisher source = publisher;
    if (read.isDone() || current == null || source == null) {
      return;
    }
    long total = (long) collector.size() + item.remaining();
    if (announced > 0 && total > announced) {
      current.cancel();
      fail(
          new IOException(
              "Too many bytes in request body. Expected: " + announced + ", got: " + total));
    } else if (collector.add(item)) {
      item.position(item.limit()); // taken, as the client takes it
      current.request(1);
    } else {
      rest = new ResumedBody(ByteBuffer.wrap(collector.bytes()), item, current, source);
      read.complete(this);
    }
  }

  @Override
  public void onComplete() {
    ResumedBody resumed = rest;
    if (resumed != null) {
      resumed.onComplete();
    } else if (collector.size() < announced) {
      fail(
          new IOException(
              "Too few bytes returned by the publisher ("
                  + collector.size()
                  + "/"
                  + announced
                  + ")"));
    } else {
      read.complete(this);
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
    read.completeExceptionally(thrown);
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

  /** Judges what was read; a refused body is not read on. Once only. */
  Decision decide() {
    Decision decision = collector.decide();
    if (decision.refusal() != null) {
      cancel();
    }
    return decision;
  }

  /**
   * Returns the body to send: once asked, the application's publisher may have nothing more to
   * give.
   *
   * @param decision what {@link #decide} said
   * @return null for none
   */
  @Nullable BodyPublisher sent(Decision decision) {
    byte[] rewritten = decision.body();
    if (rewritten == null && !subscribed) {
      return publisher;
    }
    ResumedBody resumed = rest;
    if (resumed != null) {
      return resumed;
    }
    BodyPublisher known =
        BodyPublishers.ofByteArray(rewritten == null ? collector.bytes() : rewritten);
    return announced < 0 ? BodyPublishers.fromPublisher(known) : known;
  }
}
