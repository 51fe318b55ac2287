package dev.cordon.instrumentation.javahttp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.EOFException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What fails without us fails with us in the same way: each case runs both ways. */
@Timeout(30)
class SameFailuresTest {
  private final WordGate gate = new WordGate();
  private final HttpClient bare =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final HttpClient woven = new WovenClient(bare);
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer(RawServer.ok("text/plain", "fine"));
    Cordon.install(gate);
  }

  @AfterEach
  void stop() throws Exception {
    Cordon.install(null);
    server.close();
  }

  private HttpRequest.Builder request(BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(server.url("/v1/chat/completions"))).POST(body);
  }

  private static String chain(Throwable failure) {
    StringBuilder chain = new StringBuilder();
    for (Throwable at = failure; at != null; at = at.getCause()) {
      String message =
          String.valueOf(at.getMessage()).replaceAll("SocketTube\\(\\d+\\) \\[.*?] ", "");
      chain.append(at.getClass().getName()).append(": ").append(message).append('\n');
      if (at instanceof HttpTimeoutException) {
        break; // beneath it is how far the call had come
      }
    }
    return chain.toString();
  }

  private void assertSame(Supplier<HttpRequest> request, BodyHandler<?> handler) {
    assertEquals(failures(bare, request, handler), failures(woven, request, handler));
  }

  /** Returns how a call fails, for each way to make it. */
  private static List<String> failures(
      HttpClient client, Supplier<HttpRequest> request, BodyHandler<?> handler) {
    return List.of(
        chain(assertThrows(Throwable.class, () -> client.send(request.get(), handler))),
        chain(assertThrows(Throwable.class, () -> end(client, request.get(), handler, true))),
        chain(assertThrows(Throwable.class, () -> end(client, request.get(), handler, false))),
        seen(client, request.get(), handler));
  }

  private static Object end(
      HttpClient client, HttpRequest request, BodyHandler<?> handler, boolean joined)
      throws Exception {
    CompletableFuture<?> response = client.sendAsync(request, handler);
    return joined ? response.join() : response.get();
  }

  /** What a dependent stage is given. */
  private static String seen(HttpClient client, HttpRequest request, BodyHandler<?> handler) {
    return client.sendAsync(request, handler).handle((response, failure) -> chain(failure)).join();
  }

  @Test
  void bodiesThatFail() {
    assertSame(
        () -> request(Publishers.failing(new IllegalStateException("boom"))).build(),
        BodyHandlers.ofString());
    assertSame(
        () -> request(Publishers.failing(new EOFException("boom"))).build(),
        BodyHandlers.ofString());
    assertSame(
        () -> request(Publishers.failing(new IllegalArgumentException("boom"))).build(),
        BodyHandlers.ofString());
    assertSame(
        () -> request(Publishers.failing(new SecurityException("boom"))).build(),
        BodyHandlers.ofString());
    assertSame(
        () -> request(Publishers.failing(new StackOverflowError("boom"))).build(),
        BodyHandlers.ofString());
  }

  @Test
  void bodiesOfAnotherLengthThanAnnounced() {
    assertSame(() -> request(Publishers.oneShot(10, "short")).build(), BodyHandlers.ofString());
    assertSame(() -> request(Publishers.oneShot(2, "long")).build(), BodyHandlers.ofString());
  }

  @Test
  void answersThatNeverCome() {
    CountDownLatch done = new CountDownLatch(1);
    server.script((request, out) -> done.await(10, TimeUnit.SECONDS));
    assertEquals(unanswered(bare), unanswered(woven));
    done.countDown();
    assertTrue(gate.events().contains("fail HttpTimeoutException"), gate.events()::toString);
  }

  /**
   * Returns how calls fail that the server has and doesn't answer. A time limit that runs out
   * before the client is connected fails otherwise: on a busy machine it takes a longer one.
   */
  private List<String> unanswered(HttpClient client) {
    for (long millis = 150; ; millis *= 2) {
      Duration limit = Duration.ofMillis(millis);
      long before = arrived();
      List<String> failures =
          failures(
              client,
              () -> request(BodyPublishers.ofString("Mallory")).timeout(limit).build(),
              BodyHandlers.ofString());
      if (arrived() == before + failures.size()) {
        return failures;
      }
    }
  }

  private long arrived() {
    return server.requests().stream().filter(request -> request.startsWith("POST ")).count();
  }

  @Test
  void connectionsThatBreak() {
    server.script((request, out) -> out.close());
    assertSame(() -> request(BodyPublishers.ofString("Mallory")).build(), BodyHandlers.ofString());
  }

  @Test
  void hostsThatRefuse() {
    assertSame(
        () ->
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/v1/chat/completions"))
                .POST(BodyPublishers.ofString("Mallory"))
                .build(),
        BodyHandlers.ofString());
    assertTrue(gate.events().contains("fail ConnectException"), gate.events()::toString);
  }

  @Test
  void handlersThatThrow() {
    BodyHandler<String> throwing =
        info -> {
          throw new IllegalStateException("the application's");
        };
    BodyHandler<String> mapping =
        info ->
            BodySubscribers.mapping(
                BodySubscribers.ofString(StandardCharsets.UTF_8),
                text -> {
                  throw new IllegalStateException("the application's");
                });
    Supplier<HttpRequest> request = () -> request(BodyPublishers.ofString("Mallory")).build();
    assertSame(request, throwing);
    assertSame(request, mapping);
  }

  @Test
  void requestsThatTheClientRejects() {
    Supplier<HttpRequest> connect =
        () ->
            HttpRequest.newBuilder(URI.create(server.url("/v1/chat/completions")))
                .method("CONNECT", BodyPublishers.ofString("Mallory"))
                .build();
    assertEquals(
        chain(
            assertThrows(Throwable.class, () -> bare.send(connect.get(), BodyHandlers.ofString()))),
        chain(
            assertThrows(
                Throwable.class, () -> woven.send(connect.get(), BodyHandlers.ofString()))));
  }

  @Test
  void anInterruptedThread() {
    for (HttpClient client : List.of(bare, woven)) {
      Thread.currentThread().interrupt();
      assertThrows(
          InterruptedException.class,
          () ->
              client.send(
                  request(BodyPublishers.ofString("Mallory")).build(), BodyHandlers.ofString()));
      assertTrue(!Thread.interrupted());
    }
  }

  @Test
  void cancellingADerivedFutureEndsTheCall() throws Exception {
    for (HttpClient client : List.of(bare, woven)) {
      CountDownLatch arrived = new CountDownLatch(1);
      CountDownLatch done = new CountDownLatch(1);
      server.script(
          (request, out) -> {
            arrived.countDown();
            done.await(10, TimeUnit.SECONDS);
          });
      CompletableFuture<HttpResponse<String>> response =
          client.sendAsync(
              request(BodyPublishers.ofString("Mallory")).build(), BodyHandlers.ofString());
      CompletableFuture<Integer> derived = response.thenApply(HttpResponse::statusCode);
      assertTrue(arrived.await(10, TimeUnit.SECONDS));

      assertTrue(derived.cancel(true));

      Throwable failure = response.handle((value, thrown) -> thrown).get(10, TimeUnit.SECONDS);
      assertEquals(java.util.concurrent.CancellationException.class, failure.getCause().getClass());
      done.countDown();
    }
    assertTrue(gate.events().contains("fail CancellationException"), gate.events()::toString);
  }
}
