package com.example.app;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

/** Asks with the JDK's client. */
final class Client implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();

  String ask(String vendor, String prompt) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(vendor + Chat.PATH))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(Chat.body(prompt)))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString()).get().body();
  }

  @Override
  public void close() throws Exception {
    Object closeable = client; // from Java 21 on
    if (closeable instanceof AutoCloseable) {
      ((AutoCloseable) closeable).close();
    }
  }
}
