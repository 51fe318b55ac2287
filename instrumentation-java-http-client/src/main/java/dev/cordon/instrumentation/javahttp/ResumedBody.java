package dev.cordon.instrumentation.javahttp;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what was read of a body and then the rest from the subscription that is still open. The
 * client's second subscription, after a redirect, goes to the application's publisher: it alone
 * knows whether it can start again.
 */
final class ResumedBody implements BodyPublisher, Flow.Subscription {
  private final Flow.Subscription upstream;
  private final BodyPublisher original;
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private Flow.@Nullable Subscriber<? super ByteBuffer> downstream;
  private @Nullable Throwable failure;
  private long demand;
  private boolean asked;
  private boolean ended;
  private boolean over;
  private boolean draining;

  ResumedBody(
      ByteBuffer read, ByteBuffer next, Flow.Subscription upstream, BodyPublisher original) {
    this.upstream = upstream;
    this.original = original;
    if (read.hasRemaining()) {
      waiting.add(read);
    }
    waiting.add(next);
  }

  @Override
  public long contentLength() {
    return original.contentLength();
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    boolean first;
    synchronized (this) {
      first = downstream == null;
      if (first) {
        downstream = subscriber;
      }
    }
    if (first) {
      subscriber.onSubscribe(this);
      drain();
    } else {
      original.subscribe(subscriber);
    }
  }

  @Override
  public void request(long n) {
    synchronized (this) {
      if (n <= 0) {
        failure = new IllegalArgumentException("non-positive subscription request");
        waiting.clear();
        ended = true;
      } else {
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
      }
    }
    drain();
  }

  @Override
  public void cancel() {
    synchronized (this) {
      over = true;
      waiting.clear();
    }
    upstream.cancel();
  }

  void onNext(ByteBuffer item) {
    synchronized (this) {
      asked = false;
      if (!over && !ended) {
        waiting.add(item);
      }
    }
    drain();
  }

  void onComplete() {
    synchronized (this) {
      ended = true;
    }
    drain();
  }

  void onError(Throwable thrown) {
    synchronized (this) {
      if (!ended) {
        failure = thrown;
        ended = true;
      }
    }
    drain();
  }

  /** Emits what can be emitted; one thread at a time, and not from within itself. */
  private void drain() {
    synchronized (this) {
      if (draining) {
        return;
      }
      draining = true;
    }
    while (step()) {
      // until there is nothing to do
    }
  }

  private boolean step() {
    Flow.Subscriber<? super ByteBuffer> subscriber;
    ByteBuffer item = null;
    boolean end;
    synchronized (this) {
      subscriber = downstream;
      end = !over && ended && waiting.isEmpty();
      boolean more = !over && !ended && waiting.isEmpty() && demand > 0 && !asked;
      if (!over && demand > 0) {
        item = waiting.poll();
      }
      if (subscriber == null || (item == null && !end && !more)) {
        draining = false;
        return false;
      }
      over |= end;
      asked |= more;
      demand -= item == null ? 0 : 1;
    }
    if (item != null) {
      subscriber.onNext(item);
    } else if (!end) {
      upstream.request(1);
    } else if (failure != null) {
      subscriber.onError(failure);
    } else {
      subscriber.onComplete();
    }
    return true;
  }
}
