package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.cordon.engine.HeaderSource;
import dev.cordon.instrumentation.AnswerPush;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.EOFException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The filter between the client and the application's subscriber, signal by signal. */
class AnswerSubscriberTest {
  private static final String TOKEN = WordGate.TOKEN;

  private final WordGate gate = new WordGate();
  private final Client client = new Client();
  private final Application application = new Application();

  @AfterEach
  void takeOut() {
    Cordon.install(null);
  }

  private AnswerSubscriber<Void> filter() {
    AnswerSubscriber<Void> filter = new AnswerSubscriber<>(application, answer());
    filter.onSubscribe(client);
    return filter;
  }

  private AnswerPush answer() {
    Cordon.install(gate);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost/v1/chat/completions")).build();
    return Call.of("java-http-client", RequestHeads.of(request))
        .whole(WordGate.VALUE.getBytes(UTF_8))
        .answer(200, HeaderSource.NONE, true)
        .push();
  }

  private static List<ByteBuffer> item(String... buffers) {
    List<ByteBuffer> item = new ArrayList<>();
    for (String buffer : buffers) {
      item.add(ByteBuffer.wrap(buffer.getBytes(UTF_8)).asReadOnlyBuffer());
    }
    return item;
  }

  @Test
  void restoresAtEveryBoundaryOfBuffersAndItems() {
    String answer = "<" + TOKEN + "|" + TOKEN + ">PERSON";
    for (int first = 0; first <= answer.length(); first++) {
      for (int second = first; second <= answer.length(); second++) {
        application.text.setLength(0);
        AnswerSubscriber<Void> filter = filter();
        application.subscription.request(Long.MAX_VALUE);
        filter.onNext(item(answer.substring(0, first), answer.substring(first, second)));
        filter.onNext(item(answer.substring(second)));
        filter.onComplete();
        assertEquals("<Mallory|Mallory>PERSON.", application.text.toString());
      }
    }
  }

  @Test
  void asksForMoreItselfWhenAnItemBecomesNothing() {
    AnswerSubscriber<Void> filter = filter();
    application.subscription.request(1);
    assertEquals(1, client.requested);

    filter.onNext(item("PERSON_"));

    assertEquals(0, application.items, "an empty item is none");
    assertEquals(2, client.requested, "the application still waits for one");
    filter.onNext(item("7KQ2M9"));
    assertEquals("Mallory", application.text.toString());
    assertEquals(2, client.requested);
  }

  @Test
  void whatWasHeldBackWaitsForDemand() {
    AnswerSubscriber<Void> filter = filter();
    application.subscription.request(1);
    filter.onNext(item("x PERSON_"));
    filter.onComplete();
    assertEquals("x ", application.text.toString(), "no more was asked for");

    application.subscription.request(1);

    assertEquals("x PERSON_.", application.text.toString());
    assertEquals(1, client.requested, "the client has nothing more");
    application.subscription.request(1);
    assertEquals("x PERSON_.", application.text.toString());
  }

  @Test
  void anEndWithNothingHeldBackNeedsNoDemand() {
    AnswerSubscriber<Void> filter = filter();
    filter.onComplete();
    assertEquals(".", application.text.toString());
    assertEquals(List.of("finish 0"), ends());
  }

  @Test
  void cancellingDropsTheRestAndEndsTheExchangeOnce() {
    AnswerSubscriber<Void> filter = filter();
    application.subscription.request(1);
    filter.onNext(item("x PERSON_"));
    application.subscription.cancel();
    application.subscription.cancel();
    filter.onNext(item("late"));
    filter.onError(new EOFException());

    assertEquals(List.of("abort closed"), ends());
    assertEquals(2, client.cancelled);
    assertEquals("x !", application.text.toString());
  }

  @Test
  void cancellingBeforeTheLastBytesWereAskedForDropsThem() {
    AnswerSubscriber<Void> filter = filter();
    application.subscription.request(1);
    filter.onNext(item("x PERSON_"));
    filter.onComplete();
    application.subscription.cancel();
    application.subscription.request(1);
    assertEquals("x ", application.text.toString());
    assertEquals(List.of("finish 9"), ends());
  }

  @Test
  void theClientsFailureReachesTheApplication() {
    AnswerSubscriber<Void> filter = filter();
    application.subscription.request(5);
    filter.onNext(item("x"));
    filter.onError(new EOFException());
    assertEquals("x!", application.text.toString());
    assertEquals(List.of("abort EOFException"), ends());
  }

  @Test
  void whatTheApplicationThrowsGoesToTheClient() {
    AnswerSubscriber<Void> filter = filter();
    application.subscription.request(5);
    application.thrown = new IllegalStateException("the application's");
    assertThrows(IllegalStateException.class, () -> filter.onNext(item("x")));
    assertEquals(List.of("abort IllegalStateException"), ends());
  }

  @Test
  void wrongDemandIsTheClientsToReject() {
    filter();
    application.subscription.request(-3);
    assertEquals(-3, client.requested);
  }

  private List<String> ends() {
    return gate.events().stream().filter(e -> e.matches("(finish|abort|fail).*")).toList();
  }

  /** The client's side: keeps the demand. */
  private static final class Client implements Flow.Subscription {
    long requested;
    int cancelled;

    @Override
    public void request(long n) {
      requested += n;
    }

    @Override
    public void cancel() {
      cancelled++;
    }
  }

  /** The application's side: text, then "." at the end or "!" at a failure. */
  private static final class Application implements BodySubscriber<Void> {
    final StringBuilder text = new StringBuilder();
    Flow.Subscription subscription;
    RuntimeException thrown;
    int items;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
    }

    @Override
    public void onNext(List<ByteBuffer> item) {
      if (thrown != null) {
        throw thrown;
      }
      items++;
      for (ByteBuffer buffer : item) {
        text.append(UTF_8.decode(buffer));
      }
    }

    @Override
    public void onError(Throwable failure) {
      text.append('!');
    }

    @Override
    public void onComplete() {
      text.append('.');
    }

    @Override
    public CompletionStage<Void> getBody() {
      return CompletableFuture.completedFuture(null);
    }
  }
}
