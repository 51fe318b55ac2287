package dev.cordon.instrumentation.awssdk;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.AnswerPlan;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.testing.RealGate;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Answers as the SDK's subscribers ask for them. */
class AnswerPublisherTest {
  private static final String MAIL = "jane.roe@acme-mail.net";

  private final RealGate gate = new RealGate();
  private Decision decision;
  private byte[] answer;

  @BeforeEach
  void judge() {
    Cordon.install(gate);
    SdkHttpFullRequest.Builder request =
        SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol("https")
            .host("bedrock-runtime.us-east-1.amazonaws.com")
            .encodedPath("/model/anthropic.some-model/converse")
            .putHeader("Content-Type", "application/json");
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"I am " + MAIL + "\"}]}]}";
    decision = Call.of("test", OutgoingRequest.head(request)).whole(body.getBytes(UTF_8));
    String sent = new String(decision.body(), UTF_8);
    assertFalse(sent.contains(MAIL), sent);
    String token = sent.replaceAll(".*I am (\\w+).*", "$1");
    answer =
        ("{\"output\":{\"message\":{\"content\":[{\"text\":\"" + token + "\"}]}}}").getBytes(UTF_8);
  }

  @AfterEach
  void takeOut() {
    Cordon.install(null);
  }

  private AnswerPlan plan() {
    SdkHttpResponse head =
        SdkHttpResponse.builder()
            .statusCode(200)
            .putHeader("Content-Type", "application/json")
            .build();
    return decision.attempted(200, OutgoingRequest.lines(head), true);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, Long.MAX_VALUE})
  void howeverItIsCutAndAskedForItIsRestoredAndNeverMoreThanAskedFor(long step) {
    for (int at = 0; at <= answer.length; at++) {
      Source source =
          new Source(Arrays.copyOf(answer, at), Arrays.copyOfRange(answer, at, answer.length));
      Sink sink = new Sink();
      new AnswerPublisher(source, plan()).subscribe(sink);
      for (int asked = 0; asked < 6 && !sink.completed; asked++) {
        sink.upstream.request(step);
      }
      assertTrue(sink.completed, "cut at " + at);
      assertEquals(
          "{\"output\":{\"message\":{\"content\":[{\"text\":\"" + MAIL + "\"}]}}}",
          sink.text.toString(),
          "cut at " + at);
    }
    decision.complete();
    assertEquals(1, gate.ended().size());
  }

  @Test
  void aFailureIsTheVeryOneAndNothingFollowsIt() {
    Source source = new Source(Arrays.copyOf(answer, 9));
    source.failure = new IOException("reset");
    Sink sink = new Sink();
    new AnswerPublisher(source, plan()).subscribe(sink);
    sink.upstream.request(Long.MAX_VALUE);
    assertSame(source.failure, sink.failure);
    assertFalse(sink.completed);
  }

  @Test
  void cancellingReachesTheClientAndLeavesTheCallToItsOwner() {
    Source source = new Source(answer);
    Sink sink = new Sink();
    new AnswerPublisher(source, plan()).subscribe(sink);
    sink.upstream.cancel();
    assertTrue(source.cancelled);
    assertEquals(List.of(), gate.ended());
    decision.complete();
    assertEquals(1, gate.ended().size());
  }

  /** Gives its pieces as they are asked for, and ends behind the last one unasked. */
  private static final class Source implements Publisher<ByteBuffer>, Subscription {
    private final List<byte[]> pieces;
    private Subscriber<? super ByteBuffer> subscriber;
    private Throwable failure;
    private boolean cancelled;
    private boolean ended;

    Source(byte[]... pieces) {
      this.pieces = new ArrayList<>(List.of(pieces));
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
      this.subscriber = subscriber;
      subscriber.onSubscribe(this);
    }

    @Override
    public void request(long n) {
      for (long i = 0; i < n && !pieces.isEmpty(); i++) {
        subscriber.onNext(ByteBuffer.wrap(pieces.remove(0)));
      }
      if (pieces.isEmpty() && !ended) {
        ended = true;
        if (failure == null) {
          subscriber.onComplete();
        } else {
          subscriber.onError(failure);
        }
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  /** Holds the publisher to what was asked for. */
  private static final class Sink implements Subscriber<ByteBuffer> {
    private final StringBuilder text = new StringBuilder();
    private Subscription upstream;
    private long open;
    private boolean completed;
    private Throwable failure;

    @Override
    public void onSubscribe(Subscription subscription) {
      upstream =
          new Subscription() {
            @Override
            public void request(long n) {
              open = n == Long.MAX_VALUE ? n : open + n;
              subscription.request(n);
            }

            @Override
            public void cancel() {
              subscription.cancel();
            }
          };
    }

    @Override
    public void onNext(ByteBuffer bytes) {
      assertTrue(open-- > 0, "more than asked for");
      assertTrue(bytes.hasRemaining(), "nothing");
      assertFalse(completed);
      text.append(UTF_8.decode(bytes));
    }

    @Override
    public void onError(Throwable thrown) {
      assertFalse(completed);
      failure = thrown;
    }

    @Override
    public void onComplete() {
      assertFalse(completed);
      completed = true;
    }
  }
}
