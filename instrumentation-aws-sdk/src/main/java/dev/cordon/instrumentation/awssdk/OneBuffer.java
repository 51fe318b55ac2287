package dev.cordon.instrumentation.awssdk;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/** A body of one piece. Immutable. */
final class OneBuffer implements Publisher<ByteBuffer> {
  private final ByteBuffer bytes;

  OneBuffer(ByteBuffer bytes) {
    this.bytes = bytes;
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
    AtomicBoolean done = new AtomicBoolean();
    subscriber.onSubscribe(
        new Subscription() {
          @Override
          public void request(long n) {
            if (!done.compareAndSet(false, true)) {
              return;
            }
            if (n <= 0) { // Reactive Streams 3.9
              subscriber.onError(new IllegalArgumentException("requested " + n));
              return;
            }
            subscriber.onNext(bytes.duplicate());
            subscriber.onComplete();
          }

          @Override
          public void cancel() {
            done.set(true);
          }
        });
  }
}
