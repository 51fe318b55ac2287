package com.example.app;

import com.squareup.okhttp.MediaType;
import com.squareup.okhttp.OkHttpClient;
import com.squareup.okhttp.Request;
import com.squareup.okhttp.RequestBody;
import java.io.IOException;

/** An application that speaks to vendors with OkHttp 2, which nothing hooks. */
public final class Main {
  private static final OkHttpClient CLIENT = new OkHttpClient();

  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner().add("post", a -> post(a[0], a[1])).serveAndExit();
  }

  private static String post(String url, String body) throws IOException {
    RequestBody json = RequestBody.create(MediaType.parse("application/json"), body);
    Request request = new Request.Builder().url(url).post(json).build();
    return CLIENT.newCall(request).execute().body().string();
  }
}
