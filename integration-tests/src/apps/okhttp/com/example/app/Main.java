package com.example.app;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.Buffer;
import okio.BufferedSink;
import okio.GzipSink;
import okio.Okio;

/** An application that speaks to vendors with plain OkHttp, 3.x to 5.x. */
@SuppressWarnings("deprecation") // The order of arguments that all versions have.
public final class Main {
  private static final OkHttpClient CLIENT = new OkHttpClient();
  private static final MediaType JSON = MediaType.parse("application/json");

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> read(CLIENT.newCall(post(a[0], a[1])).execute()))
        .add("enqueue", a -> enqueue(CLIENT, post(a[0], a[1])))
        .add(
            "enqueueTwice",
            a -> enqueue(CLIENT, post(a[0], a[1])) + enqueue(CLIENT, post(a[0], a[1])))
        .add("lines", a -> lines(post(a[0], a[1])))
        .add("drained", a -> drained(post(a[0], a[1])))
        .add("oneShot", a -> read(CLIENT.newCall(request(a[0], new OneShot(a[1]))).execute()))
        .add("duplex", a -> read(CLIENT.newCall(request(a[0], new Duplex(a[1]))).execute()))
        .add("chunked", a -> read(CLIENT.newCall(request(a[0], new Unsized(a[1]))).execute()))
        .add("large", a -> large(a[0], Integer.parseInt(a[1]), a[2]))
        .add("gzipRequest", a -> gzipRequest(a[0], a[1]))
        .add("gzipAnswer", a -> gzipAnswer(a[0], a[1]))
        .add("get", a -> read(CLIENT.newCall(new Request.Builder().url(a[0]).build()).execute()))
        .add("socket", a -> socket(a[0], a[1]))
        .add("header", a -> withHeader(a[0], a[1], a[2], a[3]))
        .serveAndExit();
  }

  /** Reads an answer and keeps none of it; returns how many bytes it had. */
  private static String drained(Request request) throws IOException {
    long count = 0;
    byte[] buffer = new byte[8192];
    try (Response response = CLIENT.newCall(request).execute()) {
      InputStream body = response.body().byteStream();
      for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
        count += read;
      }
    }
    return Long.toString(count);
  }

  private static Request post(String url, String body) {
    return request(url, RequestBody.create(JSON, body));
  }

  private static Request request(String url, RequestBody body) {
    return new Request.Builder().url(url).post(body).build();
  }

  /** Sends one text through a WebSocket; returns the texts that come until it is closed. */
  private static String socket(String url, String text) throws Exception {
    StringBuilder texts = new StringBuilder();
    CompletableFuture<String> result = new CompletableFuture<>();
    WebSocket socket =
        CLIENT.newWebSocket(
            new Request.Builder().url(url).build(),
            new WebSocketListener() {
              @Override
              public void onMessage(WebSocket open, String each) {
                texts.append(each).append('\n');
              }

              @Override
              public void onClosing(WebSocket open, int code, String reason) {
                open.close(code, null);
                result.complete(texts + "closed " + code);
              }

              @Override
              public void onFailure(WebSocket open, Throwable failure, Response response) {
                String status = response == null ? "" : response.code() + " ";
                result.completeExceptionally(new IOException(status + failure, failure));
              }
            });
    socket.send(text);
    return result.get(30, TimeUnit.SECONDS);
  }

  /** Returns status, content type and text, each on its line. */
  private static String read(Response response) throws IOException {
    try (Response closing = response) {
      return response.code()
          + "\n"
          + response.header("Content-Type")
          + "\n"
          + response.body().string();
    }
  }

  private static String enqueue(OkHttpClient client, Request request) throws Exception {
    CompletableFuture<String> result = new CompletableFuture<>();
    client
        .newCall(request)
        .enqueue(
            new Callback() {
              @Override
              public void onFailure(Call call, IOException e) {
                result.completeExceptionally(e);
              }

              @Override
              public void onResponse(Call call, Response response) {
                try {
                  result.complete(read(response));
                } catch (IOException e) {
                  result.completeExceptionally(e);
                }
              }
            });
    return result.get(30, TimeUnit.SECONDS);
  }

  /** Reads a stream line by line, as an SSE reader does. */
  private static String lines(Request request) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Response response = CLIENT.newCall(request).execute()) {
      okio.BufferedSource source = response.body().source();
      for (String line = source.readUtf8Line(); line != null; line = source.readUtf8Line()) {
        text.append(line).append('\n');
      }
    }
    return text.toString();
  }

  private static String withHeader(String url, String body, String name, String value)
      throws IOException {
    return read(CLIENT.newCall(post(url, body).newBuilder().header(name, value).build()).execute());
  }

  /** Sends a prompt that begins with so much padding. */
  private static String large(String url, int padding, String prompt) throws IOException {
    StringBuilder body = new StringBuilder(padding + 200);
    body.append("{\"model\":\"echo-1\",\"messages\":[{\"role\":\"user\",\"content\":\"");
    for (int i = 0; i < padding; i++) {
      body.append('x');
    }
    body.append(' ').append(prompt).append("\"}]}");
    return read(CLIENT.newCall(post(url, body.toString())).execute());
  }

  private static String gzipRequest(String url, String body) throws IOException {
    Buffer buffer = new Buffer();
    BufferedSink sink = Okio.buffer(new GzipSink(buffer));
    sink.writeUtf8(body);
    sink.close();
    Request request =
        request(url, RequestBody.create(JSON, buffer.readByteArray()))
            .newBuilder()
            .header("Content-Encoding", "gzip")
            .build();
    return read(CLIENT.newCall(request).execute());
  }

  /** Asks for a compressed answer itself and therefore decompresses it itself, if it still is. */
  private static String gzipAnswer(String url, String body) throws IOException {
    Request request = post(url, body).newBuilder().header("Accept-Encoding", "gzip").build();
    try (Response response = CLIENT.newCall(request).execute()) {
      boolean compressed = "gzip".equalsIgnoreCase(response.header("Content-Encoding"));
      String text =
          compressed
              ? Okio.buffer(new okio.GzipSource(response.body().source())).readUtf8()
              : response.body().string();
      return response.code() + "\n" + response.header("Content-Type") + "\n" + text;
    }
  }

  private static class Unsized extends RequestBody {
    private final String text;

    Unsized(String text) {
      this.text = text;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.writeUtf8(text);
    }
  }

  /** Can be written once. */
  private static final class OneShot extends Unsized {
    private boolean written;

    OneShot(String text) {
      super(text);
    }

    @Override
    public boolean isOneShot() {
      return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      if (written) {
        throw new IllegalStateException("written twice");
      }
      written = true;
      super.writeTo(sink);
    }
  }

  /** Is written while the answer is read; must not be read by anybody else. */
  private static final class Duplex extends Unsized {
    Duplex(String text) {
      super(text);
    }

    @Override
    public boolean isDuplex() {
      return true;
    }
  }
}
