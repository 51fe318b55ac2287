package dev.cordon.instrumentation.javahttp;

import dev.cordon.instrumentation.AnswerPush;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the client and the application's body subscriber. One item in is one item out or
 * none, so the application's demand is the client's; what the transform held back to the end is an
 * item more and waits for demand of its own.
 */
final class AnswerSubscriber<T> implements BodySubscriber<T>, Flow.Subscription {
  private final BodySubscriber<T> subscriber;
  private final AnswerPush body;
  private volatile Flow.@Nullable Subscription upstream;
  private long demand;
  private @Nullable ByteBuffer tail;

  AnswerSubscriber(BodySubscriber<T> subscriber, AnswerPush body) {
    this.subscriber = subscriber;
    this.body = body;
  }

  @Override
  public CompletionStage<T> getBody() {
    return subscriber.getBody();
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    upstream = subscription;
    subscriber.onSubscribe(this);
  }

  @Override
  public void onNext(List<ByteBuffer> items) {
    List<ByteBuffer> restored;
    try {
      restored = next(items);
    } catch (IOException undecodable) {
      cancelUpstream();
      onError(undecodable);
      return;
    }
    if (restored.isEmpty()) {
      requestUpstream(1); // the application still waits for the item it asked for
      return;
    }
    synchronized (this) {
      demand -= demand == Long.MAX_VALUE ? 0 : 1;
    }
    deliver(restored);
  }

  /** Returns the bytes that go on, no empty buffer among them. */
  private List<ByteBuffer> next(List<ByteBuffer> items) throws IOException {
    List<ByteBuffer> out = new ArrayList<>(items.size());
    for (ByteBuffer item : items) {
      ByteBuffer restored = body.next(item);
      if (restored.hasRemaining()) {
        out.add(restored);
      }
    }
    return out;
  }

  private void deliver(List<ByteBuffer> items) {
    try {
      subscriber.onNext(items);
    } catch (Throwable thrown) {
      body.abort(thrown);
      throw thrown;
    }
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
      deliver(List.of(last));
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
    deliver(List.of(last));
    subscriber.onComplete();
  }

  private void requestUpstream(long n) {
    Flow.Subscription current = upstream;
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
    Flow.Subscription current = upstream;
    if (current != null) {
      current.cancel();
    }
  }
}
