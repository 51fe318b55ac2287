package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.WordGate;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumedBodyTest {
  private static final int LIMIT = 4;

  @BeforeEach
  void start() {
    WordGate gate = new WordGate();
    gate.limit = LIMIT;
    gate.refuseUnread = false;
    Cordon.install(gate);
  }

  @AfterEach
  void stop() {
    Cordon.install(null);
  }

  private static RequestBody reading(Optional<BodyPublisher> body) {
    URI uri = URI.create("http://127.0.0.1/v1/chat/completions");
    return new RequestBody(
        body, Call.of("test", RequestHeads.of(HttpRequest.newBuilder(uri).build())));
  }

  /** Reads a body that is over the limit and returns what goes on. */
  private static BodyPublisher resumed(BodyPublisher body) {
    RequestBody reading = reading(Optional.of(body));
    return reading.read(Runnable::run).join().sent(reading.decide());
  }

  @Test
  void givesWhatWasReadThenTheRestNeverMoreThanAskedFor() {
    BodyPublisher body = resumed(Publishers.oneShot(-1, "ab", "cd", "ef", "gh"));
    Reader reader = new Reader();
    body.subscribe(reader);

    assertEquals(List.of(), reader.seen, "nothing without demand");
    reader.subscription.request(1);
    assertEquals(List.of("abcd"), reader.seen);
    reader.subscription.request(1);
    assertEquals(List.of("abcd", "ef"), reader.seen);
    reader.subscription.request(Long.MAX_VALUE);
    assertEquals(List.of("abcd", "ef", "gh", "end"), reader.seen);
    assertEquals(-1, body.contentLength());
  }

  @Test
  void doesNotAskForMoreThanTheClientWants() {
    Publishers source = Publishers.silent();
    RequestBody reading = reading(Optional.of(source));
    reading.read(Runnable::run);
    source.give("abcdef");
    Reader reader = new Reader();
    reading.sent(reading.decide()).subscribe(reader);
    reader.subscription.request(2);
    assertEquals(List.of("abcdef"), reader.seen);

    source.give("gh");
    source.give("ij");
    assertEquals(List.of("abcdef", "gh"), reader.seen, "the third waits for demand");
    source.end();
    reader.subscription.request(1);
    assertEquals(List.of("abcdef", "gh", "ij", "end"), reader.seen);
  }

  @Test
  void passesTheSourcesFailureOnAfterItsBytes() {
    BodyPublisher body = resumed(new Prefixed("abcdef", new IllegalStateException("boom")));
    Reader reader = new Reader();
    body.subscribe(reader);
    reader.subscription.request(5);
    assertEquals(List.of("abcdef", "IllegalStateException"), reader.seen);
  }

  @Test
  void cancellingReachesTheSource() throws Exception {
    Publishers source = Publishers.oneShot(-1, "abcdef", "gh");
    Reader reader = new Reader();
    resumed(source).subscribe(reader);
    reader.subscription.cancel();
    reader.subscription.request(1);
    assertEquals(List.of(), reader.seen);
    assertEquals(0, source.cancelled.getCount());
  }

  @Test
  void aSecondSubscriptionStartsAtTheSource() {
    BodyPublisher body = resumed(new Prefixed("abcdef", null));
    for (int i = 0; i < 3; i++) {
      Reader reader = new Reader();
      body.subscribe(reader);
      reader.subscription.request(10);
      assertEquals(List.of("abcdef", "end"), reader.seen);
    }
  }

  @Test
  void demandThatIsNoneIsAnError() {
    Reader reader = new Reader();
    resumed(Publishers.oneShot(-1, "abcdef")).subscribe(reader);
    reader.subscription.request(0);
    assertEquals(List.of("IllegalArgumentException"), reader.seen);
  }

  @Test
  void aSecondSubscriptionOfOursIsCancelled() {
    RequestBody reading = reading(Optional.empty());
    Publishers first = Publishers.silent();
    Publishers second = Publishers.silent();
    reading.onSubscribe(first);
    reading.onSubscribe(second);
    assertEquals(0, second.cancelled.getCount());
    assertTrue(first.cancelled.getCount() > 0);
  }

  /** A body that can be asked again. */
  private record Prefixed(String text, Throwable failure) implements BodyPublisher {
    @Override
    public long contentLength() {
      return -1;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
      Publishers once =
          failure == null ? Publishers.oneShot(-1, text) : Publishers.failing(failure, text);
      once.subscribe(subscriber);
    }
  }

  private static final class Reader implements Flow.Subscriber<ByteBuffer> {
    final List<String> seen = new ArrayList<>();
    Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
    }

    @Override
    public void onNext(ByteBuffer item) {
      seen.add(UTF_8.decode(item).toString());
    }

    @Override
    public void onError(Throwable failure) {
      seen.add(failure.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      seen.add("end");
    }
  }
}
