package com.example.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;

/** Calls with both clients from a named module. */
public final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    new Runner()
        .add("module", a -> Main.class.getModule() + " " + OkHttpClient.class.getModule())
        .add("okhttp", a -> okhttp(a[0], a[1]))
        .add("jdk", a -> jdk(a[0], a[1]))
        .serveAndExit();
  }

  private static String okhttp(String url, String body) throws Exception {
    Request request =
        new Request.Builder()
            .url(url)
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = new OkHttpClient().newCall(request).execute()) {
      return response.body().string();
    }
  }

  private static String jdk(String url, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }
}
