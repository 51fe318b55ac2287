package com.example.app;

import io.micronaut.core.io.buffer.ByteArrayBufferFactory;
import io.micronaut.core.io.buffer.ByteBuffer;
import io.micronaut.http.ByteBodyHttpResponse;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.body.CloseableByteBody;
import io.micronaut.http.body.stream.InputStreamByteBody;
import io.micronaut.http.client.HttpClient;
import io.micronaut.http.client.RawHttpClient;
import io.micronaut.http.client.StreamingHttpClient;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.ForkJoinPool;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** An application that speaks to vendors with Micronaut's HTTP clients. */
public final class Main {
  private static final HttpClient CLIENT = HttpClient.create(null);
  private static final StreamingHttpClient STREAMING = StreamingHttpClient.create(null);
  private static final RawHttpClient RAW = RawHttpClient.create(null);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> a[1].contains("\"stream\":true") ? streamed(a) : post(a[0], a[1]))
        .add("chunked", a -> chunked(a[0], a[1]))
        .serveAndExit();
  }

  private static <B> MutableHttpRequest<B> request(String url, B body) {
    return HttpRequest.POST(url, body).contentType(MediaType.APPLICATION_JSON_TYPE);
  }

  private static String post(String url, String body) {
    try {
      HttpResponse<String> answer = CLIENT.toBlocking().exchange(request(url, body), String.class);
      return text(answer, answer.body());
    } catch (HttpClientResponseException refused) {
      return text(refused.getResponse(), refused.getResponse().getBody(String.class).orElse(""));
    }
  }

  /** Reads piece by piece. */
  private static String streamed(String[] arguments) {
    HttpRequest<String> request = request(arguments[0], arguments[1]).accept(MediaType.ALL_TYPE);
    StringBuilder head = new StringBuilder();
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    Flux<HttpResponse<ByteBuffer<?>>> answers = Flux.from(STREAMING.exchangeStream(request));
    answers
        .doOnNext(
            answer -> { // the piece is released behind this
              head.setLength(0);
              head.append(text(answer, ""));
              answer.getBody().ifPresent(piece -> read.writeBytes(piece.toByteArray()));
            })
        .blockLast(LIMIT);
    return head + read.toString(StandardCharsets.UTF_8);
  }

  /** Writes a body of unknown length, and reads piece by piece. */
  private static String chunked(String url, String body) throws IOException {
    CloseableByteBody bytes =
        InputStreamByteBody.create(
            new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
            OptionalLong.empty(),
            ForkJoinPool.commonPool(),
            ByteArrayBufferFactory.INSTANCE);
    try (ByteBodyHttpResponse<?> answer =
            (ByteBodyHttpResponse<?>)
                Mono.from(RAW.exchange(request(url, null), bytes, Thread.currentThread()))
                    .block(LIMIT);
        InputStream content = answer.byteBody().toInputStream()) {
      return text(answer, new String(content.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Returns status, content type and text, each on its line. */
  private static String text(HttpResponse<?> answer, String body) {
    return answer.code()
        + "\n"
        + answer.getContentType().map(MediaType::toString).orElse("")
        + "\n"
        + body;
  }
}
