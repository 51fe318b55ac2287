package dev.cordon.instrumentation.javahttp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.cordon.instrumentation.Cordon;
import dev.cordon.instrumentation.testing.RawServer;
import dev.cordon.instrumentation.testing.WordGate;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which an application can take an answer. */
@Timeout(20)
class BodyHandlersTest {
  private static final String TOKEN = WordGate.TOKEN;
  private static final String SENT = "data: 1 " + TOKEN + "\ndata: 2 " + TOKEN + " and PERSON_7K";
  private static final String SEEN = "data: 1 Mallory\ndata: 2 Mallory and PERSON_7K";

  private final WordGate gate = new WordGate();
  private final WovenClient client = WovenClient.create();
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer(chunked(SENT));
    Cordon.install(gate);
  }

  @AfterEach
  void stop() throws Exception {
    Cordon.install(null);
    server.close();
  }

  /** Answers in chunks of seven bytes, so that every token is split. */
  private static RawServer.Script chunked(String body) {
    return (request, out) -> {
      head(out, "");
      for (int at = 0; at < body.length(); at += 7) {
        chunk(out, body.substring(at, Math.min(body.length(), at + 7)));
      }
      end(out);
    };
  }

  private static void head(OutputStream out, String headers) throws IOException {
    out.write(
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n" + headers + "\r\n").getBytes(UTF_8));
    out.flush();
  }

  private static void chunk(OutputStream out, String text) throws IOException {
    out.write((Integer.toHexString(text.length()) + "\r\n" + text + "\r\n").getBytes(UTF_8));
    out.flush();
  }

  private static void end(OutputStream out) throws IOException {
    out.write("0\r\n\r\n".getBytes(UTF_8));
    out.flush();
  }

  private HttpRequest request() {
    return HttpRequest.newBuilder(URI.create(server.url("/v1/chat/completions")))
        .POST(BodyPublishers.ofString("Mallory"))
        .build();
  }

  private <T> T body(BodyHandler<T> handler) throws Exception {
    return client.send(request(), handler).body();
  }

  private void assertEnded(String how) {
    assertEquals(how, gate.events().get(gate.events().size() - 1));
    assertEquals(1, gate.events().stream().filter(e -> e.matches("(finish|abort|fail).*")).count());
  }

  @Test
  void string() throws Exception {
    assertEquals(SEEN, body(BodyHandlers.ofString()));
    assertEnded("finish " + SENT.length());
  }

  @Test
  void byteArray() throws Exception {
    assertEquals(SEEN, new String(body(BodyHandlers.ofByteArray()), UTF_8));
  }

  @Test
  void byteArrayConsumer() throws Exception {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    assertNull(body(BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(seen::writeBytes))));
    assertEquals(SEEN, seen.toString(UTF_8));
  }

  @Test
  void lines() throws Exception {
    assertEquals(SEEN.lines().toList(), body(BodyHandlers.ofLines()).toList());
    assertEnded("finish " + SENT.length());
  }

  @Test
  void inputStream() throws Exception {
    try (InputStream in = body(BodyHandlers.ofInputStream())) {
      assertEquals(SEEN, new String(in.readAllBytes(), UTF_8));
    }
    assertEnded("finish " + SENT.length());
  }

  @Test
  void file(@TempDir Path directory) throws Exception {
    Path file = body(BodyHandlers.ofFile(directory.resolve("answer")));
    assertEquals(SEEN, Files.readString(file));
  }

  @Test
  void discarding() throws Exception {
    assertNull(body(BodyHandlers.discarding()));
    assertEnded("finish " + SENT.length());
  }

  @Test
  void replacing() throws Exception {
    assertEquals("mine", body(BodyHandlers.replacing("mine")));
    assertEnded("finish " + SENT.length());
  }

  @Test
  void buffering() throws Exception {
    assertEquals(SEEN, body(BodyHandlers.buffering(BodyHandlers.ofString(), 16)));
  }

  @Test
  void lineSubscriber() throws Exception {
    Lines lines = new Lines();
    body(BodyHandlers.fromLineSubscriber(lines));
    assertEquals(SEEN.lines().toList(), lines.seen);
  }

  @Test
  void publisherThatIsReadLaterAndSlowly() throws Exception {
    Flow.Publisher<List<ByteBuffer>> publisher = body(BodyHandlers.ofPublisher());
    OneByOne subscriber = new OneByOne();
    publisher.subscribe(subscriber);
    subscriber.end.get(10, TimeUnit.SECONDS);
    assertEquals(SEEN, subscriber.seen.toString(UTF_8));
    assertEnded("finish " + SENT.length());
  }

  @Test
  void mappingThatBlocksOnTheStream() throws Exception {
    String body =
        body(
            info ->
                BodySubscribers.mapping(
                    BodySubscribers.ofInputStream(), BodyHandlersTest::readWhole));
    assertEquals(SEEN, body);
  }

  private static String readWhole(InputStream in) {
    try (in) {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  @Test
  void emptyAnswer() throws Exception {
    server.script(
        (request, out) ->
            out.write("HTTP/1.1 204 None\r\nConnection: close\r\n\r\n".getBytes(UTF_8)));
    assertEquals("", body(BodyHandlers.ofString()));
    assertEnded("finish 0");
  }

  @Test
  void refusalReachesEveryHandler(@TempDir Path directory) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.url("/v1/chat/completions")))
            .POST(BodyPublishers.ofString(WordGate.FORBIDDEN))
            .build();
    String error = client.send(request, BodyHandlers.ofString()).body();

    assertTrue(error.contains("not allowed"));
    assertEquals(List.of(error), client.send(request, BodyHandlers.ofLines()).body().toList());
    assertEquals(error, readWhole(client.send(request, BodyHandlers.ofInputStream()).body()));
    Path file = client.send(request, BodyHandlers.ofFile(directory.resolve("error"))).body();
    assertEquals(error, Files.readString(file));
    assertEquals(
        error,
        client
            .sendAsync(
                request,
                info ->
                    BodySubscribers.mapping(
                        BodySubscribers.ofInputStream(), BodyHandlersTest::readWhole))
            .get()
            .body());
    OneByOne subscriber = new OneByOne();
    client.send(request, BodyHandlers.ofPublisher()).body().subscribe(subscriber);
    subscriber.end.get(10, TimeUnit.SECONDS);
    assertEquals(error, subscriber.seen.toString(UTF_8));
    assertEquals(List.of(), server.requests());
  }

  @Test
  void anEventReachesTheApplicationBeforeTheNextIsSent() throws Exception {
    CountDownLatch firstSeen = new CountDownLatch(1);
    server.script(
        (request, out) -> {
          head(out, "Content-Type: text/event-stream\r\n");
          chunk(out, "data: " + TOKEN + "\n");
          assertTrue(firstSeen.await(10, TimeUnit.SECONDS), "the first event was held back");
          chunk(out, "data: two\n");
          end(out);
        });

    Iterator<String> lines = body(BodyHandlers.ofLines()).iterator();

    assertEquals("data: Mallory", lines.next());
    firstSeen.countDown();
    assertEquals("data: two", lines.next());
    assertFalse(lines.hasNext());
  }

  @Test
  void closingAStreamEarlyEndsTheExchange() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    server.script(
        (request, out) -> {
          head(out, "");
          chunk(out, "data: 1\n");
          closed.await(10, TimeUnit.SECONDS);
        });
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(body(BodyHandlers.ofInputStream()), UTF_8))) {
      assertEquals("data: 1", in.readLine());
    }
    closed.countDown();
    assertEnded("abort closed");
  }

  @Test
  void aTruncatedAnswerFailsAsItDoesWithoutUs() throws Exception {
    server.script(
        (request, out) -> {
          head(out, "");
          chunk(out, "data: 1 " + TOKEN + "\n");
        });
    InputStream in = body(BodyHandlers.ofInputStream());
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8));

    assertEquals("data: 1 Mallory", lines.readLine());
    assertThrows(IOException.class, lines::readLine);
    assertTrue(gate.events().get(gate.events().size() - 1).startsWith("abort "));

    assertThrows(IOException.class, () -> body(BodyHandlers.ofString()));
    assertEquals(2, gate.events().stream().filter(e -> e.startsWith("abort")).count());
  }

  @Test
  void aHandlerThatThrowsEndsTheExchange() {
    assertThrows(
        IOException.class,
        () ->
            body(
                info -> {
                  throw new IllegalStateException("the application's");
                }));
    assertEnded("abort IllegalStateException");
  }

  @Test
  void gzipThatTheApplicationAskedForIsUndoneAndItsHeadersWithIt() throws Exception {
    server.script(encoded("gzip", gzip(SENT)));

    HttpResponse<String> response = client.send(request(), BodyHandlers.ofString());

    assertEquals(SEEN, response.body());
    assertTrue(response.headers().firstValue("content-encoding").isEmpty());
    assertTrue(response.headers().firstValue("content-length").isEmpty());
  }

  @Test
  void gzipIsLeftAloneWhereNothingIsRestored() throws Exception {
    server.script(encoded("gzip", gzip(SENT)));
    HttpRequest plain =
        HttpRequest.newBuilder(URI.create(server.url("/v1/chat/completions")))
            .POST(BodyPublishers.ofString("nobody"))
            .build();

    HttpResponse<byte[]> response = client.send(plain, BodyHandlers.ofByteArray());

    assertEquals(ByteBuffer.wrap(gzip(SENT)), ByteBuffer.wrap(response.body()));
    assertEquals("gzip", response.headers().firstValue("content-encoding").get());
  }

  @Test
  void anEncodingThatCannotBeUndoneIsLeftAlone() throws Exception {
    server.script(encoded("br", SENT.getBytes(UTF_8)));

    HttpResponse<String> response = client.send(request(), BodyHandlers.ofString());

    assertEquals(SENT, response.body());
    assertEquals("br", response.headers().firstValue("content-encoding").get());
    assertTrue(response.headers().firstValue("content-length").isPresent());
    assertTrue(gate.events().get(gate.events().size() - 1).startsWith("finish"));
  }

  @Test
  void gzipThatBreaksOffIsAnErrorAndNotAShortAnswer() throws Exception {
    byte[] whole = gzip(SENT);
    byte[] half = java.util.Arrays.copyOf(whole, whole.length - 3);
    server.script(encoded("gzip", half));

    assertThrows(IOException.class, () -> body(BodyHandlers.ofString()));
    assertEnded("abort EOFException");
  }

  @Test
  void anAnswerThatIsNotGzipIsAnError() throws Exception {
    server.script(encoded("gzip", "plain text".getBytes(UTF_8)));

    assertThrows(IOException.class, () -> body(BodyHandlers.ofString()));
    assertEnded("abort ZipException");
  }

  private static byte[] gzip(String text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(text.getBytes(UTF_8));
    }
    return out.toByteArray();
  }

  private static RawServer.Script encoded(String encoding, byte[] body) {
    return (request, out) -> {
      out.write(
          ("HTTP/1.1 200 OK\r\nContent-Encoding: "
                  + encoding
                  + "\r\nContent-Length: "
                  + body.length
                  + "\r\nConnection: close\r\n\r\n")
              .getBytes(UTF_8));
      out.write(body);
    };
  }

  /** Asks for one item after the other. */
  private static final class OneByOne implements Flow.Subscriber<List<ByteBuffer>> {
    final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    final CompletableFuture<Void> end = new CompletableFuture<>();
    private Flow.Subscription subscription;
    private int outstanding;

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
      subscription = newSubscription;
      outstanding = 1;
      subscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> items) {
      if (--outstanding < 0) {
        end.completeExceptionally(new AssertionError("more items than asked for"));
      }
      for (ByteBuffer item : items) {
        byte[] bytes = new byte[item.remaining()];
        item.get(bytes);
        seen.writeBytes(bytes);
      }
      outstanding++;
      subscription.request(1);
    }

    @Override
    public void onError(Throwable failure) {
      end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      end.complete(null);
    }
  }

  private static final class Lines implements Flow.Subscriber<String> {
    final List<String> seen = new ArrayList<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(String line) {
      seen.add(line);
    }

    @Override
    public void onError(Throwable failure) {
      seen.add(failure.toString());
    }

    @Override
    public void onComplete() {}
  }
}
