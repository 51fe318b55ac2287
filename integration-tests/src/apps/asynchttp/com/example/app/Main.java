package com.example.app;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.asynchttpclient.AsyncHttpClient;
import org.asynchttpclient.BoundRequestBuilder;
import org.asynchttpclient.Dsl;
import org.asynchttpclient.Response;
import org.asynchttpclient.request.body.generator.UnboundedQueueFeedableBodyGenerator;
import org.asynchttpclient.ws.WebSocket;
import org.asynchttpclient.ws.WebSocketListener;
import org.asynchttpclient.ws.WebSocketUpgradeHandler;

/** An application that speaks to vendors with AsyncHttpClient, 2 or 3. */
public final class Main {
  /** Doesn't try again by itself: every request on the wire is a call of its own. */
  private static final AsyncHttpClient CLIENT =
      Dsl.asyncHttpClient(Dsl.config().setMaxRequestRetry(0));

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> read(post(a[0]).setBody(a[1])))
        .add("chunked", a -> chunked(post(a[0]), a[1]))
        .add("socket", a -> socket(a[0], a[1]))
        .serveAndExit();
  }

  private static BoundRequestBuilder post(String url) {
    return CLIENT.preparePost(url).setHeader("Content-Type", "application/json");
  }

  private static String chunked(BoundRequestBuilder request, String text) throws Exception {
    UnboundedQueueFeedableBodyGenerator body = new UnboundedQueueFeedableBodyGenerator();
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at++) {
      body.feed(Unpooled.wrappedBuffer(bytes, at, 1), at == bytes.length - 1);
    }
    return read(request.setBody(body));
  }

  /** Sends one text through a WebSocket; returns the texts that come until it is closed. */
  private static String socket(String url, String text) throws Exception {
    StringBuilder texts = new StringBuilder();
    CompletableFuture<String> result = new CompletableFuture<>();
    WebSocketListener listener =
        new WebSocketListener() {
          @Override
          public void onOpen(WebSocket socket) {
            socket
                .sendTextFrame(text)
                .addListener(
                    sent -> {
                      if (!sent.isSuccess()) {
                        result.completeExceptionally(sent.cause());
                      }
                    });
          }

          @Override
          public void onTextFrame(String each, boolean last, int extensions) {
            texts.append(each).append('\n');
          }

          @Override
          public void onClose(WebSocket socket, int code, String reason) {
            result.complete(texts + "closed " + code);
          }

          @Override
          public void onError(Throwable failure) {
            result.completeExceptionally(failure);
          }
        };
    CLIENT
        .prepareGet(url)
        .execute(new WebSocketUpgradeHandler.Builder().addWebSocketListener(listener).build());
    return result.get(30, TimeUnit.SECONDS);
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(BoundRequestBuilder request) throws Exception {
    Response response = request.execute().get(30, TimeUnit.SECONDS);
    return response.getStatusCode()
        + "\n"
        + response.getContentType()
        + "\n"
        + response.getResponseBody(StandardCharsets.UTF_8);
  }
}
