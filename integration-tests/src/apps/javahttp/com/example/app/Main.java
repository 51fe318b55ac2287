package com.example.app;

import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An application that uses nothing but java.net.http. */
public final class Main {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.ALWAYS).build();

  private Main() {}

  /** Sends one text in two parts through a WebSocket; returns what comes until it is closed. */
  private static String socket(String url, String text) throws Exception {
    StringBuilder texts = new StringBuilder();
    CompletableFuture<String> result = new CompletableFuture<>();
    WebSocket socket =
        CLIENT
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(url),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket open, CharSequence data, boolean last) {
                    texts.append(data).append(last ? "\n" : "");
                    open.request(1);
                    return null;
                  }

                  @Override
                  public CompletionStage<?> onClose(WebSocket open, int code, String reason) {
                    result.complete(texts + "closed " + code);
                    return null;
                  }

                  @Override
                  public void onError(WebSocket open, Throwable error) {
                    result.completeExceptionally(error);
                  }
                })
            .get(30, TimeUnit.SECONDS);
    int half = text.length() / 2;
    try {
      socket.sendText(text.substring(0, half), false).get(30, TimeUnit.SECONDS);
      socket.sendText(text.substring(half), true).get(30, TimeUnit.SECONDS);
    } catch (ExecutionException refused) {
      socket.abort();
      throw refused;
    }
    return result.get(30, TimeUnit.SECONDS);
  }

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("ofString", a -> send(a, BodyHandlers.ofString(), text -> text))
        .add("ofByteArray", a -> send(a, BodyHandlers.ofByteArray(), Main::utf8))
        .add("ofInputStream", a -> send(a, BodyHandlers.ofInputStream(), Main::readAll))
        .add("drained", a -> send(a, BodyHandlers.ofInputStream(), Main::drained))
        .add("ofLines", a -> send(a, BodyHandlers.ofLines(), Main::joined))
        .add("ofFile", a -> send(a, BodyHandlers.ofFile(file()), Main::readFile))
        .add("ofFileDownload", Main::fileDownload)
        .add("ofByteArrayConsumer", Main::byteArrayConsumer)
        .add("ofPublisher", Main::publisher)
        .add("fromSubscriber", Main::subscriber)
        .add("fromLineSubscriber", Main::lineSubscriber)
        .add("buffering", a -> send(a, BodyHandlers.buffering(BodyHandlers.ofString(), 64), t -> t))
        .add("mapping", Main::mapping)
        .add("discarding", a -> send(a, BodyHandlers.discarding(), body -> ""))
        .add("replacing", a -> send(a, BodyHandlers.replacing("replaced"), text -> text))
        .add(
            "sendAsync",
            a ->
                CLIENT
                    .sendAsync(post(a), BodyHandlers.ofString())
                    .thenApply(Main::show)
                    .get(30, TimeUnit.SECONDS))
        .add("sendAsyncPush", Main::sendAsyncPush)
        .add("socket", a -> socket(a[0], a[1]))
        .add(
            "http11",
            a ->
                show(
                    HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .build()
                        .send(post(a), BodyHandlers.ofString())))
        .add("streamedBody", a -> publish(a, BodyPublishers.ofInputStream(() -> stream(a[1]))))
        .add(
            "unsizedBody",
            a -> publish(a, BodyPublishers.fromPublisher(BodyPublishers.ofString(a[1]))))
        .add(
            "get",
            a ->
                show(
                    CLIENT.send(
                        HttpRequest.newBuilder(URI.create(a[0])).build(), BodyHandlers.ofString())))
        .serve();
  }

  private static HttpRequest post(String[] a) {
    return request(a[0], BodyPublishers.ofString(a[1]));
  }

  private static HttpRequest request(String url, BodyPublisher body) {
    return HttpRequest.newBuilder(URI.create(url))
        .header("Content-Type", "application/json")
        .POST(body)
        .build();
  }

  private static String show(HttpResponse<String> response) {
    return show(response, response.body());
  }

  /** Returns status, content type and text, each on its line. */
  private static String show(HttpResponse<?> response, String body) {
    return response.statusCode()
        + "\n"
        + response.headers().firstValue("content-type").orElse("-")
        + "\n"
        + body;
  }

  private static <T> String send(String[] a, BodyHandler<T> handler, Function<T, String> text)
      throws Exception {
    HttpResponse<T> response = CLIENT.send(post(a), handler);
    return show(response, text.apply(response.body()));
  }

  private static String publish(String[] a, BodyPublisher body) throws Exception {
    return show(CLIENT.send(request(a[0], body), BodyHandlers.ofString()));
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static InputStream stream(String text) {
    return new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String readAll(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
        .lines()
        .collect(Collectors.joining("\n"));
  }

  /** Keeps none of an answer; returns how many bytes it had. */
  private static String drained(InputStream in) {
    try {
      return Long.toString(in.transferTo(java.io.OutputStream.nullOutputStream()));
    } catch (java.io.IOException failure) {
      return failure.toString();
    }
  }

  private static String joined(Stream<String> lines) {
    return lines.collect(Collectors.joining("\n"));
  }

  private static Path file() throws Exception {
    Path file = Files.createTempFile("answer", ".json");
    file.toFile().deleteOnExit();
    return file;
  }

  private static String readFile(Path file) {
    try {
      return Files.readString(file);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String fileDownload(String[] a) throws Exception {
    Path directory = Files.createTempDirectory("download");
    HttpResponse<Path> response =
        CLIENT.send(
            post(a),
            BodyHandlers.ofFileDownload(
                directory,
                java.nio.file.StandardOpenOption.CREATE,
                java.nio.file.StandardOpenOption.WRITE));
    return show(response, readFile(response.body()));
  }

  private static String byteArrayConsumer(String[] a) throws Exception {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    HttpResponse<Void> response =
        CLIENT.send(
            post(a), BodyHandlers.ofByteArrayConsumer(part -> part.ifPresent(all::writeBytes)));
    return show(response, all.toString(StandardCharsets.UTF_8));
  }

  private static String publisher(String[] a) throws Exception {
    HttpResponse<Flow.Publisher<List<ByteBuffer>>> response =
        CLIENT.send(post(a), BodyHandlers.ofPublisher());
    Collector collector = new Collector();
    response.body().subscribe(collector);
    return show(response, collector.text());
  }

  private static String subscriber(String[] a) throws Exception {
    Collector collector = new Collector();
    HttpResponse<Void> response = CLIENT.send(post(a), BodyHandlers.fromSubscriber(collector));
    return show(response, collector.text());
  }

  private static String lineSubscriber(String[] a) throws Exception {
    List<String> lines = new ArrayList<>();
    CompletableFuture<String> done = new CompletableFuture<>();
    HttpResponse<Void> response =
        CLIENT.send(
            post(a),
            BodyHandlers.fromLineSubscriber(
                new Flow.Subscriber<String>() {
                  @Override
                  public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(Long.MAX_VALUE);
                  }

                  @Override
                  public void onNext(String line) {
                    lines.add(line);
                  }

                  @Override
                  public void onError(Throwable failure) {
                    done.completeExceptionally(failure);
                  }

                  @Override
                  public void onComplete() {
                    done.complete(String.join("\n", lines));
                  }
                }));
    return show(response, done.get(30, TimeUnit.SECONDS));
  }

  private static String mapping(String[] a) throws Exception {
    BodyHandler<Integer> handler =
        info ->
            BodySubscribers.mapping(
                BodySubscribers.ofString(StandardCharsets.UTF_8), String::length);
    HttpResponse<Integer> response = CLIENT.send(post(a), handler);
    return show(response, String.valueOf(response.body()));
  }

  private static String sendAsyncPush(String[] a) throws Exception {
    return CLIENT
        .sendAsync(
            post(a),
            BodyHandlers.ofString(),
            HttpResponse.PushPromiseHandler.of(
                r -> BodyHandlers.ofString(), new java.util.concurrent.ConcurrentHashMap<>()))
        .thenApply(Main::show)
        .get(30, TimeUnit.SECONDS);
  }

  private static final class Collector implements Flow.Subscriber<List<ByteBuffer>> {
    private final java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    private final CountDownLatch done = new CountDownLatch(1);
    private volatile Throwable failure;
    private Flow.Subscription subscription;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(1); // One at a time: back pressure must survive.
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.write(part, 0, part.length);
      }
      subscription.request(1);
    }

    @Override
    public void onError(Throwable e) {
      failure = e;
      done.countDown();
    }

    @Override
    public void onComplete() {
      done.countDown();
    }

    String text() throws Exception {
      if (!done.await(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the answer does not end");
      }
      if (failure != null) {
        throw new IllegalStateException(failure);
      }
      return bytes.toString(StandardCharsets.UTF_8.name());
    }
  }
}
