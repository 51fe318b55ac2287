package com.example.app;

import com.squareup.okhttp.MediaType;
import com.squareup.okhttp.OkHttpClient;
import com.squareup.okhttp.Request;
import com.squareup.okhttp.RequestBody;
import com.squareup.okhttp.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import okio.BufferedSink;

/** An application that speaks to vendors with OkHttp 2. */
public final class Main {
  private static final OkHttpClient CLIENT = new OkHttpClient();
  private static final MediaType JSON = MediaType.parse("application/json");

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("post", a -> post(a[0], RequestBody.create(JSON, bytes(a[1]))))
        .add("chunked", a -> post(a[0], new Streamed(bytes(a[1]))))
        .serveAndExit();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Returns status, content type and text, each on its line. */
  private static String post(String url, RequestBody body) throws IOException {
    Request request = new Request.Builder().url(url).post(body).build();
    Response answer = CLIENT.newCall(request).execute();
    return answer.code() + "\n" + answer.header("Content-Type") + "\n" + answer.body().string();
  }

  /** A body of unknown length. */
  private static final class Streamed extends RequestBody {
    private final byte[] bytes;

    Streamed(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public MediaType contentType() {
      return JSON;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
      sink.write(bytes);
    }
  }
}
