package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;

/** An application's own body publisher: can be subscribed to once, keeps count, does as told. */
final class Publishers implements BodyPublisher, Flow.Subscription {
  private final long length;
  private final String[] items;
  private final Throwable failure;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger subscriptions = new AtomicInteger();
  final CountDownLatch cancelled = new CountDownLatch(1);
  final CountDownLatch asked = new CountDownLatch(1);
  private volatile Flow.Subscriber<? super ByteBuffer> subscriber;

  private Publishers(long length, Throwable failure, String... items) {
    this.length = length;
    this.failure = failure;
    this.items = items;
  }

  /** Gives items when asked, then ends. */
  static Publishers oneShot(long length, String... items) {
    return new Publishers(length, null, items);
  }

  /** Gives an item and fails. */
  static Publishers failing(Throwable failure) {
    return failing(failure, "abc");
  }

  /** Gives items and fails. */
  static Publishers failing(Throwable failure, String... items) {
    return new Publishers(-1, failure, items);
  }

  /** Gives nothing until the test calls {@link #give}. */
  static Publishers silent() {
    return new Publishers(-1, null, (String[]) null);
  }

  void give(String item) {
    subscriber.onNext(ByteBuffer.wrap(item.getBytes(UTF_8)));
  }

  void end() {
    subscriber.onComplete();
  }

  @Override
  public long contentLength() {
    return length;
  }

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> newSubscriber) {
    if (subscriptions.incrementAndGet() > 1) {
      throw new IllegalStateException("a one-shot body was asked twice");
    }
    subscriber = newSubscriber;
    newSubscriber.onSubscribe(this);
  }

  @Override
  public void request(long n) {
    asked.countDown();
    if (items == null) {
      return;
    }
    for (long i = 0; i < n; i++) {
      int at = next.getAndIncrement();
      if (at < items.length) {
        give(items[at]);
      } else {
        if (at == items.length && failure != null) {
          subscriber.onError(failure);
        } else if (at == items.length) {
          end();
        }
        return;
      }
    }
  }

  @Override
  public void cancel() {
    cancelled.countDown();
  }

  int subscriptions() {
    return subscriptions.get();
  }
}
