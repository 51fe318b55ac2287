package com.example.app;

import io.trino.jdbc.$internal.okhttp3.MediaType;
import io.trino.jdbc.$internal.okhttp3.OkHttpClient;
import io.trino.jdbc.$internal.okhttp3.Request;
import io.trino.jdbc.$internal.okhttp3.RequestBody;
import io.trino.jdbc.$internal.okhttp3.Response;
import io.trino.jdbc.$internal.okhttp3.WebSocket;
import io.trino.jdbc.$internal.okhttp3.WebSocketListener;
import io.trino.jdbc.$internal.okio.BufferedSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An application that speaks to vendors with the OkHttp that a database driver brings. */
public final class Main {
  private static final OkHttpClient CLIENT = new OkHttpClient();

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> post(a[0], RequestBody.create(a[1], MediaType.get("application/json"))))
        .add("chunked", a -> post(a[0], new Chunked(a[1])))
        .add("socket", a -> socket(a[0], a[1]))
        .serveAndExit();
  }

  /** Returns status, content type and text, each on its line. */
  private static String post(String url, RequestBody body) throws IOException {
    Request request = new Request.Builder().url(url).post(body).build();
    try (Response response = CLIENT.newCall(request).execute()) {
      return response.code()
          + "\n"
          + response.header("Content-Type")
          + "\n"
          + response.body().string();
    }
  }

  /** Sends one text; returns what comes until the WebSocket is closed. */
  private static String socket(String url, String text) throws Exception {
    StringBuilder texts = new StringBuilder();
    CompletableFuture<String> result = new CompletableFuture<>();
    WebSocketListener listener =
        new WebSocketListener() {
          @Override
          public void onMessage(WebSocket socket, String message) {
            texts.append(message).append('\n');
          }

          @Override
          public void onClosing(WebSocket socket, int code, String reason) {
            socket.close(code, null);
            result.complete(texts + "closed " + code);
          }

          @Override
          public void onFailure(WebSocket socket, Throwable failure, Response response) {
            result.completeExceptionally(failure);
          }
        };
    CLIENT.newWebSocket(new Request.Builder().url(url).build(), listener).send(text);
    return result.get(30, TimeUnit.SECONDS);
  }

  private static final class Chunked extends RequestBody {
    private final String text;

    Chunked(String text) {
      this.text = text;
    }

    @Override
    public MediaType contentType() {
      return MediaType.get("application/json");
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
