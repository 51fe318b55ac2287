package dev.cordon.instrumentation.apache5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.cordon.engine.SyntheticAnswer;
import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.testing.RealGate;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncDataProducer;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CollectingTest implements AsyncDataProducer, Collecting.Outcome {
  private static final EntityDetails JSON =
      new BasicEntityDetails(-1, ContentType.APPLICATION_JSON);
  private static final byte[] BODY =
      "{\"messages\":[{\"role\":\"user\",\"content\":\"anna.berg@nordwind-reisen.de\"}]}"
          .getBytes(UTF_8);

  private final CompletableFuture<DataStreamChannel> asked = new CompletableFuture<>();
  private final CompletableFuture<Decision> outcome = new CompletableFuture<>();

  @BeforeEach
  void install() {
    Cordon.install(new RealGate());
  }

  @AfterEach
  void remove() {
    Cordon.install(null);
  }

  private boolean judge() {
    BasicHttpRequest request =
        new BasicHttpRequest("POST", URI.create("http://127.0.0.1/v1/chat/completions"));
    Outgoing outgoing = new Outgoing(request, JSON, true);
    Call call = Call.of(Outgoing.WHERE, outgoing.head());
    return Collecting.judge(call, outgoing, this, JSON, this);
  }

  private String sent() throws Exception {
    return new String(outcome.get(30, TimeUnit.SECONDS).body(), UTF_8);
  }

  /** What HttpCore's producers with a thread of their own do. */
  @Test
  void aBodyThatAnotherThreadWritesAndEndsWithoutBeingAskedIsWhole() throws Exception {
    assertFalse(judge(), "nothing is there yet");
    DataStreamChannel channel = asked.get(30, TimeUnit.SECONDS);
    assertEquals(10, channel.write(ByteBuffer.wrap(BODY, 0, 10)));
    assertEquals(BODY.length - 10, channel.write(ByteBuffer.wrap(BODY, 10, BODY.length - 10)));
    channel.endStream();
    assertFalse(sent().contains("nordwind"));
  }

  @Test
  void whatIsWrittenBehindTheEndIsNotTaken() throws Exception {
    judge();
    DataStreamChannel channel = asked.get(30, TimeUnit.SECONDS);
    channel.write(ByteBuffer.wrap(BODY));
    channel.endStream();
    assertEquals(0, channel.write(ByteBuffer.wrap(BODY)));
    assertEquals(1, sent().split("messages", -1).length - 1);
  }

  @Override
  public int available() {
    return 0;
  }

  @Override
  public void produce(DataStreamChannel channel) {
    asked.complete(channel);
  }

  @Override
  public void releaseResources() {}

  @Override
  public void refused(SyntheticAnswer answer) {
    outcome.completeExceptionally(new AssertionError("refused"));
  }

  @Override
  public void failed(Exception cause) {
    outcome.completeExceptionally(cause);
  }

  @Override
  public void decided(Decision decision, @Nullable SentBody body) {
    outcome.complete(decision);
  }
}
