package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Call;
import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.Decision;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.ByteArrayInputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which an application can give a body, and bodies over the limit. */
@Timeout(20)
class RequestBodiesTest {
  private static final String TOKEN = WordGate.TOKEN;

  private final WordGate gate = new WordGate();
  private final WovenClient client = WovenClient.create();
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer(RawServer.ok("text/plain", "for " + TOKEN));
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

  private HttpResponse<String> send(BodyPublisher body) throws Exception {
    return client.send(request(body).build(), BodyHandlers.ofString());
  }

  private CompletableFuture<HttpResponse<String>> sendAsync(BodyPublisher body) {
    return client.sendAsync(request(body).build(), BodyHandlers.ofString());
  }

  private String sent() {
    assertEquals(1, server.requests().size());
    String request = server.requests().get(0);
    return request.substring(request.indexOf("\r\n\r\n") + 4);
  }

  private void assertRedacted(BodyPublisher body) throws Exception {
    server.requests().clear();
    assertEquals("for Mallory", send(body).body());
    assertEquals("I am " + TOKEN, sent());
    server.requests().clear();
    assertEquals("for Mallory", sendAsync(body).get().body());
    assertEquals("I am " + TOKEN, sent());
  }

  @Test
  void redactsEveryKindOfPublisher(@TempDir Path directory) throws Exception {
    byte[] bytes = "I am Mallory".getBytes(UTF_8);
    Path file = Files.write(directory.resolve("body"), bytes);

    assertRedacted(BodyPublishers.ofString("I am Mallory"));
    assertRedacted(BodyPublishers.ofByteArray(bytes));
    assertRedacted(
        BodyPublishers.ofByteArrays(List.of("I am ".getBytes(UTF_8), "Mallory".getBytes(UTF_8))));
    assertRedacted(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));
    assertRedacted(BodyPublishers.ofFile(file));
    assertRedacted(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes)));
    assertRedacted(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes), bytes.length));
    assertRedacted(
        BodyPublishers.concat(
            BodyPublishers.ofString("I am M"), BodyPublishers.ofString("allory")));
  }

  @Test
  void asksAOneShotPublisherOnce() throws Exception {
    Publishers body = Publishers.oneShot(-1, "nothing ", "to ", "find");
    send(body);
    assertEquals("nothing to find", sent());
    assertEquals(1, body.subscriptions());
  }

  @Test
  void sendsABodyThatCameLater() throws Exception {
    Publishers body = Publishers.silent();
    CompletableFuture<HttpResponse<String>> response = sendAsync(body);
    assertTrue(body.asked.await(10, TimeUnit.SECONDS));
    body.give("I am Mal");
    body.give("lory");
    assertFalse(response.isDone());
    body.end();

    assertEquals("for Mallory", response.get().body());
    assertEquals("I am " + TOKEN, sent());
  }

  @Test
  void sendAsyncDoesNotWaitForAStreamThatTheCallerFillsAfterwards() throws Exception {
    PipedOutputStream out = new PipedOutputStream();
    PipedInputStream in = new PipedInputStream(out);

    CompletableFuture<HttpResponse<String>> response =
        sendAsync(BodyPublishers.ofInputStream(() -> in));
    out.write("I am Mallory".getBytes(UTF_8));
    out.close();

    assertEquals("for Mallory", response.get().body());
    assertEquals("I am " + TOKEN, sent());
  }

  @Test
  void sendFromTheOnlyThreadOfTheClientsExecutorDoesNotWaitForItself() throws Exception {
    ExecutorService one = Executors.newSingleThreadExecutor();
    try {
      WovenClient own =
          new WovenClient(
              HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).executor(one).build());
      HttpRequest asynchronous =
          request(
                  BodyPublishers.ofInputStream(
                      () -> new ByteArrayInputStream("Mallory".getBytes(UTF_8))))
              .build();
      assertEquals(
          "for Mallory",
          own.sendAsync(asynchronous, BodyHandlers.ofString()).get(10, TimeUnit.SECONDS).body());
      RequestBody body = new RequestBody(asynchronous.bodyPublisher(), call(asynchronous));
      assertSame(
          body,
          one.submit(() -> body.read(CallExecutor.OWN_THREAD).get()).get(10, TimeUnit.SECONDS));
    } finally {
      one.shutdown();
    }
  }

  @Test
  void goesOnWhenTheClientsExecutorIsShutDown() throws Exception {
    ExecutorService closed = Executors.newSingleThreadExecutor();
    closed.shutdown();
    CompletableFuture<String> ran = new CompletableFuture<>();
    CallExecutor.of(HttpClient.newBuilder().executor(closed).build())
        .execute(() -> ran.complete("ran"));
    assertEquals("ran", ran.get(10, TimeUnit.SECONDS));
  }

  @Test
  void aBodyOfTheLimitIsRead() throws Exception {
    gate.limit = 12;
    assertRedacted(BodyPublishers.ofString("I am Mallory"));
    assertRedacted(
        BodyPublishers.ofInputStream(
            () -> new ByteArrayInputStream("I am Mallory".getBytes(UTF_8))));
  }

  @Test
  void refusesAnAnnouncedBodyOverTheLimitWithoutReadingIt() throws Exception {
    gate.limit = 10;
    Publishers body = Publishers.oneShot(12, "I am Mallory");

    assertEquals(403, send(body).statusCode());
    assertEquals(403, sendAsync(body).get().statusCode());

    assertEquals(0, body.subscriptions());
    assertEquals(List.of(), server.requests());
    assertTrue(gate.events().contains("unread OVERSIZE 12 refuse"));
  }

  @Test
  void sendsAnAnnouncedBodyOverTheLimitWherePolicyAllows() throws Exception {
    gate.limit = 10;
    gate.refuseUnread = false;
    Publishers body = Publishers.oneShot(12, "I am ", "Mallory");

    assertEquals("for " + TOKEN, send(body).body());

    assertEquals("I am Mallory", sent());
    assertEquals(1, body.subscriptions());
    assertTrue(server.requests().get(0).contains("Content-Length: 12"));
  }

  @Test
  void refusesABodyThatTurnsOutOverTheLimitAndStopsReading() throws Exception {
    gate.limit = 10;
    Publishers body = Publishers.oneShot(-1, "I am ", "Mallory", "and more");

    assertEquals(403, send(body).statusCode());

    assertTrue(body.cancelled.await(10, TimeUnit.SECONDS));
    assertEquals(List.of(), server.requests());
    assertTrue(gate.events().contains("unread OVERSIZE -1 refuse"));
  }

  @Test
  void losesNothingOfABodyThatTurnsOutOverTheLimit() throws Exception {
    gate.limit = 10;
    gate.refuseUnread = false;
    Publishers body = Publishers.oneShot(-1, "I am ", "Mallory", " and", " more", "!");

    send(body);
    assertEquals("I am Mallory and more!", sent());
    assertEquals(1, body.subscriptions());

    server.requests().clear();
    String large = "x".repeat(300_000);
    sendAsync(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes(UTF_8))))
        .get();
    assertEquals(large, sent());
  }

  @Test
  void letsGoOfALargeBodyWhenTheCallFails() throws Exception {
    gate.limit = 3;
    gate.refuseUnread = false;
    Publishers body = Publishers.oneShot(-1, "I am ", "Mallory");
    HttpRequest unreachable =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:1/v1/chat/completions"))
            .POST(body)
            .build();

    assertThrows(
        java.net.ConnectException.class, () -> client.send(unreachable, BodyHandlers.ofString()));
    assertTrue(body.cancelled.await(10, TimeUnit.SECONDS));
    assertTrue(gate.events().contains("fail ConnectException"));
  }

  @Test
  void aTimeLimitHoldsWhileTheBodyIsRead() throws Exception {
    Publishers first = Publishers.silent();
    HttpRequest request = request(first).timeout(Duration.ofMillis(200)).build();
    HttpTimeoutException thrown =
        assertThrows(
            HttpTimeoutException.class, () -> client.send(request, BodyHandlers.ofString()));
    assertEquals("request timed out", thrown.getMessage());
    assertTrue(first.cancelled.await(10, TimeUnit.SECONDS));

    Publishers second = Publishers.silent();
    CompletionException later =
        assertThrows(
            CompletionException.class,
            () ->
                client
                    .sendAsync(
                        request(second).timeout(Duration.ofMillis(200)).build(),
                        BodyHandlers.ofString())
                    .join());
    assertEquals(HttpTimeoutException.class, later.getCause().getClass());
    assertTrue(second.cancelled.await(10, TimeUnit.SECONDS));
  }

  @Test
  void timeSpentOnTheBodyIsPartOfTheTimeLimit() throws Exception {
    HttpRequest request = request(BodyPublishers.noBody()).timeout(Duration.ofSeconds(10)).build();
    long waited = TimeUnit.SECONDS.toNanos(4);
    assertEquals(Duration.ofSeconds(6), limitAfter(request, waited));
    assertEquals(Duration.ofMillis(1), limitAfter(request, waited * 3));
    assertEquals(Duration.ofSeconds(10), limitAfter(request, 0));
  }

  private static Duration limitAfter(HttpRequest request, long waited) throws Exception {
    Call call = call(request);
    RequestBody body = new RequestBody(request.bodyPublisher(), call);
    Decision decision = body.read(CallExecutor.OWN_THREAD).get().decide();
    return new GovernedRequest(request, call.head(), decision, body, waited).timeout().get();
  }

  private static Call call(HttpRequest request) {
    return Call.of("test", RequestHeads.of(request));
  }

  @Test
  void aTimeLimitOfCenturiesIsNone() throws Exception {
    HttpRequest request =
        request(Publishers.oneShot(-1, "Mallory")).timeout(Duration.ofDays(365 * 300)).build();
    assertEquals("for Mallory", client.send(request, BodyHandlers.ofString()).body());
  }

  @Test
  void interruptingEndsTheWaitForTheBody() throws Exception {
    Publishers body = Publishers.silent();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                send(body);
                thrown.complete(null);
              } catch (Throwable failure) {
                thrown.complete(failure);
              }
            });
    caller.start();
    assertTrue(body.asked.await(10, TimeUnit.SECONDS));
    caller.interrupt();

    assertEquals(InterruptedException.class, thrown.get(10, TimeUnit.SECONDS).getClass());
    assertTrue(body.cancelled.await(10, TimeUnit.SECONDS));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void cancellingADerivedFutureEndsTheWaitForTheBody() throws Exception {
    Publishers body = Publishers.silent();
    CompletableFuture<HttpResponse<String>> response = sendAsync(body);
    CompletableFuture<Integer> derived = response.thenApply(HttpResponse::statusCode);
    assertTrue(body.asked.await(10, TimeUnit.SECONDS));

    assertTrue(derived.cancel(true));

    assertTrue(body.cancelled.await(10, TimeUnit.SECONDS));
    CompletionException thrown = assertThrows(CompletionException.class, response::join);
    assertEquals(CancellationException.class, thrown.getCause().getClass());
    assertEquals(List.of(), server.requests());
  }

  @Test
  void expectContinueAndVersionAndHeadersGoOn() throws Exception {
    server.script(
        (request, out) -> {
          out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8));
          RawServer.ok("text/plain", "for " + TOKEN).answer(request, out);
        });
    HttpRequest request =
        request(BodyPublishers.ofString("I am Mallory"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("X-One", "1")
            .header("X-One", "2")
            .build();
    assertEquals("for Mallory", client.send(request, BodyHandlers.ofString()).body());
    String wire = server.requests().get(0);
    assertTrue(wire.contains("X-One: 1\r\nX-One: 2"), wire);
    assertTrue(wire.contains("Content-Length: " + ("I am " + TOKEN).length()), wire);
    assertFalse(wire.contains("Upgrade"), wire);
  }
}
