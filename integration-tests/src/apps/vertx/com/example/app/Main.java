package com.example.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.client.WebClient;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** An application that speaks to vendors with Vert.x, 4 or 5. */
public final class Main {
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = VERTX.createHttpClient();
  private static final WebClient WEB_CLIENT = WebClient.create(VERTX);

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> got(post(a[0], a[1])))
        .add("chunked", a -> got(chunked(a[0], a[1])))
        .serveAndExit();
  }

  private static String got(Future<String> answer) throws Exception {
    return answer.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Future<String> post(String url, String body) {
    return WEB_CLIENT
        .postAbs(url)
        .putHeader("Content-Type", "application/json")
        .sendBuffer(Buffer.buffer(body))
        .map(
            answer ->
                text(answer.statusCode(), answer.getHeader("Content-Type"), answer.bodyAsBuffer()));
  }

  /** Writes byte by byte, and reads piece by piece. */
  private static Future<String> chunked(String url, String body) {
    RequestOptions options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(url);
    return CLIENT
        .request(options)
        .compose(
            request -> {
              Buffer read = Buffer.buffer();
              Future<String> text =
                  request
                      .response()
                      .compose(
                          answer -> {
                            answer.handler(read::appendBuffer);
                            return answer
                                .end()
                                .map(
                                    end ->
                                        text(
                                            answer.statusCode(),
                                            answer.getHeader("Content-Type"),
                                            read));
                          });
              write(request, body);
              return text;
            });
  }

  private static void write(HttpClientRequest request, String body) {
    request.setChunked(true).putHeader("Content-Type", "application/json");
    for (byte each : body.getBytes(StandardCharsets.UTF_8)) {
      request.write(Buffer.buffer().appendByte(each));
    }
    request.end();
  }

  /** Returns status, content type and text, each on its line. */
  private static String text(int status, String type, Buffer body) {
    return status + "\n" + type + "\n" + (body == null ? "" : body.toString());
  }
}
