package dev.cordon.instrumentation.awssdk;

import dev.cordon.instrumentation.AnswerPush;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * Stands between the HTTP client and the SDK's subscriber. One buffer in is one buffer out or none,
 * so the subscriber's demand is the client's; what the engine held back to the end is a buffer more
 * and waits for demand of its own. The client's signals come one after the other (Reactive Streams
 * 1.3), demand comes from any thread.
 */
final class AnswerSubscriber implements Subscriber<ByteBuffer>, Subscription {
  private final Subscriber<? super ByteBuffer> subscriber;
  private final AnswerPush body;
  private volatile @Nullable Subscription upstream;
  private long demand;
  private @Nullable ByteBuffer tail;

  AnswerSubscriber(Subscriber<? super ByteBuffer> subscriber, AnswerPush body) {
    this.subscriber = subscriber;
    this.body = body;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    upstream = subscription;
    subscriber.onSubscribe(this);
  }

  @Override
  public void onNext(ByteBuffer bytes) {
    ByteBuffer restored;
    try {
      restored = body.next(bytes);
    } catch (IOException undecodable) {
      cancelUpstream();
      onError(undecodable);
      return;
    }
    if (!restored.hasRemaining()) {
      requestUpstream(1); // the subscriber still waits for the buffer that it asked for
      return;
    }
    synchronized (this) {
      demand -= demand == Long.MAX_VALUE ? 0 : 1;
    }
    subscriber.onNext(restored);
  }

  @Override
  public void onError(Throwable failure) {
    body.abort(failure);
    subscriber.onError(failure);
  }

  @Override
  public void onComplete() {
    ByteBuffer last;
    try {
      last = body.finish();
    } catch (IOException incomplete) {
      onError(incomplete);
      return;
    }
    if (last.hasRemaining()) {
      synchronized (this) {
        if (demand <= 0) {
          tail = last;
          return;
        }
      }
      subscriber.onNext(last);
    }
    subscriber.onComplete();
  }

  @Override
  public void request(long n) {
    ByteBuffer last;
    synchronized (this) {
      last = tail;
      if (n > 0) {
        demand = demand + n < 0 ? Long.MAX_VALUE : demand + n;
        tail = null;
      }
    }
    if (last == null || n <= 0) {
      requestUpstream(n);
      return;
    }
    subscriber.onNext(last);
    subscriber.onComplete();
  }

  private void requestUpstream(long n) {
    Subscription current = upstream;
    if (current != null) {
      current.request(n);
    }
  }

  @Override
  public void cancel() {
    synchronized (this) {
      tail = null;
    }
    body.abort(null);
    cancelUpstream();
  }

  private void cancelUpstream() {
    Subscription current = upstream;
    if (current != null) {
      current.cancel();
    }
  }
}
