package dev.cordon.instrumentation.netty;

import dev.cordon.instrumentation.testing.Ask;
import dev.cordon.instrumentation.testing.Ask.Framing;
import dev.cordon.instrumentation.testing.Reply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What every client keeps, kept by Vert.x over HTTP/2. */
public class VertxScenarios extends Http2Contract {
  private static final int PIECE = 1000;
  private static final int SECONDS = 30;
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = client(options());

  static HttpClientOptions options() {
    return new HttpClientOptions()
        .setProtocolVersion(HttpVersion.HTTP_2)
        .setHttp2ClearTextUpgrade(false);
  }

  /** The method has another result in each version. */
  static HttpClient client(HttpClientOptions options) {
    try {
      return (HttpClient)
          Vertx.class.getMethod("createHttpClient", HttpClientOptions.class).invoke(VERTX, options);
    } catch (ReflectiveOperationException missing) {
      throw new AssertionError(missing);
    }
  }

  HttpClient client() {
    return CLIENT;
  }

  @Override
  protected Reply over(Ask ask) throws Exception {
    return reply(request(ask).get(SECONDS, TimeUnit.SECONDS), request -> write(request, ask));
  }

  private static Reply reply(HttpClientRequest request, Consumer<HttpClientRequest> write)
      throws Exception {
    BodyQueue body = new BodyQueue();
    CompletableFuture<HttpClientResponse> head = new CompletableFuture<>();
    VERTX.runOnContext(
        now -> {
          request
              .response()
              .onComplete(
                  answer -> {
                    if (answer.succeeded()) {
                      HttpClientResponse response = answer.result();
                      response.handler(piece -> body.add(piece.getBytes()));
                      response.exceptionHandler(body::fail);
                      response.endHandler(end -> body.end());
                      head.complete(response);
                    } else {
                      head.completeExceptionally(answer.cause());
                    }
                  });
          write.accept(request);
        });
    HttpClientResponse response;
    try {
      response = head.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof Exception ? (Exception) failed.getCause() : failed;
    }
    return new Reply(
        response.statusCode(),
        response::getHeader,
        body.closedBy(
            () -> {
              reset(response.request());
              settle();
            }));
  }

  /** The method has another result in each version. */
  private static void reset(HttpClientRequest request) {
    try {
      HttpClientRequest.class.getMethod("reset", long.class).invoke(request, 8L);
    } catch (ReflectiveOperationException failed) {
      throw new AssertionError(failed);
    }
  }

  /** Waits for what the event loops have to do. */
  private static void settle() {
    CompletableFuture<Void> done = new CompletableFuture<>();
    VERTX.runOnContext(now -> VERTX.runOnContext(then -> done.complete(null)));
    done.join();
  }

  @Override
  protected Runnable begin(Ask ask) throws Exception {
    Ask bridged = bridged(ask);
    HttpClientRequest request = request(bridged).get(SECONDS, TimeUnit.SECONDS);
    VERTX.runOnContext(now -> write(request, bridged));
    return () -> reset(request);
  }

  @Override
  protected Slow slowly(Ask ask) throws Exception {
    Ask bridged = bridged(ask).framed(Framing.CHUNKED);
    byte[] body = bridged.body();
    int half = body.length / 2;
    HttpClientRequest request = request(bridged).get(SECONDS, TimeUnit.SECONDS);
    request.setChunked(true);
    request
        .write(Buffer.buffer(Arrays.copyOf(body, half)))
        .toCompletionStage()
        .toCompletableFuture()
        .get(SECONDS, TimeUnit.SECONDS);
    byte[] rest = Arrays.copyOfRange(body, half, body.length);
    return () -> reply(request, begun -> begun.end(Buffer.buffer(rest)));
  }

  private CompletableFuture<HttpClientRequest> request(Ask ask) {
    RequestOptions options =
        new RequestOptions().setMethod(HttpMethod.valueOf(ask.method())).setAbsoluteURI(ask.url());
    ask.headers().forEach(line -> options.addHeader(line.getKey(), line.getValue()));
    options.putHeader("Content-Type", ask.contentType());
    if (ask.framing() == Framing.ONE_SHOT) {
      options.putHeader("Content-Length", String.valueOf(ask.body().length));
    }
    return client().request(options).toCompletionStage().toCompletableFuture();
  }

  private static void write(HttpClientRequest request, Ask ask) {
    byte[] body = ask.body();
    if (ask.framing() == Framing.WHOLE) {
      request.end(Buffer.buffer(body));
      return;
    }
    request.setChunked(ask.framing() == Framing.CHUNKED);
    for (int at = 0; at < body.length; at += PIECE) {
      request.write(Buffer.buffer(Arrays.copyOfRange(body, at, Math.min(body.length, at + PIECE))));
    }
    request.end();
  }
}
