package com.example.app;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * An application that speaks to vendors with Vert.x, 4 or 5, and a server that speaks HTTP/2 to it.
 */
public final class Main {
  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = VERTX.createHttpClient();
  private static final WebClient WEB_CLIENT = WebClient.create(VERTX);

  /** Agrees upon HTTP/2 in the handshake of TLS. */
  private static final WebClient SECURE =
      WebClient.create(
          VERTX, new WebClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setUseAlpn(true));

  /** Kept: Vert.x 5 closes the connections of a client that is garbage. */
  private static final WebSocketClient WEB_SOCKETS = VERTX.createWebSocketClient();

  private static volatile String seen = "nothing";
  private static int port;

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> got(post(a[0], a[1])))
        .add("chunked", a -> got(chunked(a[0], a[1])))
        .add("socket", a -> socket(a[0], a[1]))
        .add("serve", a -> serve())
        .add("http2", a -> got(over(http2(false), a[0], a[1])))
        .add("any", a -> got(over(http2(true), a[0], a[1])))
        .add("secure", a -> got(over(SECURE, a[0], a[1])))
        .add("seen", a -> seen)
        .serveAndExit();
  }

  /** Sends one text through a WebSocket; returns the texts that come until it is closed. */
  private static String socket(String url, String text) throws Exception {
    StringBuilder texts = new StringBuilder();
    CompletableFuture<String> result = new CompletableFuture<>();
    WebSocketConnectOptions options = new WebSocketConnectOptions();
    options.setAbsoluteURI(url);
    WEB_SOCKETS
        .connect(options)
        .onComplete(
            opened -> {
              if (opened.failed()) {
                result.completeExceptionally(opened.cause());
                return;
              }
              WebSocketBase socket = opened.result();
              socket.textMessageHandler(each -> texts.append(each).append('\n'));
              socket.exceptionHandler(result::completeExceptionally);
              socket.closeHandler(
                  end -> result.complete(texts + "closed " + socket.closeStatusCode()));
              socket.writeTextMessage(text);
            });
    return result.get(30, TimeUnit.SECONDS);
  }

  /** Starts a server that keeps the last body that it was sent. */
  private static String serve() throws Exception {
    seen = "nothing";
    if (port == 0) {
      HttpServer server =
          VERTX
              .createHttpServer()
              .requestHandler(
                  request ->
                      request.bodyHandler(
                          body -> {
                            seen = body.toString();
                            request
                                .response()
                                .putHeader("Content-Type", "application/json")
                                .end(echo(seen));
                          }));
      port =
          server
              .listen(0)
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS)
              .actualPort();
    }
    return "http://localhost:" + port;
  }

  /** Answers as a model would that repeats what it was asked. */
  private static String echo(String body) {
    int at = body.indexOf("\"content\":\"");
    if (at < 0) {
      return "{\"id\":\"1\"}";
    }
    String content = body.substring(at, body.indexOf('"', at + 11) + 1);
    return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"choices\":[{\"index\":0,\"message\":"
        + "{\"role\":\"assistant\","
        + content
        + "}}]}";
  }

  /** Makes a client that speaks HTTP/2 at once, or asks for it in HTTP/1.1's upgrade. */
  private static WebClient http2(boolean upgrade) {
    return WebClient.create(
        VERTX,
        new WebClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(upgrade));
  }

  private static String got(Future<String> answer) throws Exception {
    return answer.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  private static Future<String> post(String url, String body) {
    return over(WEB_CLIENT, url, body);
  }

  private static Future<String> over(WebClient client, String url, String body) {
    return client
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
